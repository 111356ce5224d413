using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Outbox;

/// <summary>Without an endpoint nobody is told: messages are removed in batches, so that the table stays empty.</summary>
public sealed class OutboxDiscarding(NpgsqlDataSource database) : IOutboxPass
{
    private const int BatchSize = 5000;

    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        for (var discarded = 0; ;)
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("discard_messages").With(BatchSize) } };
            var removed = await batch.ExecuteNonQueryAsync(cancellation);
            discarded += removed;
            if (removed < BatchSize)
            {
                return discarded;
            }
        }
    }
}
