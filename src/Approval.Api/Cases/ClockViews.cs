using Approval.Api.Procedures;
using Approval.Engine.Calendars;

namespace Approval.Api.Cases;

public static class ClockViews
{
    public static ClockView Show(Engine.Clocks.Clock clock, WorkingCalendar calendar, DateOnly today)
    {
        var deadline = clock.Deadline;
        var provisional = deadline?.Provisional ?? false;
        return new ClockView(
            clock.Id,
            clock.Kind,
            clock.Status,
            clock.StartedOn,
            deadline?.Due,
            provisional ? deadline!.Earliest : null,
            provisional ? deadline!.Latest : null,
            provisional,
            clock.StoppedOn is null && deadline is not null ? Remaining(today, deadline.Due, calendar) : null,
            clock.StoppedOn,
            clock.ExtensionDays,
            clock.Limit.LegalBasis,
            LimitView.Of(clock.Limit),
            clock.CalendarVersion);
    }

    /// <summary>Null where the calendar ends: it does not guess.</summary>
    public static int? Remaining(DateOnly today, DateOnly due, WorkingCalendar calendar) =>
        today < calendar.First || today > calendar.Last || due > calendar.Last ? null
        : today <= due ? calendar.Count(today, due)
        : -calendar.Count(due, today);
}
