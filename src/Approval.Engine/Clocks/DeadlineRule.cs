using Approval.Engine.Calendars;
using Approval.Engine.Procedures;

namespace Approval.Engine.Clocks;

/// <summary>
/// Derives the last day of a limit from its start, the ledger and a calendar. The answer depends on nothing else, so it is the
/// same whenever it is computed.
/// </summary>
public static class DeadlineRule
{
    /// <summary>The deadline, or null while a special procedure is open: its end is not known.</summary>
    /// <param name="extensionDays">Working days added by an extension; counted in the unit of the limit.</param>
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
    /// special procedure do not count; the deadline is an instant, and its day is the day it falls on.
    /// </summary>
    public static Deadline? ForHours(TimeLimit limit, DateTimeOffset startedAt, IEnumerable<Exclusion> exclusions, WorkingHours hours)
    {
        var passesAt = hours.Add(startedAt, limit.Amount);
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
        }

        var due = CivilTime.DayOf(passesAt);
        return new Deadline(due, passesAt, false, due, due);
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
        var passes = CivilTime.EndOf(answer.Provisional ? answer.Latest : answer.Date);
        return new Deadline(answer.Date, passes, answer.Provisional, answer.Earliest, answer.Latest);
    }

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
        var answer = due > calendar.Horizon ? calendar.AddBounded(calendar.Horizon, calendar.Count(calendar.Horizon, due)) : null;
        return answer is null
            ? new Deadline(due, CivilTime.EndOf(due), false, due, due)
            : new Deadline(due, CivilTime.EndOf(answer.Latest), true, answer.Earliest < due ? answer.Earliest : due, answer.Latest);
    }
}
