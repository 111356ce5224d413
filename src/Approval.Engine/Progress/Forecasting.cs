using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Progress;

/// <summary>Counts ahead from budgets and limits as the clocks do, with every open special procedure ended when it is expected to end.</summary>
/// <param name="resumesOn">The day an open exclusion is assumed to end.</param>
internal sealed class Forecasting(WorkingCalendar calendar, WorkingHours hours, Ledger ledger, DateOnly today, DateOnly resumesOn)
{
    public DateOnly Today => today;

    /// <summary>When a clock that runs, or was held, comes to its end by itself.</summary>
    public Deadline Of(Clock clock) => DeadlineRule.Of(clock, ExclusionsFor(clock.Kind), calendar, hours)!;

    /// <summary>When a limit that begins on a day still ahead ends; limits in hours begin when that day's business closes.</summary>
    public Deadline Of(TimeLimit limit, ClockKind kind, DateOnly startsOn) => limit.Unit == TimeUnit.WorkingHour
        ? DeadlineRule.ForHours(limit, hours.CloseOf(calendar.RollForward(startsOn)), ExclusionsFor(kind), hours)!
        : DeadlineRule.For(limit, startsOn, 0, ExclusionsFor(kind), calendar)!;

    private List<Exclusion> ExclusionsFor(ClockKind kind) =>
        [.. ledger.ExclusionsFor(kind).Select(exclusion => exclusion.Through is null ? exclusion with { Through = resumesOn } : exclusion)];
}
