using Approval.Engine.Audit;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>Where the log ends: the last checkpoint, the right edge of its tree, and the journal row that was logged last.</summary>
internal sealed record LogEnd(long Number, MerkleFrontier Tree, SignedCheckpoint? Last, ulong Transaction, Guid CaseId, int Version)
{
    public static async Task<LogEnd> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_last_checkpoint") } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return new LogEnd(0, new MerkleFrontier(), null, 0, Guid.Empty, 0);
        }

        var (number, size, root) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
        var signed = SignedCheckpoint.Parse(reader.GetString(3));
        var peaks = reader.GetFieldValue<byte[]>(5).Chunk(MerkleHash.Length).ToList();
        var tree = new MerkleFrontier(size, peaks);

        // The row is what the next checkpoint grows from: nothing is signed on top of one that does not hold in itself.
        if (signed?.Checkpoint is not { } last || last.Size != size || !last.Root.AsSpan().SequenceEqual(root) || !tree.Root.AsSpan().SequenceEqual(root))
        {
            throw new LogBrokenException($"Checkpoint {number} of the audit log does not hold in itself; no other is signed on top of it.");
        }

        return new LogEnd(number, tree, signed, reader.GetFieldValue<ulong>(6), reader.GetGuid(7), reader.GetInt32(8));
    }

    /// <summary>The next rows of the journal, in the log's order.</summary>
    public async Task<List<LoggedRow>> ReadNextAsync(NpgsqlConnection connection, int limit, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Statement("read_unlogged_events").With(NpgsqlDbType.Xid8, Transaction).With(CaseId).With(Version).With(limit) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = new List<LoggedRow>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new LoggedRow(reader.GetFieldValue<ulong>(0), reader.GetGuid(1), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3)));
        }

        return rows;
    }
}

internal readonly record struct LoggedRow(ulong Transaction, Guid CaseId, int Version, byte[] Hash);

/// <summary>What is stored of the log contradicts itself: somebody has been at it.</summary>
public sealed class LogBrokenException(string message) : Exception(message);
