using Approval.Engine;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Outbox;

/// <param name="DisabledAt">When it answered 410 and was given up; null while messages are sent.</param>
/// <param name="Reason">What it answered then.</param>
/// <param name="Waiting">Messages not yet delivered.</param>
/// <param name="OldestWaiting">When the oldest of them was written; null for none.</param>
/// <param name="Dead">Messages given up after ten attempts.</param>
public sealed record ReceiverState(Uri Endpoint, DateTimeOffset? DisabledAt, string? Reason, long Waiting, DateTimeOffset? OldestWaiting, long Dead);

/// <summary>The operator's one receiver (Outbox:Endpoint), as people see it, and how it is enabled again after it answered 410 Gone.</summary>
/// <param name="target">Null where none is configured.</param>
public sealed partial class OutboxReceiver(OutboxTarget? target, NpgsqlDataSource database, TimeProvider clock, ILogger<OutboxReceiver> log)
{
    /// <returns>Null where none is configured.</returns>
    public async Task<ReceiverState?> ReadAsync(CancellationToken cancellation = default)
    {
        if (target is null)
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_receiver").With(target.Endpoint.AbsoluteUri) } };
        return await ReadAsync(batch, target.Endpoint, cancellation);
    }

    /// <summary>From now on what waits is sent, at once; the receiver may have been well all the time.</summary>
    /// <param name="replay">Whether messages that were given up are sent after all.</param>
    /// <returns>Null where none is configured.</returns>
    public async Task<ReceiverState?> EnableAsync(string actor, bool replay, CancellationToken cancellation = default)
    {
        if (target is null)
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Statement("enable_receiver").With(target.Endpoint.AbsoluteUri),
                Statement("resume_messages").With(CivilTime.Stored(clock.GetUtcNow())).With(replay),
                Statement("read_receiver").With(target.Endpoint.AbsoluteUri),
            },
        };
        var state = await ReadAsync(batch, target.Endpoint, cancellation);
        LogEnabled(log, target.Endpoint, actor, replay);
        return state;
    }

    /// <summary>The last command of the batch answers; those before it answer nothing.</summary>
    private static async Task<ReceiverState> ReadAsync(NpgsqlBatch batch, Uri endpoint, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new ReceiverState(
            endpoint,
            reader.IsDBNull(0) ? null : reader.GetFieldValue<DateTimeOffset>(0),
            reader.IsDBNull(1) ? null : reader.GetString(1),
            reader.GetInt64(2),
            reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3),
            reader.GetInt64(4));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} was enabled by {Actor} (replay of what was given up: {Replay})")]
    private static partial void LogEnabled(ILogger logger, Uri endpoint, string actor, bool replay);
}
