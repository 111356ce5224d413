using Approval.Workflows.Timers;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>What the reconciler writes: the timers of locked cases set right, and its last complete sweep.</summary>
internal static class ReconcilerWriting
{
    /// <summary>Arms what is missing or superseded, removes what is orphaned; no statement when all is right.</summary>
    public static async Task RepairAsync(NpgsqlConnection connection, IReadOnlyCollection<ArmedTimers> cases, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var orphaned = cases.SelectMany(timers => timers.Orphaned.Select(clock => (timers.CaseId, Clock: clock))).ToList();
        if (orphaned.Count > 0)
        {
            batch.BatchCommands.Add(Statement("disarm_timers").With(orphaned.Select(row => row.CaseId).ToArray()).With(orphaned.Select(row => row.Clock).ToArray()));
        }

        var wanted = cases.SelectMany(timers => timers.Missing.Concat(timers.Superseded).Select(timer => (timers.CaseId, Timer: timer))).ToList();
        if (wanted.Count > 0)
        {
            batch.BatchCommands.Add(Statement("arm_timers")
                .With(wanted.Select(row => row.CaseId).ToArray())
                .With(wanted.Select(row => row.Timer.ClockId).ToArray())
                .With(wanted.Select(row => StoredNames.Of(row.Timer.Kind)).ToArray())
                .With(wanted.Select(row => row.Timer.FireAt).ToArray())
                .With(wanted.Select(row => row.Timer.LedgerVersion).ToArray()));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    public static async Task KeepAsync(NpgsqlDataSource database, TimerReconciliation sweep, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("keep_reconciliation")
            .With(sweep.BeganAt).With(sweep.EndedAt).With(sweep.Cases).With(sweep.Running).With(sweep.Armed).With(sweep.Missing).With(sweep.Orphaned)
            .With(sweep.Superseded).With(sweep.Unsettled).With(sweep.Incidents).With(sweep.Late.UpTo1Second).With(sweep.Late.UpTo5Seconds)
            .With(sweep.Late.UpTo1Minute).With(sweep.Late.UpTo10Minutes).With(sweep.Late.UpTo1Hour).With(sweep.Late.Over1Hour));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
