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
}
