using Approval.Engine.Tasks;
using Approval.Workflows.Stepping;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>The rows of tasks and copies of a transaction: one statement for each table however many cases.</summary>
internal static class TaskWriting
{
    public static void Add(NpgsqlBatch batch, List<WrittenStep> changed, DateTimeOffset now)
    {
        var changes = changed.ConvertAll(TaskChanges.Of);
        AddOffered(batch, [.. changes.SelectMany(change => change.Offered)], now);
        AddChanged(batch, [.. changes.SelectMany(change => change.Changed)], now);
        AddCopies(batch, [.. changes.SelectMany(change => change.Copies)], now);
    }

    private static void AddOffered(NpgsqlBatch batch, List<OfferedRow> offered, DateTimeOffset now)
    {
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
                .With(offered.Select(row => StoredNames.Of(row.Status)).ToArray())
                .WithColumn(NpgsqlDbType.Date, [.. offered.Select(row => (object?)row.DueOn)])
                .WithColumn(NpgsqlDbType.Uuid, [.. offered.Select(row => (object?)row.AddedFor)])
                .WithColumn(NpgsqlDbType.Text, [.. offered.Select(row => row.Position is { } position ? StoredNames.Of(position) : null)])
                .With(now));
        }
    }

    private static void AddChanged(NpgsqlBatch batch, List<ChangedRow> changed, DateTimeOffset now)
    {
        if (changed.Count > 0)
        {
            object?[] Text(Func<CaseTask, string?> of) => [.. changed.Select(row => of(row.Task))];
            batch.BatchCommands.Add(Statement("change_tasks")
                .With(changed.Select(row => row.Task.Id).ToArray())
                .With(changed.Select(row => StoredNames.Of(row.Task.Status)).ToArray())
                .WithColumn(NpgsqlDbType.Text, Text(task => task.Assignee))
                .WithColumn(NpgsqlDbType.Text, Text(task => task.AssigneeName))
                .WithColumn(NpgsqlDbType.Text, [.. changed.Select(row => row.Opinion)])
                .WithColumn(NpgsqlDbType.Date, [.. changed.Select(row => (object?)row.DueOn)])
                .With(now)
                .WithColumn(NpgsqlDbType.Text, Text(task => task.Owner))
                .WithColumn(NpgsqlDbType.Text, Text(task => task.OwnerName))
                .WithColumn(NpgsqlDbType.Text, Text(task => task.OnBehalfOf))
                .WithColumn(NpgsqlDbType.Text, Text(task => task.OnBehalfOfName))
                .WithColumn(NpgsqlDbType.Text, [.. changed.Select(row => row.Advice)])
                .WithColumn(NpgsqlDbType.TimestampTz, [.. changed.Select(row => (object?)row.Task.UrgedAt)])
                .With(changed.Select(row => row.Task.UrgedTimes).ToArray()));
        }
    }

    private static void AddCopies(NpgsqlBatch batch, List<CopyRow> copies, DateTimeOffset now)
    {
        if (copies.Count > 0)
        {
            batch.BatchCommands.Add(Statement("copy_tasks")
                .With(copies.Select(row => row.CaseId).ToArray())
                .With(copies.Select(row => row.Person.Id).ToArray())
                .With(copies.Select(row => row.TaskId).ToArray())
                .With(copies.Select(row => row.By.Id).ToArray())
                .With(copies.Select(row => row.By.Name).ToArray())
                .WithColumn(NpgsqlDbType.Text, [.. copies.Select(row => row.Note)])
                .With(now));
        }
    }
}
