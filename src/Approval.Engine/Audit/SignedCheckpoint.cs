using System.Security.Cryptography;
using System.Text;

namespace Approval.Engine.Audit;

/// <summary>
/// A checkpoint with its signature, in the form of C2SP signed-note: the text, an empty line, and a line of origin and base64 of
/// key id (4 bytes) and ECDSA P-256 signature (SHA-256, DER). Only where a key hands over to the next are there two: the new one's
/// and the old one's.
/// </summary>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Mark = "— ";
    private const int KeyIdLength = 4;
    private const int MostSignatures = 2;

    /// <summary>What is published and given to witnesses.</summary>
    public string Note => $"{Checkpoint.Text}\n{string.Concat(Signatures.Select(signature => $"{Mark}{Checkpoint.Origin} {Convert.ToBase64String([.. signature.KeyId, .. signature.Bytes])}\n"))}";

    /// <summary>Names a key: the first bytes of SHA-256 over its public half (SubjectPublicKeyInfo).</summary>
    public static byte[] IdOf(ECDsa key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..KeyIdLength];

    public static SignedCheckpoint Sign(Checkpoint checkpoint, ECDsa key) => new(checkpoint, [NoteSignature.Of(checkpoint, key)]);

    /// <summary>The first checkpoint under a new key: it names the key, and the old key signs that too.</summary>
    public static SignedCheckpoint HandOver(Checkpoint checkpoint, ECDsa key, ECDsa predecessor)
    {
        var named = checkpoint with { NextKey = key.ExportSubjectPublicKeyInfo() };
        return new SignedCheckpoint(named, [NoteSignature.Of(named, key), NoteSignature.Of(named, predecessor)]);
    }

    /// <returns>Null when it is not a signed checkpoint. Whether the signature is right is another question: <see cref="IsBy"/>.</returns>
    public static SignedCheckpoint? Parse(string note)
    {
        var end = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || Checkpoint.Parse(note[..(end + 1)]) is not { } checkpoint)
        {
            return null;
        }

        var prefix = $"{Mark}{checkpoint.Origin} ";
        var lines = note[(end + 2)..].Split('\n')[..^1];
        var signatures = new List<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            var signed = new byte[line.Length];
            if (!line.StartsWith(prefix, StringComparison.Ordinal) || !Convert.TryFromBase64String(line[prefix.Length..], signed, out var written) || written <= KeyIdLength)
            {
                return null;
            }

            signatures.Add(new NoteSignature(signed[..KeyIdLength], signed[KeyIdLength..written]));
        }

        return signatures.Count == 1 || (signatures.Count == MostSignatures && checkpoint.NextKey is not null) ? new SignedCheckpoint(checkpoint, signatures) : null;
    }

    /// <summary>Whether this key signed this text.</summary>
    public bool IsBy(ECDsa key) => Signatures.Any(signature => signature.IsBy(key, Checkpoint));
}

/// <param name="KeyId">Names the key: <see cref="SignedCheckpoint.IdOf"/>.</param>
/// <param name="Bytes">DER.</param>
public sealed record NoteSignature(byte[] KeyId, byte[] Bytes)
{
    internal static NoteSignature Of(Checkpoint checkpoint, ECDsa key) =>
        new(SignedCheckpoint.IdOf(key), key.SignData(Encoding.UTF8.GetBytes(checkpoint.Text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    internal bool IsBy(ECDsa key, Checkpoint checkpoint) =>
        KeyId.AsSpan().SequenceEqual(SignedCheckpoint.IdOf(key))
        && key.VerifyData(Encoding.UTF8.GetBytes(checkpoint.Text), Bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
