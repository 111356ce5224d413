using System.Collections.Immutable;
using System.Globalization;

namespace Approval.Engine.Calendars;

/// <summary>One holiday of the whole people and the days the law itself gives for it.</summary>
public sealed record StatutoryHoliday(string Name, ImmutableArray<DateOnly> Days);

/// <summary>
/// What 全国年节及纪念日放假办法 art 2 fixes without any notice: 11 days a year, 13 from 2025 on (revision of 2024-11-10).
/// Days off that only a notice can give (shifted days, days given for those that fall on a weekend) are not here.
/// </summary>
public static class StatutoryHolidays
{
    public const string Basis = "全国年节及纪念日放假办法第二条";

    /// <summary>First year of the revision of 2013, the oldest one kept here.</summary>
    public const int FirstYear = 2014;

    /// <summary>The formula for Qingming holds for this century.</summary>
    public const int LastYear = 2099;

    private const int FirstYearOfThirteenDays = 2025;

    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>The holidays of a year from <see cref="FirstYear"/> to <see cref="LastYear"/>, by date. Two may share a day (Mid-Autumn on 1 October 2020).</summary>
    public static ImmutableArray<StatutoryHoliday> Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        var thirteen = year >= FirstYearOfThirteenDays;
        var spring = LunarDay(year, 1, 1);
        StatutoryHoliday[] holidays =
        [
            Named("元旦", new DateOnly(year, 1, 1), 1),
            thirteen ? Named("春节", spring.AddDays(-1), 4) : Named("春节", spring, 3),
            Named("清明节", Qingming(year), 1),
            Named("劳动节", new DateOnly(year, 5, 1), thirteen ? 2 : 1),
            Named("端午节", LunarDay(year, 5, 5), 1),
            Named("中秋节", LunarDay(year, 8, 15), 1),
            Named("国庆节", new DateOnly(year, 10, 1), 3),
        ];
        return [.. holidays.OrderBy(holiday => holiday.Days[0])];
    }

    private static StatutoryHoliday Named(string name, DateOnly first, int days) =>
        new(name, [.. Enumerable.Range(0, days).Select(first.AddDays)]);

    private static DateOnly LunarDay(int year, int month, int day)
    {
        // The framework numbers a leap month as one more month, after the month it repeats.
        var leap = Lunar.GetLeapMonth(year);
        var ordinal = leap > 0 && month >= leap ? month + 1 : month;
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, ordinal, day, 0, 0, 0, 0));
    }

    /// <summary>The day the sun reaches 15 degrees, by the usual fit for the 21st century.</summary>
    private static DateOnly Qingming(int year)
    {
        var ofCentury = year - 2000;
        return new DateOnly(year, 4, (int)((ofCentury * 0.2422m) + 4.81m) - (ofCentury / 4));
    }
}
