using Approval.Engine.Calendars;
using Approval.Engine.Procedures;

namespace Approval.Engine.Clocks;

/// <summary>
/// Derives the last day of a limit from its start, the ledger and a calendar. The answer depends on nothing else, so it is the
/// same whenever it is computed.
/// </summary>
public static class DeadlineRule
{
    /// <summary>The deadline of a clock by itself, or null while a special procedure is open: its end is not known.</summary>
    public static Deadline? Of(Clock clock, IReadOnlyCollection<Exclusion> exclusions, WorkingCalendar calendar, WorkingHours hours)
    {
        if (clock.StartedAt is { } from)
        {
            return ForHours(clock.Limit with { Amount = clock.Limit.Amount + clock.ExtensionDays }, from, exclusions, hours);
        }

        return clock.ExtensionUnit is { } unit && unit != clock.Limit.Unit && clock.ExtensionDays > 0
            ? For(clock.Limit, clock.StartedOn, 0, exclusions, calendar) is { } limit ? Extended(limit, clock.Limit with { Amount = clock.ExtensionDays, Unit = unit, CountFrom = CountFrom.NextDay }, exclusions, calendar) : null
            : For(clock.Limit, clock.StartedOn, clock.ExtensionDays, exclusions, calendar);
    }

    /// <summary>
    /// A clock ends no later than the one that stands over it: the promise than the law (行政许可法 art 42), a step than the promise. A
    /// promise that stands still stays so; the law over it runs on and is warned of by itself.
    /// </summary>
    public static Deadline? Within(Clock clock, Deadline? own, Clock? cap) =>
        cap is not { Deadline: { } end } || clock.StartedOn > end.Due ? own
        : own is null ? clock.Kind == ClockKind.Step ? end : null
        : own.NoLaterThan(end);

