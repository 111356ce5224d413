using Approval.Engine.Calendars;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>
/// The working week of a day: the days up to the next day off, worked weekends included; on a day off, those of the run of working
/// days to come. What is due this week must be done before people go home.
/// </summary>
public sealed record WorkingWeek(DateOnly From, DateOnly Through)
{
    public static WorkingWeek Of(DateOnly today, WorkingCalendar calendar)
    {
        var from = calendar.RollForward(today);
        var through = from;
        while (through < calendar.Last && calendar.IsWorkingDay(through.AddDays(1)))
        {
            through = through.AddDays(1);
        }

        return new WorkingWeek(today, through);
    }
}
