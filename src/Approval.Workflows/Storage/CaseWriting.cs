using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Workflows.Stepping;
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
        AddInserts(batch, [.. changed.Where(step => step.Before.Version == 0)], now);
        AddUpdates(batch, [.. changed.Where(step => step.Before.Version > 0)], now);
        AddEvents(batch, changed);
        AddTasks(batch, changed, now);
        AddTimers(batch, writes.Steps);
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

    private static void AddInserts(NpgsqlBatch batch, List<WrittenStep> created, DateTimeOffset now)
    {
        if (created.Count == 0)
        {
            return;
        }

        var rows = created.ConvertAll(step => CaseRow.Of(step.After));
        var files = rows.ConvertAll(row => row.State.File);
        var receipts = created.ConvertAll(step => step.Entries.Select(entry => entry.Event).OfType<CaseEvent.Received>().First());
        batch.BatchCommands.Add(Statement("insert_cases")
            .With(files.Select(file => file.Id).ToArray())
            .With(files.Select(file => file.Number).ToArray())
            .With(receipts.Select(received => received.TrackingCode).ToArray())
            .With(files.Select(file => file.Procedure).ToArray())
            .With(files.Select(file => file.ProcedureVersion).ToArray())
            .With(files.Select(file => file.Office).ToArray())
            .With(receipts.Select(received => received.Window).ToArray())
            .With(receipts.Select(received => StoredNames.Of(received.Channel)).ToArray())
            .With(files.Select(file => file.Organisation).ToArray())
            .With(receipts.Select(received => received.Application.Project.Name).ToArray())
            .With(receipts.Select(received => received.Application.Applicant.Name).ToArray())
            .With(files.Select(file => file.ReceivedAt).ToArray())
            .With(rows.Select(row => row.Phase).ToArray())
            .WithColumn(NpgsqlDbType.Text, [.. rows.Select(row => row.Outcome)])
            .WithColumn(NpgsqlDbType.Text, [.. rows.Select(row => row.Acceptance)])
            .With(files.Select(file => StoredNames.Of(file.Lamp)).ToArray())
            .With(files.Select(file => StoredNames.Of(file.WorstLamp)).ToArray())
            .WithColumn(NpgsqlDbType.Date, [.. rows.Select(row => (object?)row.AcceptedOn)])
            .WithColumn(NpgsqlDbType.Date, [.. rows.Select(row => (object?)row.DecidedOn)])
            .WithColumn(NpgsqlDbType.Date, [.. rows.Select(row => (object?)row.DueOn)])
            .WithColumn(NpgsqlDbType.Text, [.. rows.Select(row => row.DueClock)])
            .With(created.Select(step => step.After.Version).ToArray())
            .With(created.Select(step => step.After.Head).ToArray())
            .With(created.Select(step => CaseJson.Write(step.After.State)).ToArray())
            .With(created.Select(step => CaseJson.Write(step.After.Application!)).ToArray())
            .WithColumn(NpgsqlDbType.Text, [.. created.Select(step => step.After.Orchestration)])
            .With(now));
    }

    private static void AddUpdates(NpgsqlBatch batch, List<WrittenStep> updated, DateTimeOffset now)
    {
        if (updated.Count == 0)
        {
            return;
        }

        var rows = updated.ConvertAll(step => CaseRow.Of(step.After));
        batch.BatchCommands.Add(Statement("update_cases")
            .With(updated.Select(step => step.After.Id).ToArray())
            .With(rows.Select(row => row.State.File.Office).ToArray())
            .With(rows.Select(row => row.Phase).ToArray())
            .WithColumn(NpgsqlDbType.Text, [.. rows.Select(row => row.Outcome)])
            .WithColumn(NpgsqlDbType.Text, [.. rows.Select(row => row.Acceptance)])
            .With(rows.Select(row => StoredNames.Of(row.State.File.Lamp)).ToArray())
            .With(rows.Select(row => StoredNames.Of(row.State.File.WorstLamp)).ToArray())
            .WithColumn(NpgsqlDbType.Date, [.. rows.Select(row => (object?)row.AcceptedOn)])
            .WithColumn(NpgsqlDbType.Date, [.. rows.Select(row => (object?)row.DecidedOn)])
            .WithColumn(NpgsqlDbType.Date, [.. rows.Select(row => (object?)row.DueOn)])
            .WithColumn(NpgsqlDbType.Text, [.. rows.Select(row => row.DueClock)])
            .With(updated.Select(step => step.After.Version).ToArray())
            .With(updated.Select(step => step.After.Head).ToArray())
            .With(updated.Select(step => CaseJson.Write(step.After.State)).ToArray())
            .WithColumn(NpgsqlDbType.Bytea, [.. updated.Select(step => Corrected(step))])
            .With(now)
            .WithColumn(NpgsqlDbType.Text, [.. updated.Select(step => step.After.Orchestration)]));
    }

    private static byte[]? Corrected(WrittenStep step) =>
        step.After.Application is { } application && step.Entries.Any(entry => entry.Event is CaseEvent.CorrectionSubmitted or CaseEvent.ReviewCorrectionSubmitted) ? CaseJson.Write(application) : null;

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

    private static void AddTasks(NpgsqlBatch batch, List<WrittenStep> changed, DateTimeOffset now)
    {
        var offered = changed.SelectMany(TaskChanges.Offered).ToList();
        if (offered.Count > 0)
        {
            batch.BatchCommands.Add(Statement("offer_tasks")
                .With(offered.Select(row => row.Task.Id).ToArray())
                .With(offered.Select(row => row.CaseId).ToArray())
                .With(offered.Select(row => row.Office).ToArray())
                .With(offered.Select(row => row.Stage).ToArray())
                .With(offered.Select(row => row.Task.Step).ToArray())
                .With(offered.Select(row => row.Task.Signer).ToArray())
                .With(offered.Select(row => row.Round).ToArray())
                .With(offered.Select(row => row.Task.Role).ToArray())
                .WithColumn(NpgsqlDbType.Text, [.. offered.Select(row => row.Task.Department)])
                .With(offered.Select(_ => "offered").ToArray())
                .WithColumn(NpgsqlDbType.Date, [.. offered.Select(row => (object?)row.DueOn)])
                .With(now));
        }

        var touched = changed.SelectMany(TaskChanges.Changed).ToList();
        if (touched.Count > 0)
        {
            batch.BatchCommands.Add(Statement("change_tasks")
                .With(touched.Select(row => row.Id).ToArray())
                .With(touched.Select(row => StoredNames.Of(row.Status)).ToArray())
                .WithColumn(NpgsqlDbType.Text, [.. touched.Select(row => row.Assignee)])
                .WithColumn(NpgsqlDbType.Text, [.. touched.Select(row => row.AssigneeName)])
                .WithColumn(NpgsqlDbType.Text, [.. touched.Select(row => row.Opinion)])
                .WithColumn(NpgsqlDbType.Date, [.. touched.Select(row => (object?)row.DueOn)])
                .With(now));
        }
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
                .With(unused.Select(numbers => numbers.Series.Procedure).ToArray())
                .With(unused.Select(numbers => numbers.Count).ToArray())
                .With(CivilTime.DayOf(now)));
        }
    }
}
