using Approval.Workflows.Storage;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Outbox;

/// <summary>The rows of the outbox as deliverers see them. Each call is one statement, a transaction by itself.</summary>
internal sealed class OutboxQueue(NpgsqlDataSource database)
{
    /// <summary>Leases what is due, at most one message of a case, and counts the attempt.</summary>
    public async Task<List<OutboxMessage>> ClaimAsync(Uri endpoint, DateTimeOffset now, DateTimeOffset leasedUntil, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("claim_messages").With(now).With(leasedUntil).With(endpoint.AbsoluteUri).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var claimed = new List<OutboxMessage>();
        while (await reader.ReadAsync(cancellation))
        {
            claimed.Add(new OutboxMessage(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetGuid(3), reader.GetGuid(4),
                reader.GetInt32(5), reader.GetInt32(6), reader.GetFieldValue<DateTimeOffset>(7)));
        }

        return claimed;
    }

    /// <returns>False when the lease has passed to somebody else meanwhile; so with the other marks.</returns>
    public Task<bool> MarkDeliveredAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancellation) =>
        MarkAsync(Statement("settle_message").With(message.Row).With(message.Epoch).With("delivered").With(now).With(NpgsqlDbType.Text, null), cancellation);

    public Task<bool> MarkDeadAsync(OutboxMessage message, string failure, DateTimeOffset now, CancellationToken cancellation) =>
        MarkAsync(Statement("settle_message").With(message.Row).With(message.Epoch).With("dead").With(now).With(NpgsqlDbType.Text, failure), cancellation);

    public Task<bool> PostponeAsync(OutboxMessage message, string failure, DateTimeOffset nextTry, CancellationToken cancellation) =>
        MarkAsync(Statement("postpone_message").With(message.Row).With(message.Epoch).With(nextTry).With(failure), cancellation);

    /// <returns>False when it was disabled before.</returns>
    public async Task<bool> DisableAsync(Uri endpoint, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("disable_endpoint").With(endpoint.AbsoluteUri).With(now).With(reason) } };
        return await batch.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private async Task<bool> MarkAsync(NpgsqlBatchCommand statement, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { statement } };
        return (long)(await batch.ExecuteScalarAsync(cancellation))! == 1;
    }
}
