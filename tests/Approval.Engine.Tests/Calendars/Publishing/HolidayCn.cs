using System.Globalization;
using System.Text.Json;
using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Calendars.Publishing;

/// <summary>Writes days in the format of the public list.</summary>
internal static class HolidayCn
{
    public static string Text(int year, params IEnumerable<(string Date, string Name, bool Off)> days) => JsonSerializer.Serialize(new
    {
        year,
        papers = new[] { "https://www.gov.cn/zhengce/notice.htm" },
        days = days.Select(day => new { name = day.Name, date = day.Date, isOffDay = day.Off }),
    });

    /// <summary>What the list would say of a notice's year: the days our files give to these notices.</summary>
    public static string Of(int year, CalendarSet set, params string[] notices) => Text(
        year,
        set.Years.SelectMany(known => known.Days)
            .Where(day => notices.Contains(day.Source))
            .Select(day => (day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Name!, day.Kind == DayKind.PublicHoliday)));
}
