using Approval.Engine;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage.Access;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>
/// The second round trip: everything a transaction writes, one statement for each table however many cases, so that a storm of
/// timers costs a few statements.
/// </summary>
internal static class CaseWriting
{
    public static async Task WriteAsync(NpgsqlConnection connection, PendingWrites writes, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var changed = writes.Steps.Where(step => step.Rows.Count > 0).ToList();
        if (writes.IsSighted && changed.Count > 0)
        {
            batch.BatchCommands.Add(RowSight.InHand(changed.Select(step => step.After.Id)));
        }

        CaseRowWriting.AddInserts(batch, [.. changed.Where(step => step.Before.Version == 0)], now);
        if (writes.Personal.Count > 0)
        {
            batch.BatchCommands.Add(Statement("insert_personal")
                .With(writes.Personal.Select(row => row.CaseId).ToArray())
                .With(writes.Personal.Select(row => row.Data.Salt).ToArray())
                .With(writes.Personal.Select(row => row.Data.Payload).ToArray()));
        }

        AddEvents(batch, changed);
        TaskWriting.Add(batch, changed, now);
        SupervisionWriting.Add(batch, changed, now);
        AddTimers(batch, writes.Steps);

        // After the rows that refer to them: a reference to the version that is locked already costs no lock of its own.
        CaseRowWriting.AddUpdates(batch, [.. changed.Where(step => step.Before.Version > 0)], now);
        AddOutbox(batch, changed, now);
        AddUnusedNumbers(batch, writes.UnusedNumbers, now);
        if (writes.Failed.Count > 0)
        {
            batch.BatchCommands.Add(TimerPuttingAside.Statement(writes.Failed, now));
        }

        if (writes.Kept is { Key: var key, Answer: var answer })
        {
            batch.BatchCommands.Add(Statement("keep_idempotency_answer").With(key.Principal).With(key.Route).With(key.Key)
                .With(answer.Status).With(NpgsqlDbType.Text, answer.Location).With(NpgsqlDbType.Text, answer.ETag).With(answer.Body));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static void AddEvents(NpgsqlBatch batch, List<WrittenStep> changed)
    {
        var rows = changed.SelectMany(step => step.Rows).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(Statement("append_events")
            .With(rows.Select(row => row.CaseId).ToArray())
            .With(rows.Select(row => row.Version).ToArray())
            .With(rows.Select(row => row.Type).ToArray())
            .With(rows.Select(row => row.Actor.Id).ToArray())
            .With(rows.Select(row => row.RecordedAt).ToArray())
            .With(rows.Select(row => row.EffectiveAt).ToArray())
            .With(rows.Select(row => row.Body).ToArray())
            .With(rows.Select(row => row.PreviousHash).ToArray())
            .With(rows.Select(row => row.Hash).ToArray()));
    }

    private static void AddTimers(NpgsqlBatch batch, IReadOnlyCollection<WrittenStep> steps)
    {
        var changes = steps.Select(TimerChanges.Of).ToList();
        var disarmed = changes.SelectMany(change => change.Disarm.Select(clock => (change.CaseId, clock))).ToList();
        if (disarmed.Count > 0)
        {
            batch.BatchCommands.Add(Statement("disarm_timers").With(disarmed.Select(row => row.CaseId).ToArray()).With(disarmed.Select(row => row.clock).ToArray()));
        }

        var armed = changes.SelectMany(change => change.Arm.Select(timer => (change.CaseId, timer))).ToList();
        if (armed.Count > 0)
        {
            batch.BatchCommands.Add(Statement("arm_timers")
                .With(armed.Select(row => row.CaseId).ToArray())
                .With(armed.Select(row => row.timer.ClockId).ToArray())
                .With(armed.Select(row => StoredNames.Of(row.timer.Kind)).ToArray())
                .With(armed.Select(row => row.timer.FireAt).ToArray())
                .With(armed.Select(row => row.timer.LedgerVersion).ToArray()));
        }
    }

    private static void AddOutbox(NpgsqlBatch batch, List<WrittenStep> changed, DateTimeOffset now)
    {
        if (changed.Count > 0)
        {
            batch.BatchCommands.Add(Statement("post_outbox")
                .With(changed.Select(_ => Guid.CreateVersion7(now)).ToArray())
                .With(changed.Select(step => step.After.Id).ToArray())
                .With(changed.Select(step => step.Before.Version).ToArray())
                .With(changed.Select(step => step.After.Version).ToArray())
                .With(now));
        }
    }

    private static void AddUnusedNumbers(NpgsqlBatch batch, IReadOnlyList<(NumberSeries Series, int Count)> unused, DateTimeOffset now)
    {
        if (unused.Count > 0)
        {
            batch.BatchCommands.Add(Statement("give_back_case_numbers")
                .With(unused.Select(numbers => numbers.Series.Office).ToArray())
                .With(unused.Select(numbers => numbers.Series.Item).ToArray())
                .With(unused.Select(numbers => numbers.Count).ToArray())
                .With(CivilTime.DayOf(now)));
        }
    }
}
