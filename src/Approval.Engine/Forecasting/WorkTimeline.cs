using Approval.Engine.Calendars;
using Approval.Engine.Offices;

namespace Approval.Engine.Forecasting;

/// <summary>
/// The open minutes of an office one after the other, nights, weekends and holidays left out. Minute 0 is the opening after the first
/// day of the calendar; the working days are numbered from 0.
/// </summary>
public sealed class WorkTimeline(WorkingCalendar calendar, Office office)
{
    /// <summary>Open minutes of a working day.</summary>
    public double DayLength { get; } = office.Hours.Sum(span => (span.Until - span.From).TotalMinutes);

    /// <summary>The minute of an instant; time outside the hours stands at the boundary.</summary>
    public double MinuteOf(DateTimeOffset instant)
    {
        var day = CivilTime.DayOf(instant);
        var through = calendar.Count(calendar.First, day);
        if (!calendar.IsWorkingDay(day))
        {
            return through * DayLength;
        }

        var time = TimeOnly.FromTimeSpan(instant.ToOffset(CivilTime.Offset).TimeOfDay);
        var open = office.Hours.Sum(span => time <= span.From ? 0 : ((time < span.Until ? time : span.Until) - span.From).TotalMinutes);
        return ((through - 1) * DayLength) + open;
    }

    /// <summary>The number of a working day; of a day off, that of the working day before.</summary>
    public int NumberOf(DateOnly day) => calendar.Count(calendar.First, day) - 1;

    /// <summary>The number of the working day on which something ends; what ends at closing ends on that day.</summary>
    public int EndsOn(double minute) => Math.Max(0, (int)Math.Ceiling(minute / DayLength) - 1);

    /// <summary>The number of the working day on which something begins.</summary>
    public int BeginsOn(double minute) => (int)Math.Floor(minute / DayLength);
}
