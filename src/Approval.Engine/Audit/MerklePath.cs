namespace Approval.Engine.Audit;

/// <summary>A complete subtree: 2^<paramref name="Level"/> leaves, the <paramref name="Index"/>-th of that size.</summary>
public readonly record struct MerkleNode(int Level, long Index)
{
    public long First => Index << Level;

    public long Count => 1L << Level;
}

/// <summary>
/// Proofs over an append-only tree (RFC 6962, 2.1.1 and 2.1.2): that a leaf is in it, and that an older tree is its beginning. Made
/// from complete subtrees, checked with nothing but the proof itself.
/// </summary>
public static class MerklePath
{
    /// <summary>The audit path of a leaf, from the leaf up.</summary>
    /// <param name="node">Hash of a complete subtree.</param>
    public static IReadOnlyList<byte[]> Inclusion(long index, long size, Func<MerkleNode, byte[]> node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        Walk(0, size);
        return path;

        void Walk(long begin, long count)
        {
            if (count == 1)
            {
                return;
            }

            var split = MerkleHash.Split(count);
            if (index < begin + split)
            {
                Walk(begin, split);
                path.Add(Range(begin + split, count - split, node));
            }
            else
            {
                Walk(begin + split, count - split);
                path.Add(Range(begin, split, node));
            }
        }
    }

    /// <summary>What shows that the tree of <paramref name="older"/> leaves is the beginning of the one of <paramref name="newer"/>.</summary>
    /// <param name="older">At least 1 and at most <paramref name="newer"/>.</param>
    public static IReadOnlyList<byte[]> Consistency(long older, long newer, Func<MerkleNode, byte[]> node)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(older, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(older, newer);
        var path = new List<byte[]>();
        Walk(older, 0, newer, true);
        return path;

        void Walk(long left, long begin, long count, bool known)
        {
            if (left == count)
            {
                if (!known)
                {
                    path.Add(Range(begin, count, node));
                }

                return;
            }

            var split = MerkleHash.Split(count);
            if (left <= split)
            {
                Walk(left, begin, split, known);
                path.Add(Range(begin + split, count - split, node));
            }
            else
            {
                Walk(left - split, begin + split, count - split, false);
                path.Add(Range(begin, split, node));
            }
        }
    }

    /// <summary>Whether a leaf stands at this index of the tree with this root.</summary>
    public static bool Includes(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (hash, place, last) = (leaf, index, size - 1);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                while ((place & 1) == 0 && place != 0)
                {
                    (place, last) = (place >> 1, last >> 1);
                }
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the tree with the older root is the beginning of the one with the newer root.</summary>
    public static bool Extends(long older, ReadOnlySpan<byte> olderRoot, long newer, ReadOnlySpan<byte> newerRoot, IReadOnlyList<byte[]> path)
    {
        if (older < 1 || older > newer)
        {
            return false;
        }

        if (older == newer)
        {
            return path.Count == 0 && olderRoot.SequenceEqual(newerRoot);
        }

        var (place, last) = (older - 1, newer - 1);
        while ((place & 1) == 1)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        var next = 0;
        var start = place == 0 ? olderRoot.ToArray() : path.ElementAtOrDefault(next++);
        if (start is null)
        {
            return false;
        }

        var (before, after) = (start, start);
        for (; next < path.Count; next++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                (before, after) = (MerkleHash.Node(path[next], before), MerkleHash.Node(path[next], after));
                while ((place & 1) == 0 && place != 0)
                {
                    (place, last) = (place >> 1, last >> 1);
                }
            }
            else
            {
                after = MerkleHash.Node(after, path[next]);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && olderRoot.SequenceEqual(before) && newerRoot.SequenceEqual(after);
    }

    /// <summary>The hash of leaves that begin where a subtree begins: complete subtrees are asked for, the rest is put together.</summary>
    private static byte[] Range(long begin, long count, Func<MerkleNode, byte[]> node)
    {
        if ((count & (count - 1)) == 0)
        {
            var level = System.Numerics.BitOperations.Log2((ulong)count);
            return node(new MerkleNode(level, begin >> level));
        }

        var split = MerkleHash.Split(count);
        return MerkleHash.Node(Range(begin, split, node), Range(begin + split, count - split, node));
    }
}
