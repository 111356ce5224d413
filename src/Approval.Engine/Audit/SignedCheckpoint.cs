using System.Security.Cryptography;
using System.Text;

namespace Approval.Engine.Audit;

/// <summary>
/// A checkpoint with its signature, in the form of C2SP signed-note: the text, an empty line, and a line of origin and base64 of
/// key id (4 bytes) and ECDSA P-256 signature (SHA-256, DER).
/// </summary>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, byte[] KeyId, byte[] Signature)
{
    private const string Mark = "— ";
    private const int KeyIdLength = 4;

    /// <summary>What is published and given to witnesses.</summary>
    public string Note => $"{Checkpoint.Text}\n{Mark}{Checkpoint.Origin} {Convert.ToBase64String([.. KeyId, .. Signature])}\n";

    /// <summary>Names a key: the first bytes of SHA-256 over its public half (SubjectPublicKeyInfo).</summary>
    public static byte[] IdOf(ECDsa key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..KeyIdLength];

    public static SignedCheckpoint Sign(Checkpoint checkpoint, ECDsa key) =>
        new(checkpoint, IdOf(key), key.SignData(Encoding.UTF8.GetBytes(checkpoint.Text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    /// <returns>Null when it is not a signed checkpoint. Whether the signature is right is another question: <see cref="IsBy"/>.</returns>
    public static SignedCheckpoint? Parse(string note)
    {
        var end = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || Checkpoint.Parse(note[..(end + 1)]) is not { } checkpoint)
        {
            return null;
        }

        var prefix = $"{Mark}{checkpoint.Origin} ";
        var line = note[(end + 2)..];
        if (!line.StartsWith(prefix, StringComparison.Ordinal) || !line.EndsWith('\n') || line.IndexOf('\n', StringComparison.Ordinal) != line.Length - 1)
        {
            return null;
        }

        var signed = new byte[line.Length];
        return Convert.TryFromBase64String(line[prefix.Length..^1], signed, out var written) && written > KeyIdLength
            ? new SignedCheckpoint(checkpoint, signed[..KeyIdLength], signed[KeyIdLength..written])
            : null;
    }

    /// <summary>Whether this key signed this text.</summary>
    public bool IsBy(ECDsa key) =>
        KeyId.AsSpan().SequenceEqual(IdOf(key))
        && key.VerifyData(Encoding.UTF8.GetBytes(Checkpoint.Text), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
