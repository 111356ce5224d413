using Approval.Workflows.Storage;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Outbox;

/// <param name="Secrets">Sealed; the newest first.</param>
internal sealed record WebhookMessage(OutboxMessage Message, Guid Endpoint, Uri Url, IReadOnlyList<byte[]> Secrets);

/// <summary>Deliveries to registered endpoints, as deliverers see them. Each call is one statement, a transaction by itself.</summary>
internal sealed class WebhookQueue(NpgsqlDataSource database)
{
    public async Task<List<WebhookMessage>> ClaimAsync(DateTimeOffset now, DateTimeOffset leasedUntil, int perEndpoint, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("claim_webhook_deliveries").With(now).With(leasedUntil).With(perEndpoint).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var claimed = new List<WebhookMessage>();
        while (await reader.ReadAsync(cancellation))
        {
            var message = new OutboxMessage(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetGuid(3), reader.GetGuid(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetFieldValue<DateTimeOffset>(7));
            byte[][] secrets = reader.IsDBNull(11) ? [reader.GetFieldValue<byte[]>(10)] : [reader.GetFieldValue<byte[]>(10), reader.GetFieldValue<byte[]>(11)];
            claimed.Add(new WebhookMessage(message, reader.GetGuid(8), new Uri(reader.GetString(9)), secrets));
        }

        return claimed;
    }

    public Task SettleAsync(OutboxMessage message, string state, string? failure, DateTimeOffset now, CancellationToken cancellation) =>
        RunAsync(Statement("settle_webhook_delivery").With(message.Row).With(message.Epoch).With(state).With(now).With(NpgsqlDbType.Text, failure), cancellation);

    public Task PostponeAsync(OutboxMessage message, string failure, DateTimeOffset nextTry, CancellationToken cancellation) =>
        RunAsync(Statement("postpone_webhook_delivery").With(message.Row).With(message.Epoch).With(nextTry).With(failure), cancellation);

    public Task DisableAsync(Guid endpoint, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        RunAsync(Statement("disable_webhook_endpoint").With(endpoint).With(reason).With(now), cancellation);

    private async Task RunAsync(NpgsqlBatchCommand statement, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { statement } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
