using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Progress;

/// <summary>Counts ahead from budgets and limits as the clocks do, with every open special procedure ended when it is expected to end.</summary>
/// <param name="resumesOn">The day an open exclusion is assumed to end.</param>
internal sealed class Forecasting(WorkingCalendar calendar, WorkingHours hours, Ledger ledger, DateOnly today, DateOnly resumesOn)
{
    public DateOnly Today => today;

    /// <summary>When a clock that runs, or was held, comes to its end; not before today when it is late.</summary>
    public Deadline Of(Clock clock) => Of(clock.Limit with { Amount = clock.Limit.Amount + clock.ExtensionDays }, clock.Kind, clock.StartedOn, clock.StartedAt);

    /// <summary>When a limit that begins on a day still ahead ends; limits in hours begin when that day's business closes.</summary>
    public Deadline Of(TimeLimit limit, ClockKind kind, DateOnly startsOn) =>
        Of(limit, kind, startsOn, limit.Unit == TimeUnit.WorkingHour ? hours.CloseOf(calendar.RollForward(startsOn)) : null);

    private Deadline Of(TimeLimit limit, ClockKind kind, DateOnly startsOn, DateTimeOffset? startsAt)
    {
        var exclusions = ledger.ExclusionsFor(kind).Select(exclusion => exclusion.Through is null ? exclusion with { Through = resumesOn } : exclusion);
        return (startsAt is { } instant && limit.Unit == TimeUnit.WorkingHour
            ? DeadlineRule.ForHours(limit, instant, exclusions, hours)
            : DeadlineRule.For(limit, startsOn, 0, exclusions, calendar))!;
    }
}
