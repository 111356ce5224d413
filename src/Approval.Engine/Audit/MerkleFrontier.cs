using System.Numerics;

namespace Approval.Engine.Audit;

/// <summary>
/// The right edge of a growing tree: one hash for each complete subtree, largest first, as many as the size has bits set. All that
/// is needed to append and to say the root, however many leaves there are.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> peaks;

    public MerkleFrontier()
        : this(0, [])
    {
    }

    /// <param name="peaks">What <see cref="Peaks"/> gave at this size.</param>
    /// <exception cref="ArgumentException">Not as many peaks as a tree of this size has.</exception>
    public MerkleFrontier(long size, IEnumerable<byte[]> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        (Size, this.peaks) = (size, [.. peaks]);
        if (this.peaks.Count != BitOperations.PopCount((ulong)size) || this.peaks.Exists(peak => peak.Length != MerkleHash.Length))
        {
            throw new ArgumentException($"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} peaks of {MerkleHash.Length} bytes.", nameof(peaks));
        }
    }

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    public IReadOnlyList<byte[]> Peaks => peaks;

    /// <summary>The root (RFC 6962, MTH).</summary>
    public byte[] Root
    {
        get
        {
            if (peaks.Count == 0)
            {
                return MerkleHash.Empty;
            }

            var root = peaks[^1];
            for (var i = peaks.Count - 2; i >= 0; i--)
            {
                root = MerkleHash.Node(peaks[i], root);
            }

            return root;
        }
    }

    /// <param name="leaf">From <see cref="MerkleHash.Leaf"/>.</param>
    /// <param name="onNode">Told of every subtree this leaf completes: level (1 holds two leaves), index among those of its level, hash.</param>
    public void Append(byte[] leaf, Action<int, long, byte[]>? onNode = null)
    {
        var hash = leaf;
        var (index, level) = (Size, 0);
        for (; (index & 1) == 1; index >>= 1)
        {
            hash = MerkleHash.Node(peaks[^1], hash);
            peaks.RemoveAt(peaks.Count - 1);
            onNode?.Invoke(++level, index >> 1, hash);
        }

        peaks.Add(hash);
        Size++;
    }
}
