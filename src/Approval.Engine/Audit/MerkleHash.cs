using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Approval.Engine.Audit;

/// <summary>The hashes of RFC 6962, 2.1: a leaf begins with 0x00 and a node with 0x01, so that neither can be taken for the other.</summary>
public static class MerkleHash
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Bytes of a leaf before it is hashed: case (16, big-endian), version (4, big-endian), hash of the journal row (32).</summary>
    private const int LeafLength = 16 + sizeof(int) + HashChain.Length;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty { get; } = SHA256.HashData([]);

    /// <summary>The leaf of one journal row.</summary>
    public static byte[] Leaf(Guid caseId, int version, ReadOnlySpan<byte> hash)
    {
        Span<byte> leaf = stackalloc byte[1 + LeafLength];
        leaf[0] = 0x00;
        caseId.TryWriteBytes(leaf[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(leaf[17..], version);
        hash.CopyTo(leaf[21..]);
        return SHA256.HashData(leaf);
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * Length)];
        node[0] = 0x01;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Length)..]);
        return SHA256.HashData(node);
    }

    /// <summary>The largest power of two below a number above 1: where a tree of so many leaves divides.</summary>
    internal static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
