using Approval.Engine;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows.Timers;

/// <summary>
/// Fires what is due, in batches, until nothing is. Every node sweeps; no leader, no memory of what is in flight. A timer that
/// cannot be fired is tried again later and at last becomes an incident for people to see; it never holds up the others. A batch of
/// which nothing could be fired ends the sweep, so that no failure keeps it spinning: the next one is at most a second away.
/// When a batch was full, more are at hand, and two are worked on at once: one is judged while the database writes the other.
/// </summary>
public sealed partial class TimerSweep(CaseRunner runner, NpgsqlDataSource database, TimeProvider clock, ILogger<TimerSweep> log)
{
    /// <summary>Timers fired in one transaction.</summary>
    public const int BatchSize = 500;

    /// <summary>Batches at once while many timers are due; each holds a connection.</summary>
    private const int Workers = 2;

    /// <summary>A timer this late is waited for: people keep its case locked.</summary>
    private static readonly TimeSpan Starving = TimeSpan.FromSeconds(5);

    /// <param name="onBatch">Told how many timers each transaction fired; while many are due by two threads at once.</param>
    /// <returns>How many timers were fired.</returns>
    public async Task<int> FireAllDueAsync(Action<int>? onBatch = null, CancellationToken cancellation = default)
    {
        var first = await FireBatchAsync(cancellation);
        if (first.Fired > 0)
        {
            onBatch?.Invoke(first.Fired);
        }

        var fired = first.Fired;
        if (first.Fired is > 0 and < BatchSize)
        {
            fired += await FireRestAsync(onBatch, cancellation);
        }
        else if (first.Fired > 0)
        {
            fired += (await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => FireRestAsync(onBatch, cancellation), cancellation)))).Sum();
        }

        return fired + await FireStarvingAsync(cancellation);
    }

    private async Task<int> FireRestAsync(Action<int>? onBatch, CancellationToken cancellation)
    {
        var fired = 0;
        while (await FireBatchAsync(cancellation) is { Fired: > 0 } taken)
        {
            fired += taken.Fired;
            onBatch?.Invoke(taken.Fired);
        }

        return fired;
    }

    private async Task<TimersTaken> FireBatchAsync(CancellationToken cancellation)
    {
        try
        {
            return Logged(await runner.FireDueAsync(BatchSize, cancellation));
        }
        catch (TimersNotFiredException batch)
        {
            LogBatchFailed(log, batch.InnerException!, batch.Rows.Count);
            return await FireOneByOneAsync(batch.Rows.Count, cancellation);
        }
    }

    /// <summary>After a batch that the database refused: each timer alone, so that the one at fault is found.</summary>
    private async Task<TimersTaken> FireOneByOneAsync(int count, CancellationToken cancellation)
    {
        var (fired, failed) = (0, new List<FailedTimer>());
        for (var i = 0; i < count; i++)
        {
            var taken = await PuttingAsideAsync(() => runner.FireDueAsync(1, cancellation), cancellation);
            fired += taken.Fired;
            failed.AddRange(taken.Failed);
            if (taken.IsNone)
            {
                break;
            }
        }

        return new TimersTaken(fired, failed);
    }

    private async Task<int> FireStarvingAsync(CancellationToken cancellation)
    {
        var fired = 0;
        try
        {
            while (await PuttingAsideAsync(() => runner.FireHeldAsync(Starving, cancellation), cancellation) is { Fired: > 0 } taken)
            {
                fired += taken.Fired;
            }
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            LogStillHeld(log);
        }

        return fired;
    }

    private async Task<TimersTaken> PuttingAsideAsync(Func<Task<TimersTaken>> fire, CancellationToken cancellation)
    {
        try
        {
            return Logged(await fire());
        }
        catch (TimersNotFiredException refused)
        {
            var failed = refused.Rows.Select(row => new FailedTimer(row, refused.InnerException!)).ToList();
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await CaseWriting.WriteAsync(connection, new PendingWrites([]) { Failed = failed }, CivilTime.Stored(clock.GetUtcNow()), cancellation);
            return Logged(new TimersTaken(0, failed));
        }
    }

    private TimersTaken Logged(TimersTaken taken)
    {
        foreach (var timer in taken.Failed)
        {
            LogPutAside(log, timer.Failure, timer.Row.CaseId, timer.Row.ClockId, timer.Row.Attempts + 1, TimerPuttingAside.AttemptsBeforeIncident);
        }

        return taken;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a batch of {Count} due timers; firing them one by one")]
    private static partial void LogBatchFailed(ILogger logger, Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer {ClockId} of case {CaseId} failed, attempt {Attempt} of {Attempts}")]
    private static partial void LogPutAside(ILogger logger, Exception failure, Guid caseId, string clockId, int attempt, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A case with a late timer is still held by another step; the next sweep waits for it again")]
    private static partial void LogStillHeld(ILogger logger);
}
