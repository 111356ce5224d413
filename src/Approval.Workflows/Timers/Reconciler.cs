using Approval.Engine;
using Approval.Workflows.Scheduling;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows.Timers;

/// <summary>
/// Proves that every running clock has exactly the timer it needs, and sets right what is not so, after a restore of an older backup
/// too. Looks at everything without a lock; only what seems wrong is looked at again in the lock of its case, so that a step under
/// way is never taken for a fault.
/// </summary>
public sealed partial class Reconciler(NpgsqlDataSource database, TimeProvider clock, TimerFigures figures, ILogger<Reconciler> log) : IRecurringWork
{
    /// <summary>Cases read in one statement.</summary>
    public const int PageSize = 500;

    /// <summary>Timers looked at in one statement for cases that should have none.</summary>
    private const int StrayPageSize = 5000;

    /// <summary>Cases locked and repaired in one transaction.</summary>
    private const int RepairSize = 100;

    public string Name => "timerReconciliation";

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    Task IRecurringWork.RunAsync(CancellationToken cancellation) => SweepAsync(cancellation);

    /// <summary>One sweep from end to end. Its figures are published when it is complete.</summary>
    public async Task<TimerReconciliation> SweepAsync(CancellationToken cancellation = default)
    {
        var tally = new ReconciliationTally(Now());
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            await LookAtRunningAsync(connection, tally, cancellation);
            await LookForStrayAsync(connection, tally, cancellation);
        }

        var sweep = tally.Ended(Now());
        await figures.PublishAsync(sweep, cancellation);
        if (!sweep.IsClean)
        {
            LogRepaired(log, sweep.Missing, sweep.Orphaned, sweep.Superseded, sweep.Unsettled);
        }

        return sweep;
    }

    private async Task LookAtRunningAsync(NpgsqlConnection connection, ReconciliationTally tally, CancellationToken cancellation)
    {
        for (var after = Guid.Empty; ;)
        {
            var page = await ReconcilerReading.PageAsync(connection, after, PageSize, cancellation);
            var now = Now();
            foreach (var right in page.Where(timers => timers.IsRight))
            {
                tally.Add(right, now);
            }

            await RepairAsync([.. page.Where(timers => !timers.IsRight).Select(timers => timers.CaseId)], tally, cancellation);
            if (page.Count < PageSize)
            {
                return;
            }

            after = page[^1].CaseId;
        }
    }

    private async Task LookForStrayAsync(NpgsqlConnection connection, ReconciliationTally tally, CancellationToken cancellation)
    {
        Guid? after = Guid.Empty;
        while (after is { } last)
        {
            (after, var stray) = await ReconcilerReading.StrayPageAsync(connection, last, StrayPageSize, cancellation);
            await RepairAsync(stray, tally, cancellation);
        }
    }

    private async Task RepairAsync(IReadOnlyList<Guid> cases, ReconciliationTally tally, CancellationToken cancellation)
    {
        foreach (var some in cases.Chunk(RepairSize))
        {
            if (await TryRepairAsync(some, tally, cancellation))
            {
                continue;
            }

            foreach (var one in some)
            {
                tally.Unsettled += await TryRepairAsync([one], tally, cancellation) ? 0 : 1;
            }
        }
    }

    /// <returns>False when a step holds one of the cases.</returns>
    private async Task<bool> TryRepairAsync(Guid[] cases, ReconciliationTally tally, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var locked = await ReconcilerReading.LockAsync(connection, cases, cancellation);
            await ReconcilerWriting.RepairAsync(connection, locked, cancellation);
            await transaction.CommitAsync(cancellation);
            var now = Now();
            foreach (var timers in locked)
            {
                tally.Add(timers, now);
            }

            return true;
        }
        catch (PostgresException held) when (held.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    private DateTimeOffset Now() => CivilTime.Stored(clock.GetUtcNow());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Timers were not as their clocks need them: {Missing} missing, {Orphaned} orphaned, {Superseded} superseded, all set right; {Unsettled} cases were held by others")]
    private static partial void LogRepaired(ILogger logger, long missing, long orphaned, long superseded, long unsettled);
}
