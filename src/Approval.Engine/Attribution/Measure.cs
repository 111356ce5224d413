using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Offices;

namespace Approval.Engine.Attribution;

/// <summary>Measures stretches so that the lengths of neighbours add up: each length is a difference of two readings.</summary>
internal sealed class Measure(WorkingCalendar calendar, ImmutableArray<OpenHours> hours)
{
    private readonly int _minutesPerDay = hours.Sum(span => (int)(span.Until - span.From).TotalMinutes);

    /// <param name="from">A whole minute, as is <paramref name="until"/>.</param>
    public Span Between(DateTimeOffset from, DateTimeOffset until)
    {
        var (first, last) = (CivilTime.DayOf(from), CivilTime.DayOf(until));
        var days = calendar.Count(first, last);

        // Whole days up to the last, plus what has passed of the last, minus what had passed of the first.
        var working = ((long)(days + Worked(first) - Worked(last)) * _minutesPerDay) + OpenBy(until, last) - OpenBy(from, first);
        return new Span((until - from).Ticks / TimeSpan.TicksPerMinute, working, days);
    }

    private int Worked(DateOnly day) => calendar.IsWorkingDay(day) ? 1 : 0;

    private int OpenBy(DateTimeOffset instant, DateOnly day)
    {
        if (!calendar.IsWorkingDay(day))
        {
            return 0;
        }

        var time = TimeOnly.FromDateTime(instant.ToOffset(CivilTime.Offset).DateTime);
        return hours.Sum(span => time <= span.From ? 0 : (int)((time < span.Until ? time : span.Until) - span.From).TotalMinutes);
    }
}
