using Approval.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows.Timers;

/// <summary>
/// Fires what is due, in batches, until nothing is. Every node sweeps; no leader, no memory of what is in flight. A timer that
/// cannot be fired is tried again later and at last becomes an incident for people to see; it never holds up the others.
/// </summary>
public sealed partial class TimerSweep(CaseRunner runner, NpgsqlDataSource database, TimeProvider clock, ILogger<TimerSweep> log)
{
    /// <summary>Timers fired in one transaction.</summary>
    public const int BatchSize = 500;

    private const int AttemptsBeforeIncident = 5;

    /// <param name="onBatch">Told how many timers each transaction fired.</param>
    /// <returns>How many timers were fired.</returns>
    public async Task<int> FireAllDueAsync(Action<int>? onBatch = null, CancellationToken cancellation = default)
    {
        var fired = 0;
        while (true)
        {
            var batch = await FireBatchAsync(cancellation);
            fired += batch;
            onBatch?.Invoke(batch);
            if (batch == 0)
            {
                return fired;
            }
        }
    }

    private async Task<int> FireBatchAsync(CancellationToken cancellation)
    {
        try
        {
            return await runner.FireDueAsync(BatchSize, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not NpgsqlException { IsTransient: true })
        {
            LogBatchFailed(log, failure);
            return await FireOneByOneAsync(cancellation);
        }
    }

    /// <summary>After a failed batch: each timer alone, so that the one at fault is found and put aside.</summary>
    private async Task<int> FireOneByOneAsync(CancellationToken cancellation)
    {
        for (var fired = 0; ; fired++)
        {
            try
            {
                if (fired == BatchSize || await runner.FireDueAsync(1, cancellation) == 0)
                {
                    return fired;
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException and not NpgsqlException { IsTransient: true })
            {
                await PutAsideAsync(failure, cancellation);
            }
        }
    }

    /// <summary>The first due timer is the one that failed: claims are in the order of due time.</summary>
    private async Task PutAsideAsync(Exception failure, CancellationToken cancellation)
    {
        var now = CivilTime.Stored(clock.GetUtcNow());
        await using var command = database.CreateCommand(Storage.Sql.Statement("put_timer_aside"));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AttemptsBeforeIncident });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{failure.GetType().Name}: {failure.Message}" });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            LogPutAside(log, failure, reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of due timers failed; firing them one by one")]
    private static partial void LogBatchFailed(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer {ClockId} of case {CaseId} failed, attempt {Attempt}")]
    private static partial void LogPutAside(ILogger logger, Exception failure, Guid caseId, string clockId, int attempt);
}
