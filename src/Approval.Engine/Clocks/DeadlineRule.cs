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
            TimeUnit.CalendarDay => CivilDays(day => day.AddDays(amount - (limit.CountFrom == CountFrom.SameDay ? 1 : 0)), startedOn, exclusions, calendar),
            TimeUnit.Month => CivilDays(day => day.AddMonths(amount), startedOn, exclusions, calendar),
            TimeUnit.WorkingHour => throw new ArgumentException($"A limit in working hours ({limit.LegalBasis}) is counted from an instant, not from a day.", nameof(limit)),
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, "Unknown unit."),
        };
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
    private static Deadline? CivilDays(Func<DateOnly, DateOnly> end, DateOnly startedOn, IEnumerable<Exclusion> exclusions, WorkingCalendar calendar)
    {
        var last = end(startedOn);
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

            var from = exclusion.After > startedOn ? exclusion.After : startedOn;
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
