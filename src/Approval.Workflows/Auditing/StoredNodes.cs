using Approval.Engine.Audit;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>Subtrees put together from what is stored: the log's lines, and every eighth level above them.</summary>
internal sealed class StoredNodes
{
    private readonly Dictionary<MerkleNode, byte[]> known = [];

    public async Task LoadAsync(NpgsqlConnection connection, IReadOnlyCollection<MerkleNode> needed, CancellationToken cancellation)
    {
        var leaves = needed.Where(node => StoredLevel(node) == 0).ToList();
        var nodes = needed.Where(node => StoredLevel(node) > 0).ToList();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Statement("read_leaf_ranges").With(leaves.ConvertAll(node => node.First).ToArray()).With(leaves.ConvertAll(node => node.Count).ToArray()),
                Statement("read_node_ranges").With(nodes.ConvertAll(StoredLevel).ToArray())
                    .With(nodes.ConvertAll(node => node.Index << (node.Level - StoredLevel(node))).ToArray())
                    .With(nodes.ConvertAll(node => 1L << (node.Level - StoredLevel(node))).ToArray()),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            known[new MerkleNode(0, reader.GetInt64(0))] = MerkleHash.Leaf(reader.GetGuid(1), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3));
        }

        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            known[new MerkleNode(reader.GetInt32(0), reader.GetInt64(1))] = reader.GetFieldValue<byte[]>(2);
        }
    }

    /// <exception cref="LogBrokenException">A line or subtree below it is not stored.</exception>
    public byte[] Find(MerkleNode node)
    {
        if (known.TryGetValue(node, out var hash))
        {
            return hash;
        }

        if (node.Level == StoredLevel(node))
        {
            throw new LogBrokenException($"The audit log has no subtree {node.Index} of level {node.Level}.");
        }

        return known[node] = MerkleHash.Node(Find(new MerkleNode(node.Level - 1, node.Index * 2)), Find(new MerkleNode(node.Level - 1, (node.Index * 2) + 1)));
    }

    /// <summary>The level below, or its own, that is stored.</summary>
    private static int StoredLevel(MerkleNode node) => node.Level - (node.Level % LogWriting.TileHeight);
}
