using Approval.Engine.Cases;
using Approval.Workflows.Stepping;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>The projected rows of cases, those of a transaction in one statement each for the new and the changed.</summary>
internal static class CaseRowWriting
{
    public static void AddInserts(NpgsqlBatch batch, List<WrittenStep> created, DateTimeOffset now)
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
            .With(receipts.Select(received => received.Application.Project?.Name ?? "").ToArray())
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

    public static void AddUpdates(NpgsqlBatch batch, List<WrittenStep> updated, DateTimeOffset now)
    {
        if (updated.Count == 0)
        {
            return;
        }

        var corrected = updated.FindAll(IsCorrected);
        if (corrected.Count > 0)
        {
            batch.BatchCommands.Add(Statement("correct_applications")
                .With(corrected.Select(step => step.After.Id).ToArray())
                .With(corrected.Select(step => CaseJson.Write(step.After.Application!)).ToArray()));
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
            .With(now)
            .WithColumn(NpgsqlDbType.Text, [.. updated.Select(step => step.After.Orchestration)])
            .With(rows.Select(row => row.State.File.ProcedureVersion).ToArray()));
    }

    private static bool IsCorrected(WrittenStep step) =>
        step.After.Application is not null && step.Entries.Any(entry => entry.Event is CaseEvent.CorrectionSubmitted or CaseEvent.ReviewCorrectionSubmitted);
}
