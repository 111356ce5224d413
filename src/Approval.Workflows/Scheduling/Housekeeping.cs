using Approval.Engine;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Scheduling;

/// <summary>
/// Removes what has served its time: kept answers after 30 days, delivered messages after 7 and dead ones after 90. In small
/// batches, each a transaction of its own, passing over rows that somebody holds.
/// </summary>
public sealed partial class Housekeeping(NpgsqlDataSource database, TimeProvider clock, ILogger<Housekeeping> log) : IRecurringWork
{
    /// <summary>Rows removed in one transaction.</summary>
    public const int BatchSize = 1000;

    public static readonly TimeSpan KeepAnswers = TimeSpan.FromDays(30);
    public static readonly TimeSpan KeepDelivered = TimeSpan.FromDays(7);
    public static readonly TimeSpan KeepDead = TimeSpan.FromDays(90);

    public string Name => "housekeeping";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = CivilTime.Stored(clock.GetUtcNow());
        var answers = await RemoveAsync(() => Statement("remove_idempotency_keys").With(now - KeepAnswers).With(BatchSize), cancellation);
        var delivered = await RemoveAsync(() => Settled("delivered", now - KeepDelivered), cancellation);
        var dead = await RemoveAsync(() => Settled("dead", now - KeepDead), cancellation);
        delivered += await RemoveAsync(() => Told("delivered", now - KeepDelivered), cancellation);
        dead += await RemoveAsync(() => Told("dead", now - KeepDead), cancellation);
        LogRemoved(log, answers, delivered, dead);
    }

    private static NpgsqlBatchCommand Settled(string state, DateTimeOffset before) => Statement("remove_settled_messages").With(state).With(before).With(BatchSize);

    private static NpgsqlBatchCommand Told(string state, DateTimeOffset before) => Statement("remove_settled_deliveries").With(state).With(before).With(BatchSize);

    private async Task<int> RemoveAsync(Func<NpgsqlBatchCommand> statement, CancellationToken cancellation)
    {
        for (var removed = 0; ;)
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { statement() } };
            var count = await batch.ExecuteNonQueryAsync(cancellation);
            removed += count;
            if (count < BatchSize)
            {
                return removed;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Housekeeping removed {Answers} kept answers, {Delivered} delivered and {Dead} dead messages")]
    private static partial void LogRemoved(ILogger logger, int answers, int delivered, int dead);
}
