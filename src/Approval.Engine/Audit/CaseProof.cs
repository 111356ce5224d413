using System.Security.Cryptography;

namespace Approval.Engine.Audit;

/// <summary>
/// Shows that the journal rows of a case are in the log that a signed checkpoint speaks of. Kept with the receipt: a row that is
/// altered or removed later no longer fits it. Holds hashes only.
/// </summary>
/// <param name="Checkpoint">The note as it was published: <see cref="SignedCheckpoint.Note"/>.</param>
public sealed record CaseProof(Guid CaseId, string CaseNumber, string Checkpoint, IReadOnlyList<ProvenRow> Rows)
{
    /// <summary>What does not fit; null when every row is in the checkpoint's tree.</summary>
    /// <param name="key">The public key of the log; null leaves the signature unchecked.</param>
    public ProofFault? Check(ECDsa? key)
    {
        using var keys = key is null ? null : new KeyChain(key);
        return Check(keys);
    }

    /// <param name="keys">Those believed, hand-overs included; null leaves the signature unchecked.</param>
    /// <inheritdoc cref="Check(ECDsa)"/>
    public ProofFault? Check(KeyChain? keys)
    {
        if (SignedCheckpoint.Parse(Checkpoint) is not { Checkpoint: var checkpoint } signed)
        {
            return new ProofFault(ProofFaultKind.CheckpointUnreadable, null);
        }

        if (keys is not null && !keys.Believes(signed))
        {
            return new ProofFault(ProofFaultKind.SignatureWrong, null);
        }

        if (Rows.Count == 0)
        {
            return new ProofFault(ProofFaultKind.Empty, null);
        }

        for (var i = 0; i < Rows.Count; i++)
        {
            if (Rows[i].Version != i + 1)
            {
                return new ProofFault(ProofFaultKind.RowMissing, i + 1);
            }

            if (!Rows[i].IsIn(CaseId, checkpoint))
            {
                return new ProofFault(ProofFaultKind.NotIncluded, Rows[i].Version);
            }
        }

        return null;
    }
}

/// <param name="Hash">Hash of the row, as the journal shows it, hex.</param>
/// <param name="Index">Its place in the log, from 0.</param>
/// <param name="Path">Audit path, from the leaf up, hex.</param>
public sealed record ProvenRow(int Version, string Hash, long Index, IReadOnlyList<string> Path)
{
    internal bool IsIn(Guid caseId, Checkpoint checkpoint)
    {
        try
        {
            var hash = Convert.FromHexString(Hash);
            return hash.Length == HashChain.Length
                && MerklePath.Includes(MerkleHash.Leaf(caseId, Version, hash), Index, checkpoint.Size, [.. Path.Select(Convert.FromHexString)], checkpoint.Root);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

public enum ProofFaultKind
{
    CheckpointUnreadable,
    SignatureWrong,

    /// <summary>No row is in it.</summary>
    Empty,

    /// <summary>The rows are not 1, 2, 3 and so on.</summary>
    RowMissing,

    NotIncluded,
}

/// <param name="Version">The row at fault; null when it is the checkpoint.</param>
public sealed record ProofFault(ProofFaultKind Kind, int? Version);