    /// <summary>The deadline of a limit in days or months, or null while a special procedure is open.</summary>
    /// <param name="extensionDays">What an extension adds, in the unit of the limit.</param>
    public static Deadline? For(TimeLimit limit, DateOnly startedOn, int extensionDays, IEnumerable<Exclusion> exclusions, WorkingCalendar calendar)
    {
        var amount = limit.Amount + extensionDays;
        return limit.Unit switch
        {
            TimeUnit.WorkingDay => WorkingDays(amount, limit.CountFrom, startedOn, exclusions, calendar),
            TimeUnit.CalendarDay when amount > 0 && limit.CountFrom == CountFrom.SameDay => CivilDays(startedOn.AddDays(amount - 1), startedOn.AddDays(-1), startedOn, exclusions, calendar),
            TimeUnit.CalendarDay => CivilDays(startedOn.AddDays(amount), startedOn, startedOn, exclusions, calendar),
            TimeUnit.Month => CivilDays(startedOn.AddMonths(amount), startedOn, startedOn, exclusions, calendar),
            TimeUnit.WorkingHour => throw new ArgumentException($"A limit in working hours ({limit.LegalBasis}) is counted from an instant, not from a day.", nameof(limit)),
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, "Unknown unit."),
        };
    }

    /// <summary>
    /// A limit in working hours: counted through the opening hours of the office from the instant of the event. Whole days of a
    /// special procedure do not count; the deadline is an instant, and its day is the day it falls on. Past the horizon the working days
    /// on the way are bounded as those of any limit, at the same time of day.
    /// </summary>
    public static Deadline? ForHours(TimeLimit limit, DateTimeOffset startedAt, IEnumerable<Exclusion> exclusions, WorkingHours hours)
    {
        if (Hours(limit, startedAt, exclusions, hours) is not var (passesAt, from, isKept))
        {
            return null;
        }

        var due = CivilTime.DayOf(passesAt);
        var (calendar, days) = (hours.Calendar, hours.Calendar.Count(from, due));
        var bounded = days > 0 && !isKept ? Bounded(calendar.AddBounded(from, days), due) : Fixed(due, calendar);
        return bounded with { PassesAt = bounded.Provisional ? passesAt.AddDays(bounded.Latest.DayNumber - due.DayNumber) : passesAt };
    }

    /// <summary>The instant at which so many working hours are used up, as far as is known today; null while a special procedure is open.</summary>
    internal static DateTimeOffset? HoursUntil(TimeLimit limit, DateTimeOffset startedAt, IEnumerable<Exclusion> exclusions, WorkingHours hours) =>
        Hours(limit, startedAt, exclusions, hours)?.PassesAt;

    /// <returns>The instant; the day after which the last stretch of working days was counted; whether a special procedure kept the last day.</returns>
    private static (DateTimeOffset PassesAt, DateOnly From, bool IsKept)? Hours(TimeLimit limit, DateTimeOffset startedAt, IEnumerable<Exclusion> exclusions, WorkingHours hours)
    {
        var passesAt = hours.Add(startedAt, limit.Amount);
        var from = CivilTime.DayOf(startedAt);
        var complete = false;
        foreach (var exclusion in exclusions.Where(e => e.Through is null || e.Through > CivilTime.DayOf(startedAt)))
        {
            var last = CivilTime.DayOf(passesAt);
            if (exclusion.After > last)
            {
                break;
            }

            if (exclusion.Through is not { } through)
            {
                return null;
            }

            // Begun on the last day: nothing is left to count, but that day is kept for the one it ends on.
            complete |= exclusion.After == last;
            passesAt = exclusion.After < CivilTime.DayOf(startedAt) ? hours.Add(CivilTime.EndOf(through), limit.Amount)
                : !complete ? hours.AddDays(passesAt, exclusion.After, through)
                : through > last ? hours.AddDays(passesAt, last, through)
                : passesAt;
            from = through > from ? through : from;
        }

        return (passesAt, from, complete);
    }

    /// <summary>Counted on from the end of the limit itself; what is not known of that end is not known of this one.</summary>
    private static Deadline? Extended(Deadline limit, TimeLimit more, IReadOnlyCollection<Exclusion> exclusions, WorkingCalendar calendar)
    {
        var due = For(more, limit.Due, 0, exclusions, calendar);
        if (due is null || !limit.Provisional)
        {
            return due;
        }

        var earliest = For(more, limit.Earliest, 0, exclusions, calendar) ?? due;
        var latest = For(more, limit.Latest, 0, exclusions, calendar) ?? due;
        return new Deadline(due.Due, CivilTime.EndOf(latest.Latest), true, earliest.Earliest, latest.Latest);
    }

    private static Deadline? WorkingDays(int amount, CountFrom countFrom, DateOnly startedOn, IEnumerable<Exclusion> exclusions, WorkingCalendar calendar)
    {
        var cursor = amount > 0 && countFrom == CountFrom.SameDay ? startedOn.AddDays(-1) : startedOn;
        var left = amount;
        foreach (var exclusion in exclusions.Where(e => e.Through is null || e.Through > startedOn))
        {
            if (exclusion.After > LastDay(cursor, left, calendar))
            {
                break;
            }

            if (exclusion.Through is not { } through)
            {
                return null;
            }

            left -= Math.Min(left, calendar.Count(cursor, exclusion.After));
            cursor = through > cursor ? through : cursor;
        }

        if (left == 0)
        {
            return Fixed(calendar.RollForward(cursor), calendar);
        }

        var answer = calendar.AddBounded(cursor, left);
        return Bounded(answer, answer.Date);
    }

    private static Deadline Bounded(DayAnswer answer, DateOnly due) =>
        new(due, CivilTime.EndOf(answer.Provisional ? answer.Latest : due), answer.Provisional, answer.Earliest, answer.Latest);

    /// <summary>A special procedure that begins on the last day still stops the clock; the rest of that day is kept for the day it ends on.</summary>
    private static DateOnly LastDay(DateOnly cursor, int left, WorkingCalendar calendar) =>
        left == 0 ? calendar.RollForward(cursor) : calendar.Add(cursor, left);

    /// <summary>Calendar days and months: a last day that is a rest day moves to the next working day (民法典 203).</summary>
    /// <param name="last">The last day when nothing is excluded.</param>
    /// <param name="before">The day before the first that counts.</param>
    private static Deadline? CivilDays(DateOnly last, DateOnly before, DateOnly startedOn, IEnumerable<Exclusion> exclusions, WorkingCalendar calendar)
    {
        foreach (var exclusion in exclusions.Where(e => e.Through is null || e.Through > startedOn))
        {
            if (exclusion.After > calendar.RollForward(last))
            {
                break;
            }

            if (exclusion.Through is not { } through)
            {
                return null;
            }

            var from = exclusion.After > before ? exclusion.After : before;
            last = last.AddDays(through.DayNumber - from.DayNumber);
            last = last > through ? last : through;
        }

        return Fixed(calendar.RollForward(last), calendar);
    }

    private static Deadline Fixed(DateOnly due, WorkingCalendar calendar)
    {
        // A day that no working day leads to from there is what it is, however the year is arranged.
        var days = due > calendar.Horizon ? calendar.Count(calendar.Horizon, due) : 0;
        if (days == 0)
        {
            return new Deadline(due, CivilTime.EndOf(due), false, due, due);
        }

        var answer = calendar.AddBounded(calendar.Horizon, days);
        return new Deadline(due, CivilTime.EndOf(answer.Latest), true, answer.Earliest < due ? answer.Earliest : due, answer.Latest);
    }
}
