using System.Collections.Immutable;
using Approval.Engine.Offices;

namespace Approval.Engine.Calendars;

/// <summary>The hours of an office on its working days. Wall-clock spans at UTC+8; instants in and out are UTC.</summary>
public sealed class WorkingHours
{
    /// <summary>More than any calendar holds, and far from overflow.</summary>
    public const int MostHours = 1_000_000;

    private readonly WorkingCalendar _calendar;
    private readonly ImmutableArray<OpenHours> _spans;
    private readonly long _ticksPerDay;

    /// <summary>The working days that the hours lie on.</summary>
    public WorkingCalendar Calendar => _calendar;

    /// <param name="spans">At least one, in order, none empty, none overlapping; else <see cref="ArgumentException"/>.</param>
    public WorkingHours(WorkingCalendar calendar, ImmutableArray<OpenHours> spans)
    {
        if (spans.IsDefaultOrEmpty || spans.Any(span => span.From >= span.Until))
        {
            throw new ArgumentException("Expected at least one span of opening, each ending after it begins.", nameof(spans));
        }

        if (spans.Zip(spans.Skip(1)).Any(pair => pair.First.Until > pair.Second.From))
        {
            throw new ArgumentException("Expected the spans of opening in order and without overlap.", nameof(spans));
        }

        _calendar = calendar;
        _spans = spans;
        _ticksPerDay = spans.Sum(span => (span.Until - span.From).Ticks);
    }

    /// <summary>
    /// The instant at which so many working hours have passed since <paramref name="start"/>. Time outside the spans does not count;
    /// an amount used up exactly at closing ends at closing, not at the next opening. 0 gives the start itself.
    /// </summary>
    /// <param name="hours">0 to <see cref="MostHours"/>.</param>
    public DateTimeOffset Add(DateTimeOffset start, int hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hours);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, MostHours);
        if (hours == 0)
        {
            return start.ToUniversalTime();
        }

        var day = CivilTime.DayOf(start);
        var passed = _calendar.IsWorkingDay(day) ? OpenBefore(TimeOf(start)) : _ticksPerDay;
        var needed = passed + (hours * TimeSpan.TicksPerHour);
        var wholeDays = (needed - 1) / _ticksPerDay;
        return At(_calendar.Add(day, (int)wholeDays), TimeAfter(needed - (wholeDays * _ticksPerDay)));
    }

    /// <summary>Moves an instant by as many working days as lie after one day and up to another, at the same time of day, and never to a day before that other.</summary>
    public DateTimeOffset AddDays(DateTimeOffset instant, DateOnly after, DateOnly through)
    {
        var day = _calendar.Add(CivilTime.DayOf(instant), _calendar.Count(after, through));
        return At(day < through ? _calendar.RollForward(through) : day, TimeOf(instant));
    }

    /// <summary>
    /// The day an act at an instant counts for. A filing by data message counts when it enters the office's system
    /// (最高人民法院 2009 rules on licensing cases, art 6), so for its own calendar day, at night and on days off too.
    /// Any other act counts for the day only until business stops (民法典 art 203): later, or on a day off, for the next working day.
    /// </summary>
    /// <param name="entersSystem">Whether the act is a data message that entered the office's system.</param>
    public DateOnly ReceiptDay(DateTimeOffset instant, bool entersSystem)
    {
        var day = CivilTime.DayOf(instant);
        if (entersSystem)
        {
            return day;
        }

        return TimeOf(instant) <= _spans[^1].Until ? _calendar.RollForward(day) : _calendar.Add(day, 1);
    }

    /// <summary>The instant, in UTC, at which a day ends for whoever must act by it: the close of business (民法典 art 203).</summary>
    public DateTimeOffset CloseOf(DateOnly day) => At(day, _spans[^1].Until);

    /// <summary>
    /// The instant, in UTC, at which the last half of a day of business begins: when the office opens again after midday, or, where it
    /// has one span of opening, the middle of it.
    /// </summary>
    public DateTimeOffset LastHalfOf(DateOnly day) => At(day, _spans.Length > 1 ? _spans[^1].From : _spans[0].From.Add((_spans[0].Until - _spans[0].From) / 2));

    private static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToOffset(CivilTime.Offset).DateTime);

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), CivilTime.Offset).ToUniversalTime();

    private long OpenBefore(TimeOnly time) =>
        _spans.Sum(span => time <= span.From ? 0 : (time < span.Until ? time - span.From : span.Until - span.From).Ticks);

    private TimeOnly TimeAfter(long openTicks)
    {
        foreach (var span in _spans)
        {
            var length = (span.Until - span.From).Ticks;
            if (openTicks <= length)
            {
                return span.From.Add(TimeSpan.FromTicks(openTicks));
            }

            openTicks -= length;
        }

        throw new InvalidOperationException("A day holds no more open time than its spans.");
    }
}
