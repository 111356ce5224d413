using Approval.Engine.Audit;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>
/// Makes proofs from what is stored. Reads the log's lines and the stored subtrees beside the paths: a few hundred hashes for each
/// row of the case at most, however long the log is.
/// </summary>
public sealed class ProofReader(NpgsqlDataSource database)
{
    /// <summary>The proof of all rows of a case under the newest checkpoint; null while none of them is under one.</summary>
    public async Task<CaseProof?> OfCaseAsync(Guid caseId, string caseNumber, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        if (await LogEnd.ReadAsync(connection, cancellation) is not { Last: { } last, Tree.Size: var size })
        {
            return null;
        }

        var rows = await RowsAsync(connection, caseId, size, cancellation);
        if (rows.Count == 0)
        {
            return null;
        }

        var nodes = await NodesAsync(connection, node => rows.ForEach(row => MerklePath.Inclusion(row.Position, size, node)), cancellation);
        return new CaseProof(caseId, caseNumber, last.Note, [.. rows.Select(row => new ProvenRow(
            row.Version, Convert.ToHexStringLower(row.Hash), row.Position, [.. MerklePath.Inclusion(row.Position, size, nodes.Find).Select(Convert.ToHexStringLower)]))]);
    }

    /// <summary>What shows that the log of the older size is the beginning of the one of the newer size.</summary>
    /// <param name="newer">At most the size of the newest checkpoint.</param>
    public async Task<IReadOnlyList<byte[]>> ConsistencyAsync(long older, long newer, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var nodes = await NodesAsync(connection, node => MerklePath.Consistency(older, newer, node), cancellation);
        return MerklePath.Consistency(older, newer, nodes.Find);
    }

    private static async Task<List<(int Version, byte[] Hash, long Position)>> RowsAsync(NpgsqlConnection connection, Guid caseId, long size, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_leaves_of_case").With(caseId).With(size) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = new List<(int, byte[], long)>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((reader.GetInt32(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2)));
        }

        return rows;
    }

    /// <summary>Walks the proof once to see which subtrees it needs, and reads those.</summary>
    private static async Task<StoredNodes> NodesAsync(NpgsqlConnection connection, Action<Func<MerkleNode, byte[]>> walk, CancellationToken cancellation)
    {
        var needed = new HashSet<MerkleNode>();
        walk(node =>
        {
            needed.Add(node);
            return MerkleHash.Empty;
        });
        var nodes = new StoredNodes();
        await nodes.LoadAsync(connection, needed, cancellation);
        return nodes;
    }
}
