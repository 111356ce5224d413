using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>A checkpoint as anybody may read it.</summary>
/// <param name="Number">1, 2, 3 and so on.</param>
/// <param name="Size">Journal rows in the log.</param>
/// <param name="Root">Root of the tree over them, hex.</param>
/// <param name="Note">Text and signature (C2SP tlog-checkpoint, signed-note), to be kept as it is.</param>
public sealed record PublishedCheckpoint(long Number, long Size, string Root, DateTimeOffset SignedAt, string Note);

public sealed class CheckpointReader(NpgsqlDataSource database)
{
    /// <summary>Newest first, those before a number.</summary>
    public async Task<List<PublishedCheckpoint>> ReadAsync(long before, int limit, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_checkpoints").With(before).With(limit));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var page = new List<PublishedCheckpoint>();
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(new PublishedCheckpoint(
                reader.GetInt64(0), reader.GetInt64(1), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(2)), reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4)));
        }

        return page;
    }
}
