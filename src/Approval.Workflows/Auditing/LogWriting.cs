using Approval.Engine.Audit;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>Appends rows to the log and the checkpoint over them.</summary>
internal static class LogWriting
{
    /// <summary>Only these levels are stored: a proof finds those between from the ones below.</summary>
    public const int TileHeight = 8;

    /// <param name="rows">In the log's order; the tree of <paramref name="end"/> grows by them.</param>
    public static async Task AppendAsync(NpgsqlConnection connection, LogEnd end, List<LoggedRow> rows, CancellationToken cancellation)
    {
        var nodes = new List<(int Level, long Index, byte[] Hash)>();
        await using (var leaves = await connection.BeginBinaryImportAsync("copy approval.audit_leaf (position, case_id, version, hash) from stdin (format binary)", cancellation))
        {
            foreach (var row in rows)
            {
                await leaves.StartRowAsync(cancellation);
                await leaves.WriteAsync(end.Tree.Size, NpgsqlDbType.Bigint, cancellation);
                await leaves.WriteAsync(row.CaseId, NpgsqlDbType.Uuid, cancellation);
                await leaves.WriteAsync(row.Version, NpgsqlDbType.Integer, cancellation);
                await leaves.WriteAsync(row.Hash, NpgsqlDbType.Bytea, cancellation);
                end.Tree.Append(MerkleHash.Leaf(row.CaseId, row.Version, row.Hash), Keep);
            }

            await leaves.CompleteAsync(cancellation);
        }

        if (nodes.Count > 0)
        {
            await using var stored = await connection.BeginBinaryImportAsync("copy approval.audit_node (level, index, hash) from stdin (format binary)", cancellation);
            foreach (var (level, index, hash) in nodes)
            {
                await stored.StartRowAsync(cancellation);
                await stored.WriteAsync(level, NpgsqlDbType.Integer, cancellation);
                await stored.WriteAsync(index, NpgsqlDbType.Bigint, cancellation);
                await stored.WriteAsync(hash, NpgsqlDbType.Bytea, cancellation);
            }

            await stored.CompleteAsync(cancellation);
        }

        void Keep(int level, long index, byte[] hash)
        {
            if (level % TileHeight == 0)
            {
                nodes.Add((level, index, hash));
            }
        }
    }

    public static async Task PublishAsync(NpgsqlConnection connection, LogEnd end, SignedCheckpoint signed, LoggedRow last, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Statement("insert_checkpoint").With(end.Number + 1).With(signed.Checkpoint.Size).With(signed.Checkpoint.Root).With(signed.Note).With(signed.Checkpoint.At)
                    .With(end.Tree.Peaks.SelectMany(peak => peak).ToArray()).With(NpgsqlDbType.Xid8, last.Transaction).With(last.CaseId).With(last.Version),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
