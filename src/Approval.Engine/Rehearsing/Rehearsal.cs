using System.Collections.Immutable;
using Approval.Engine.Cases;

namespace Approval.Engine.Rehearsing;

/// <summary>A recorded case under two sets of rules.</summary>
/// <param name="Differences">Empty where the draft changes nothing.</param>
/// <param name="Unknown">The stored name of an act that cannot be replayed; then nothing is said of the case.</param>
/// <param name="AsRecorded">Whether the rules in force, replayed, give the record again. Not so where the calendar or the rules changed under the case.</param>
public sealed record RehearsedCase(ImmutableArray<Difference> Differences, string? Unknown, bool AsRecorded);

/// <summary>
/// Replays what people did in a recorded case, once by the rules it fell under and once by the draft, and compares. Both are replays,
/// so a difference is the draft's and never that of the replay.
/// </summary>
public static class Rehearsal
{
    /// <param name="journal">All rows of the case, in order.</param>
    /// <param name="inForce">The version the case is pinned to and the calendar in force.</param>
    /// <param name="until">Time passes up to this instant.</param>
    public static RehearsedCase Of(IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, RehearsalRules inForce, RehearsalRules draft, DateTimeOffset until)
    {
        var (acts, unknown) = RecordedActs.Of(journal);
        if (unknown is not null || journal is not [{ Entry.Event: CaseEvent.Received received }, ..])
        {
            return new RehearsedCase([], unknown ?? "case.received.v1", false);
        }

        var before = Replay.Of(acts, received.Office, inForce, until);
        var after = Replay.Of(acts, received.Office, draft, until);
        var record = CaseCourse.OfRecord(journal.Select(row => row.Entry));
        return new RehearsedCase(CaseDifference.Between(before, after), null, CaseDifference.Between(record with { Intake = before.Intake }, before).IsEmpty);
    }
}
