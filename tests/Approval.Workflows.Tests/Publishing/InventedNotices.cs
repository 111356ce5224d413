using Approval.Engine.Calendars.Publishing;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>Notices that were never published: other days in the year of a seed.</summary>
internal static class InventedNotices
{
    /// <summary>Monday 2026-03-09 becomes a day off: every promise of 7 days that was accepted on 03-02 moves.</summary>
    public static CalendarImport Revision => DayOff("测试〔2026〕1号", new DateOnly(2026, 3, 9));

    public static CalendarImport DayOff(string notice, params DateOnly[] off) => Revised(2026, notice, off.Select(date => (date, true)));

    /// <summary>The seed of a year with other days, all of one invented notice.</summary>
    public static CalendarImport Revised(int year, string notice, IEnumerable<(DateOnly Date, bool Off)> days)
    {
        var known = Seeds(year);
        var changed = days.ToDictionary(day => day.Date, day => day.Off);
        return new CalendarImport.Year($"{year}.json", Notices.Own(
            year,
            [.. known.Notices.Select(n => (n.Number, $"{n.Published:yyyy-MM-dd}")), (notice, $"{year}-03-01")],
            [
                .. known.Days.Where(day => !changed.ContainsKey(day.Date)).Select(day => new Notices.Day(day.Source, $"{day.Date:MM-dd}", day.Kind == Engine.Calendars.DayKind.PublicHoliday)),
                .. changed.Select(day => new Notices.Day(notice, $"{day.Key:MM-dd}", day.Value)),
            ]));
    }

    private static Engine.Calendars.CalendarYear Seeds(int year) => World.Rules.Calendars.Years.Single(known => known.Year == year);
}
