using Approval.Engine.Calendars;

namespace Approval.Engine.Certificates.Verification;

/// <summary>
/// The bounds of docs/working-time.md, "Past the horizon", worked out anew for every day from its definition: the most and the
/// fewest working days there can be between a start and that day once the missing notices are published.
/// </summary>
internal sealed class ComingYears(FiledDays days)
{
    private const int ExchangedForOneHoliday = 2;
    private const int DaysNobodyWorksOff = 2;
    private const int Reach = 14;
    private const int ReachOfNewYear = 7;

    /// <summary>The n-th working day after a start, with the first and the last day on which the count can be complete.</summary>
    public CertificateDeadline Count(DateOnly start, int workingDays)
    {
        var due = start;
        for (var left = workingDays; left > 0; left -= days.IsWorking(due) ? 1 : 0)
        {
            due = due.AddDays(1);
        }

        var horizon = days.Claimed.Horizon;
        var firstTouched = new DateOnly(horizon.Year + 1, 1, 1).AddDays(-ReachOfNewYear);
        if (due < firstTouched)
        {
            return Of(due, false, due, due);
        }

        var earliest = First(start, date => Most(start, date) >= workingDays);
        var latest = First(start, date => date >= earliest && Fewest(start, date) >= workingDays);
        return Of(due, due > horizon || earliest != latest, earliest, latest);
    }

    private static CertificateDeadline Of(DateOnly due, bool provisional, DateOnly earliest, DateOnly latest) =>
        new(due, CivilTime.EndOf(provisional ? latest : due), provisional, earliest, latest);

    private static DateOnly First(DateOnly start, Predicate<DateOnly> complete)
    {
        var date = start.AddDays(1);
        while (!complete(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    private int Most(DateOnly start, DateOnly date) =>
        Passed(start, date).Count(days.IsWorking) + Arrangements(date).Sum(arrangement => arrangement.Adds(Passed(start, date), days));

    private int Fewest(DateOnly start, DateOnly date) =>
        Passed(start, date).Count(days.IsWorking) - Arrangements(date).Sum(arrangement => arrangement.Takes(Passed(start, date), days));

    private static IEnumerable<DateOnly> Passed(DateOnly start, DateOnly date) =>
        Enumerable.Range(start.DayNumber + 1, date.DayNumber - start.DayNumber).Select(DateOnly.FromDayNumber);

    /// <summary>Everything that notices not yet published may arrange up to a day; the New Year after it reaches back into December.</summary>
    private IEnumerable<Arrangement> Arrangements(DateOnly date) =>
        from year in Enumerable.Range(days.Claimed.Horizon.Year + 1, Math.Max(0, date.Year + 1 - days.Claimed.Horizon.Year))
        from arrangement in StatutoryHolidays.Of(year).Select(OfHoliday).Append(OfYear(year))
        select arrangement;

    private static Arrangement OfHoliday(StatutoryHoliday holiday)
    {
        var reach = holiday.Days[0] is { Month: 1, Day: 1 } ? ReachOfNewYear : Reach;
        var owed = holiday.Days.Count(day => IsWeekend(day)
            || (holiday.Days.Length == 1 && StatutoryHolidays.Of(day.Year).Any(other => other.Name != holiday.Name && other.Days.Contains(day))));
        return new Arrangement(
            holiday.Days[0].AddDays(-reach),
            holiday.Days[^1].AddDays(reach),
            Weekdays(holiday.Days[0], -1, ExchangedForOneHoliday + owed),
            Weekdays(holiday.Days[^1], 1, ExchangedForOneHoliday + owed),
            ExchangedForOneHoliday,
            ExchangedForOneHoliday + owed,
            0,
            owed);
    }

    private Arrangement OfYear(int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var (worked, off) = (days.LocalWorked, DaysNobodyWorksOff + days.LocalOff);
        return new Arrangement(first, last, first, last, worked, off, worked, off);
    }

    private static DateOnly Weekdays(DateOnly from, int step, int count)
    {
        for (; count > 0; count -= IsWeekend(from) ? 0 : 1)
        {
            from = from.AddDays(step);
        }

        return from;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>One holiday, or what a year may bring at any time: the days it may touch, and how many of them.</summary>
    private sealed record Arrangement(DateOnly First, DateOnly Last, DateOnly OffFrom, DateOnly OffUntil, int Worked, int Off, int WorkedAfter, int OffAfter)
    {
        public int Adds(IEnumerable<DateOnly> passed, FiledDays days)
        {
            var within = Within(passed);
            return Math.Min(within.Count(day => days.KindOf(day) == DayKind.RestDay), IsOver(within) ? WorkedAfter : Worked);
        }

        public int Takes(IEnumerable<DateOnly> passed, FiledDays days)
        {
            var within = Within(passed);
            return Math.Min(within.Count(day => day >= OffFrom && day <= OffUntil && days.KindOf(day) == DayKind.WorkingDay), IsOver(within) ? OffAfter : Off);
        }

        private List<DateOnly> Within(IEnumerable<DateOnly> passed) => [.. passed.Where(day => day >= First && day <= Last)];

        private bool IsOver(List<DateOnly> within) => within.Count == Last.DayNumber - First.DayNumber + 1;
    }
}
