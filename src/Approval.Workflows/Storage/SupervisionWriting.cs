using Approval.Engine;
using Approval.Workflows.Stepping;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>Cards, breaches and orders of a transaction: one statement for each table however many cases, none when there are no such events.</summary>
internal static class SupervisionWriting
{
    /// <summary>
    /// After the tasks of the same batch: who held a breach is looked up among them. Stored breaches are changed before the new ones come,
    /// because a change is of the latest breach of its clock.
    /// </summary>
    public static void Add(NpgsqlBatch batch, IReadOnlyCollection<WrittenStep> changed, DateTimeOffset now)
    {
        AddCards(batch, changed, now);
        OrderWriting.Add(batch, changed, now);
        var breaches = changed.Select(BreachChanges.Of).Where(changes => changes != BreachChanges.None).ToList();
        AddBreachChanges(batch, [.. breaches.SelectMany(changes => changes.Changed)], now);
        AddBreaches(batch, [.. breaches.SelectMany(changes => changes.Recorded)], now);
    }

    private static void AddCards(NpgsqlBatch batch, IReadOnlyCollection<WrittenStep> changed, DateTimeOffset now)
    {
        var moved = changed.Select(step => (step.After.Id, Office: CardChanges.MovedTo(step))).Where(move => move.Office is not null).ToList();
        if (moved.Count > 0)
        {
            batch.BatchCommands.Add(Statement("move_cards").With(moved.Select(move => move.Id).ToArray()).With(moved.Select(move => move.Office!).ToArray()));
        }

        var issued = changed.SelectMany(CardChanges.Issued).ToList();
        if (issued.Count > 0)
        {
            batch.BatchCommands.Add(Statement("issue_cards")
                .With(issued.Select(row => SupervisionIdentity.OfCard(row.CaseId, row.Card.Rule)).ToArray())
                .With(issued.Select(row => row.CaseId).ToArray())
                .With(issued.Select(row => row.Office).ToArray())
                .With(issued.Select(row => row.Procedure).ToArray())
                .With(issued.Select(row => row.Card.Rule).ToArray())
                .With(issued.Select(row => StoredNames.Of(row.Card.Level)).ToArray())
                .WithColumn(NpgsqlDbType.Text, [.. issued.Select(row => row.Card.ClockId)])
                .With(issued.Select(row => row.Card.On).ToArray())
                .With(issued.Select(row => string.Join(',', row.Card.Recipients)).ToArray())
                .With(now));
        }

        var writtenOff = changed.SelectMany(CardChanges.WrittenOff).ToList();
        if (writtenOff.Count > 0)
        {
            batch.BatchCommands.Add(Statement("write_off_cards")
                .With(writtenOff.Select(row => row.Id).ToArray())
                .With(writtenOff.Select(row => row.By).ToArray())
                .With(writtenOff.Select(row => row.Reason).ToArray())
                .With(now));
        }
    }

    private static void AddBreaches(NpgsqlBatch batch, List<BreachRow> breaches, DateTimeOffset now)
    {
        if (breaches.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(Statement("record_breaches")
            .With(breaches.Select(row => row.File.Id).ToArray())
            .With(breaches.Select(row => row.Clock.Id).ToArray())
            .With(breaches.Select(row => row.At).ToArray())
            .With(breaches.Select(row => StoredNames.Of(row.Clock.Kind)).ToArray())
            .With(breaches.Select(row => row.Office).ToArray())
            .With(breaches.Select(row => row.File.Procedure).ToArray())
            .With(breaches.Select(row => row.Phase).ToArray())
            .With(breaches.Select(row => row.DueOn).ToArray())
            .With(breaches.Select(row => CivilTime.DayOf(row.At)).ToArray())
            .WithColumn(NpgsqlDbType.Text, [.. breaches.Select(row => row.Suspension?.Kind)])
            .WithColumn(NpgsqlDbType.Date, [.. breaches.Select(row => (object?)row.Suspension?.On)])
            .WithColumn(NpgsqlDbType.Date, [.. breaches.Select(row => (object?)row.ResumedOn)])
            .WithColumn(NpgsqlDbType.Integer, [.. breaches.Select(row => (object?)row.Suspension?.Days)])
            .WithColumn(NpgsqlDbType.Date, [.. breaches.Select(row => (object?)row.EndedOn)])
            .With(breaches.Select(row => row.TakenBack).ToArray())
            .WithColumn(NpgsqlDbType.Text, [.. breaches.Select(row => row.Reason)])
            .WithColumn(NpgsqlDbType.Text, [.. breaches.Select(row => row.ExplainedBy)])
            .With(now));

        var holders = breaches.SelectMany(row => row.Holders.Select(task => (Breach: row, Task: task))).ToList();
        if (holders.Count > 0)
        {
            batch.BatchCommands.Add(Statement("record_breach_holders")
                .With(holders.Select(row => row.Breach.File.Id).ToArray())
                .With(holders.Select(row => row.Breach.Clock.Id).ToArray())
                .With(holders.Select(row => row.Breach.At).ToArray())
                .With(holders.Select(row => row.Task.Id).ToArray())
                .WithColumn(NpgsqlDbType.Text, [.. holders.Select(row => row.Task.Assignee)])
                .WithColumn(NpgsqlDbType.Text, [.. holders.Select(row => row.Task.AssigneeName)]));
        }
    }

    private static void AddBreachChanges(NpgsqlBatch batch, List<ChangedBreach> changes, DateTimeOffset now)
    {
        if (changes.Count > 0)
        {
            batch.BatchCommands.Add(Statement("change_breaches")
                .With(changes.Select(row => row.CaseId).ToArray())
                .With(changes.Select(row => row.ClockId).ToArray())
                .WithColumn(NpgsqlDbType.Date, [.. changes.Select(row => (object?)row.DueOn)])
                .WithColumn(NpgsqlDbType.Date, [.. changes.Select(row => (object?)row.EndedOn)])
                .With(changes.Select(row => row.TakenBack).ToArray())
                .WithColumn(NpgsqlDbType.Text, [.. changes.Select(row => row.Reason)])
                .WithColumn(NpgsqlDbType.Text, [.. changes.Select(row => row.ExplainedBy)])
                .With(now)
                .With(changes.Select(row => row.GoesOn).ToArray()));
        }
    }
}
