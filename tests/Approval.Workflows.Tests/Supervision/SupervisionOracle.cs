using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Npgsql;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>What the rows of cards, breaches and orders must say of every case, told from the journals alone.</summary>
internal static class SupervisionOracle
{
    public static async Task CheckAsync(NpgsqlDataSource source)
    {
        var journals = (await source.RowsAsync(
            "select case_id, body from approval.case_event order by case_id, version",
            reader => (Case: reader.GetGuid(0), Entry: JournalRow.Open(reader.GetFieldValue<byte[]>(1))))).GroupBy(row => row.Case, row => row.Entry).ToList();
        var cards = await source.RowsAsync(
            "select case_id, rule, level, clock_id, on_day, array_to_string(recipients, ' '), office_code, written_off_by, write_off_reason from approval.supervision_card",
            reader => (Case: reader.GetGuid(0), Text: string.Join('|', Enumerable.Range(1, 8).Select(i => Text(reader, i)))));
        var breaches = await source.RowsAsync(
            "select case_id, clock_id, breached_at, due_on, ended_on, taken_back_at is not null, reason, explained_by from approval.breach",
            reader => (Case: reader.GetGuid(0), Text: string.Join('|', Enumerable.Range(1, 7).Select(i => Text(reader, i)))));

        var orders = await source.RowsAsync(
            "select case_id, number, office_code, card_rule, requirement, issued_by, due_on, status, report, reported_by, reported_on, returned, return_reason, conclusion, closed_by from approval.supervision_order",
            reader => (Case: reader.GetGuid(0), Text: string.Join('|', Enumerable.Range(1, 14).Select(i => Text(reader, i)))));

        Assert.That(orders, Is.EquivalentTo(journals.SelectMany(Orders)));
        Assert.That(cards, Is.EquivalentTo(journals.SelectMany(Cards)));
        Assert.That(breaches, Is.EquivalentTo(journals.SelectMany(Breaches)));
    }

    private static IEnumerable<(Guid Case, string Text)> Cards(IGrouping<Guid, CaseEntry> journal)
    {
        var file = ((CaseState.Known)CaseEvolution.Fold(journal)).File;
        return from issued in journal.Select(entry => entry.Event).OfType<CaseEvent.CardIssued>()
               let off = journal.SingleOrDefault(entry => entry.Event is CaseEvent.CardWrittenOff written && written.Rule == issued.Rule)
               select (journal.Key, string.Join('|', issued.Rule, issued.Level.ToString().ToLowerInvariant(), issued.ClockId, $"{issued.On:O}", string.Join(' ', issued.Recipients), file.Office, off?.Actor.Id, (off?.Event as CaseEvent.CardWrittenOff)?.Reason));
    }

    private static IEnumerable<(Guid Case, string Text)> Orders(IGrouping<Guid, CaseEntry> journal)
    {
        var office = ((CaseState.Known)CaseEvolution.Fold(journal)).File.Office;
        return from entry in journal
               let issued = entry.Event as CaseEvent.OrderIssued
               where issued is not null
               let answer = journal.LastOrDefault(other => other.Event is CaseEvent.OrderAnswered answered && answered.Number == issued.Number)
               let report = answer?.Event as CaseEvent.OrderAnswered
               let returns = journal.Select(other => other.Event).OfType<CaseEvent.OrderReturned>().Where(returned => returned.Number == issued.Number).ToList()
               let closing = journal.SingleOrDefault(other => other.Event is CaseEvent.OrderClosed closed && closed.Number == issued.Number)
               let last = journal.Select(other => other.Event).Last(other => other is CaseEvent.OrderIssued { Number: var a } && a == issued.Number
                   || other is CaseEvent.OrderAnswered { Number: var b } && b == issued.Number || other is CaseEvent.OrderReturned { Number: var c } && c == issued.Number || other is CaseEvent.OrderClosed { Number: var d } && d == issued.Number)
               select (journal.Key, string.Join(
                   '|', issued.Number, office, issued.Card, issued.Requirement, entry.Actor.Id, $"{returns.LastOrDefault()?.Due ?? issued.Due:O}",
                   last switch { CaseEvent.OrderAnswered => "answered", CaseEvent.OrderClosed => "closed", _ => "open" },
                   report?.Report, answer?.Actor.Id, report?.On.ToString("O"), returns.Count, returns.LastOrDefault()?.Reason, (closing?.Event as CaseEvent.OrderClosed)?.Conclusion, closing?.Actor.Id));
    }

    private static IEnumerable<(Guid Case, string Text)> Breaches(IGrouping<Guid, CaseEntry> journal)
    {
        var said = new List<Said>();
        var state = CaseState.Initial;
        foreach (var entry in journal)
        {
            if (entry.Event is CaseEvent.DeemingTakenBack && state is CaseState.Known { File.Clocks: var begun })
            {
                foreach (var breached in begun.Where(clock => clock.Status == ClockStatus.Breached))
                {
                    said.Last(breach => breach.ClockId == breached.Id).TakenBack = true;
                }
            }

            state = CaseEvolution.Evolve(state, entry);
            switch (entry.Event)
            {
                case CaseEvent.ClockBreached e:
                    said.RemoveAll(breach => breach.ClockId == e.ClockId && breach.At == entry.EffectiveAt);
                    said.Add(new Said(e.ClockId, entry.EffectiveAt, e.Due));
                    break;
                case CaseEvent.BreachExplained e:
                    var explained = said.Last(breach => breach.ClockId == e.ClockId);
                    (explained.Reason, explained.By) = (e.Reason, entry.Actor.Id);
                    break;
            }

            foreach (var waiting in said.Where(breach => breach is { Ended: null, TakenBack: false, Resolved: false }))
            {
                var clock = ((CaseState.Known)state).File.Clock(waiting.ClockId)!;
                if (entry.Event is CaseEvent.ClocksRecomputed && clock.Status == ClockStatus.Running)
                {
                    (waiting.Resolved, waiting.Due) = (true, clock.Deadline!.Due);
                    continue;
                }

                waiting.TakenBack = clock.Status != ClockStatus.Breached;
                waiting.Ended = waiting.TakenBack ? null : clock.StoppedOn;
                waiting.Due = waiting.TakenBack ? waiting.Due : clock.Deadline!.Due;
            }
        }

        return said.Select(breach => (journal.Key, string.Join('|', breach.ClockId, $"{breach.At:O}", $"{breach.Due:O}", breach.Ended?.ToString("O"), breach.TakenBack, breach.Reason, breach.By)));
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetValue(column) switch
    {
        DateTime instant => new DateTimeOffset(instant).ToString("O"),
        DateOnly day => day.ToString("O"),
        var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    private sealed class Said(string clockId, DateTimeOffset at, DateOnly due)
    {
        public string ClockId { get; } = clockId;

        public DateTimeOffset At { get; } = at;

        public DateOnly Due { get; set; } = due;

        public DateOnly? Ended { get; set; }

        public bool TakenBack { get; set; }

        /// <summary>A new calendar let the clock run again: the row stays, with the new day.</summary>
        public bool Resolved { get; set; }

        public string? Reason { get; set; }

        public string? By { get; set; }
    }
}
