namespace Approval.Engine.Calendars;

/// <summary>What one coming arrangement may change, and what of it is left once the whole window has passed.</summary>
/// <param name="First">First day it may touch.</param>
/// <param name="Last">Last day it may touch.</param>
/// <param name="BlockFirst">First day that may become a day off.</param>
/// <param name="BlockLast">Last day that may become a day off.</param>
/// <param name="Worked">Rest days it may make working days.</param>
/// <param name="Off">Working days it may make days off.</param>
/// <param name="WorkedKept">Of <paramref name="Worked"/>, those not made good inside the window.</param>
/// <param name="OffKept">Of <paramref name="Off"/>, those not made good inside the window.</param>
internal sealed record Leeway(
    DateOnly First,
    DateOnly Last,
    DateOnly BlockFirst,
    DateOnly BlockLast,
    int Worked,
    int Off,
    int WorkedKept,
    int OffKept)
{
    /// <summary>At most two weekend days are exchanged for weekdays beside one holiday.</summary>
    private const int Exchanged = 2;

    private const int Reach = 14;

    /// <summary>One day's holiday: its weekends are near, and a week holds every one of them.</summary>
    private const int ReachOfNewYear = 7;

    /// <summary>The arrangement of one holiday. The law's own days stay; the days owed for those that fall on a weekend or on another holiday are kept off.</summary>
    public static Leeway Around(StatutoryHoliday holiday)
    {
        var first = holiday.Days[0];
        var last = holiday.Days[^1];
        var owed = holiday.Days.Count(day => day.IsWeekend() || IsShared(holiday, day));
        var reach = (first.Month, first.Day) == (1, 1) ? ReachOfNewYear : Reach;
        return new Leeway(
            first.AddDays(-reach),
            last.AddDays(reach),
            Weekdays(first, Exchanged + owed, -1),
            Weekdays(last, Exchanged + owed, 1),
            Exchanged,
            Exchanged + owed,
            0,
            owed);
    }

    /// <summary>Days anywhere in a year that nothing makes good.</summary>
    public static Leeway OfYear(int year, int off, int worked)
    {
        var first = new DateOnly(year, 1, 1);
        var last = new DateOnly(year, 12, 31);
        return new Leeway(first, last, first, last, worked, off, worked, off);
    }

    public int More(Passed passed) =>
        Math.Min(passed.Rest, passed.IsWhole(this) ? WorkedKept : Worked);

    public int Fewer(Passed passed) =>
        Math.Min(passed.Working, passed.IsWhole(this) ? OffKept : Off);

    private static bool IsShared(StatutoryHoliday holiday, DateOnly day) =>
        holiday.Days.Length == 1 && StatutoryHolidays.Of(day.Year).Any(other => other.Name != holiday.Name && other.Days.Contains(day));

    /// <summary>The n-th weekday before or after a day: how far an unbroken block can grow on one side.</summary>
    private static DateOnly Weekdays(DateOnly from, int count, int step)
    {
        var day = from;
        while (count > 0)
        {
            day = day.AddDays(step);
            count -= day.IsWeekend() ? 0 : 1;
        }

        return day;
    }
}

/// <summary>How much of a window a count has passed through.</summary>
internal readonly record struct Passed(int Days, int Rest, int Working)
{
    public bool IsWhole(Leeway leeway) => Days == leeway.Last.DayNumber - leeway.First.DayNumber + 1;

    public Passed With(Leeway leeway, DateOnly date, DayKind kind) => new(
        Days + 1,
        Rest + (kind == DayKind.RestDay ? 1 : 0),
        Working + (kind == DayKind.WorkingDay && date >= leeway.BlockFirst && date <= leeway.BlockLast ? 1 : 0));
}
