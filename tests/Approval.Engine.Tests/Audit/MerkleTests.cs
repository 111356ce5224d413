using System.Security.Cryptography;
using Approval.Engine.Audit;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Audit;

/// <summary>The tree of RFC 6962 against a slow one written from its definition, and against the published vectors of Certificate Transparency.</summary>
public class MerkleTests
{
    private const int Most = 70;

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Most).Select(i => MerkleHash.Leaf(new Guid(i, 0, 0, new byte[8]), i + 1, SHA256.HashData([(byte)i])))];

    [TestCase(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [TestCase(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [TestCase(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [TestCase(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_published_roots_come_out(int size, string root)
    {
        string[] inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        var frontier = new MerkleFrontier();
        foreach (var input in inputs.Take(size))
        {
            frontier.Append(SHA256.HashData([0, .. Convert.FromHexString(input)]));
        }

        Assert.That(Convert.ToHexStringLower(frontier.Root), Is.EqualTo(root));
    }

    [Test]
    public void A_tree_without_leaves_has_the_hash_of_nothing() => Assert.That(new MerkleFrontier().Root, Is.EqualTo(SHA256.HashData([])));

    [Test]
    public void A_frontier_taken_up_again_gives_the_root_of_the_definition_at_every_size()
    {
        var frontier = new MerkleFrontier();
        for (var size = 1; size <= Most; size++)
        {
            frontier = new MerkleFrontier(frontier.Size, frontier.Peaks);
            frontier.Append(Leaves[size - 1]);
            Assert.That(frontier.Root, Is.EqualTo(Root(0, size)), $"{size}");
        }
    }

    [Test]
    public void Every_completed_subtree_is_told_once_with_its_hash()
    {
        var told = new Dictionary<MerkleNode, byte[]>();
        var frontier = new MerkleFrontier();
        foreach (var leaf in Leaves)
        {
            frontier.Append(leaf, (level, index, hash) => told.Add(new MerkleNode(level, index), hash));
        }

        Assert.That(told, Has.Count.EqualTo(Most - frontier.Peaks.Count));
        Assert.That(told, Has.All.Matches<KeyValuePair<MerkleNode, byte[]>>(node => node.Value.SequenceEqual(Root(node.Key.First, node.Key.Count))));
    }

    [Test]
    public void Every_leaf_is_proved_in_every_tree_and_at_no_other_place()
    {
        for (var size = 1; size <= Most; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = MerklePath.Inclusion(index, size, Node);
                var root = Root(0, size);
                Assert.That(MerklePath.Includes(Leaves[index], index, size, path, root), $"{index} of {size}");
                Assert.That(MerklePath.Includes(Leaves[(index + 1) % Most], index, size, path, root), Is.False, $"another leaf at {index} of {size}");
                Assert.That(index + 1 < size && MerklePath.Includes(Leaves[index], index + 1, size, path, root), Is.False, $"{index} at the next place of {size}");
                Assert.That(MerklePath.Includes(Leaves[index], index, size, [.. path, root], root), Is.False, $"a longer path for {index} of {size}");
            }
        }
    }

    [Test]
    public void Every_older_tree_is_proved_to_be_the_beginning_of_every_newer_one()
    {
        for (var newer = 1; newer <= Most; newer++)
        {
            for (var older = 1; older <= newer; older++)
            {
                var path = MerklePath.Consistency(older, newer, Node);
                Assert.That(MerklePath.Extends(older, Root(0, older), newer, Root(0, newer), path), $"{older} to {newer}");
                Assert.That(MerklePath.Extends(older, Leaves[^1], newer, Root(0, newer), path), Is.False, $"another root at {older}, to {newer}");
                Assert.That(MerklePath.Extends(older, Root(0, older), newer, Leaves[^1], path), Is.False, $"{older} to another root at {newer}");
            }
        }
    }

    [Test]
    public void One_bit_of_a_path_is_enough_to_refuse_it() => Prop.ForAll(
        Gen.Choose(2, Most).SelectMany(size => Gen.Choose(0, size - 1), (size, index) => (size, index)).SelectMany(at => Gen.Choose(0, 10_000), (at, bit) => (at.size, at.index, bit)).ToArbitrary(),
        at =>
        {
            var path = MerklePath.Inclusion(at.index, at.size, Node).Select(hash => hash.ToArray()).ToList();
            path[at.bit % path.Count][at.bit % 32] ^= (byte)(1 << (at.bit % 8));
            return !MerklePath.Includes(Leaves[at.index], at.index, at.size, path, Root(0, at.size));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_frontier_of_the_wrong_number_of_peaks_is_refused() =>
        Assert.That(() => new MerkleFrontier(5, [Leaves[0]]), Throws.ArgumentException);

    private static byte[] Node(MerkleNode node) => Root(node.First, node.Count);

    /// <summary>MTH of RFC 6962, 2.1, word for word.</summary>
    private static byte[] Root(long begin, long count)
    {
        if (count == 1)
        {
            return Leaves[begin];
        }

        var split = 1L;
        while (split * 2 < count)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. Root(begin, split), .. Root(begin + split, count - split)]);
    }
}
