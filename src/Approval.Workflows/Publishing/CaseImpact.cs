using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Workflows.Publishing;

/// <summary>What a calendar does to one open case.</summary>
/// <param name="Number">办件编号.</param>
/// <param name="LampBefore">The lamp by the old calendar, at the moment of the recomputation.</param>
public sealed record CaseImpact(Guid CaseId, string Number, string Office, ImmutableArray<ClockImpact> Clocks, Lamp LampBefore, Lamp LampAfter)
{
    public bool ChangesLamp => LampBefore != LampAfter;

    /// <summary>Read from the entries that a recomputation leaves; null when it leaves none.</summary>
    internal static CaseImpact? Of(CaseFile before, IReadOnlyList<CaseEntry> entries, CaseFile after)
    {
        var lamp = before.Lamp;
        foreach (var entry in entries)
        {
            switch (entry.Event)
            {
                case CaseEvent.LampChanged changed:
                    lamp = changed.To;
                    break;
                case CaseEvent.ClocksRecomputed recomputed:
                    return new CaseImpact(after.Id, after.Number, after.Office, [.. recomputed.Moves.Select(ClockImpact.Of)], lamp, after.Lamp);
                default:
                    break;
            }
        }

        return null;
    }
}

/// <summary>How one clock moves.</summary>
/// <param name="Before">Last day by the old calendar; null while a special procedure has stopped the clock.</param>
/// <param name="ProvisionalBefore">The old calendar had no notice yet for the days it counts.</param>
public sealed record ClockImpact(string ClockId, DateOnly? Before, DateOnly? After, bool ProvisionalBefore, bool ProvisionalAfter)
{
    public ClockMovement Movement =>
        After > Before ? ClockMovement.Later
        : After < Before ? ClockMovement.Earlier
        : ProvisionalBefore && !ProvisionalAfter ? ClockMovement.Settled
        : ClockMovement.SameDay;

    internal static ClockImpact Of(ClockMove move) => new(
        move.After.Id, move.Before?.Due, move.After.Deadline?.Due, move.Before?.Provisional ?? false, move.After.Deadline?.Provisional ?? false);
}

public enum ClockMovement
{
    Later,
    Earlier,

    /// <summary>The day stays, and is no longer provisional.</summary>
    Settled,

    /// <summary>The day stays; the bounds of a provisional one, or the day of the warning, move.</summary>
    SameDay,
}
