using System.Security.Cryptography;

namespace Approval.Engine.Audit;

/// <summary>Links the rows of one case: hash = SHA-256(0x00, hash of the row before, canonical body). A changed, missing or inserted row breaks every link after it.</summary>
public static class HashChain
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>What the first row of a case follows.</summary>
    public static byte[] Genesis { get; } = new byte[Length];

    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x00]);
        hash.AppendData(previous);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>
    /// The version at which the rows of one case stop following from each other; null when all hold. A tail that was cut off shows
    /// only against a head kept elsewhere: compare the last hash.
    /// </summary>
    /// <param name="rows">All rows of the case, in the order of the journal, from version 1.</param>
    public static int? FirstBreak(IEnumerable<JournalRow> rows)
    {
        var (previous, version, caseId) = (Genesis, 0, (Guid?)null);
        foreach (var row in rows)
        {
            version++;
            var follows = row.Version == version
                && row.CaseId == (caseId ??= row.CaseId)
                && row.PreviousHash.AsSpan().SequenceEqual(previous)
                && row.Hash.AsSpan().SequenceEqual(Next(previous, row.Body))
                && row.AgreesWithBody();
            if (!follows)
            {
                return version;
            }

            previous = row.Hash;
        }

        return null;
    }
}
