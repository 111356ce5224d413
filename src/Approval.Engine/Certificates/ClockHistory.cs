using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Engine.Certificates;

/// <summary>Where in the journal a clock began to run and where its deadline, as it stands, was recorded.</summary>
/// <param name="StartRow">Index of the entry that recorded the start.</param>
/// <param name="RecordRow">Index of the entry that recorded the deadline.</param>
/// <param name="Last">The clock as recorded last: that of a step that is done is in the journal alone.</param>
internal sealed record ClockHistory(int StartRow, int RecordRow, Clock Last)
{
    public static ClockHistory? Of(IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, string clockId)
    {
        ClockHistory? history = null;
        Clock? before = null;
        for (var row = 0; row < journal.Count; row++)
        {
            if (RecordedIn(journal[row].Entry.Event, clockId) is not { } clock)
            {
                continue;
            }

            if (history is null || StartsAnew(before!, clock, journal[row].Entry.Event))
            {
                history = new ClockHistory(row, row, clock);
            }
            else if (clock.Deadline != before!.Deadline || clock.LedgerVersion != before.LedgerVersion || clock.CalendarVersion != before.CalendarVersion)
            {
                history = history with { RecordRow = row };
            }

            history = history with { Last = clock };
            before = clock;
        }

        return history;
    }

    /// <summary>Why the clocks were recorded in an entry, in the journal's own words.</summary>
    public static string CauseOf(CaseEvent happened) => happened switch
    {
        CaseEvent.ClocksRecorded e => e.Cause,
        CaseEvent.ClocksRecomputed e => e.Publication,
        _ => throw new ArgumentException($"{happened.GetType().Name} records no clock.", nameof(happened)),
    };

    private static Clock? RecordedIn(CaseEvent happened, string clockId) => happened switch
    {
        CaseEvent.ClocksRecorded e => e.Clocks.FirstOrDefault(clock => clock.Id == clockId),
        CaseEvent.ClocksRecomputed e => e.Moves.Select(move => move.After).FirstOrDefault(clock => clock.Id == clockId),
        _ => null,
    };

    /// <summary>An acceptance after a deeming was taken back, a stage opened again, a second special procedure, a corrected request that interrupts the limit (政府信息公开条例 art 30).</summary>
    private static bool StartsAnew(Clock before, Clock clock, CaseEvent happened) =>
        clock.StartedOn != before.StartedOn
        || clock.StartedAt != before.StartedAt
        || (before.StoppedOn is not null && clock.StoppedOn is null)
        || happened is CaseEvent.ClocksRecorded { Cause: "correctionSubmitted" }
        || (happened is CaseEvent.ClocksRecorded { Cause: "acceptance" } && clock.Kind is ClockKind.Promised or ClockKind.Statutory);
}
