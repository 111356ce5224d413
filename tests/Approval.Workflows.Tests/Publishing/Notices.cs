using System.Globalization;
using System.Text.Json;
using Approval.Engine.Calendars;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>
/// The arrangements of 2019 and 2020 as their notices give them, before and after the revisions that were made while the year ran,
/// and years that no notice has arranged yet.
/// </summary>
internal static class Notices
{
    public const string Of2019 = "国办发明电〔2018〕15号";
    public const string Labour2019 = "国办发明电〔2019〕3号";
    public const string Of2020 = "国办发明电〔2019〕16号";
    public const string Spring2020 = "国办发明电〔2020〕1号";

    private static readonly string[] Off2019 = ["01-01/01-01", "02-04/02-10", "04-05/04-05", "06-07/06-07", "09-13/09-13", "10-01/10-07"];
    private static readonly string[] Worked2019 = ["02-02", "02-03", "09-29", "10-12"];
    private static readonly string[] Off2020 = ["01-01/01-01", "04-04/04-06", "05-01/05-05", "06-25/06-27", "10-01/10-08"];
    private static readonly string[] Worked2020 = ["01-19", "04-26", "05-09", "06-28", "09-27", "10-10"];

    /// <summary>Labour Day on Wednesday 1 May alone.</summary>
    public static string Original2019 { get; } = Own(2019, [(Of2019, "2018-12-06")], [.. Days(Of2019, Off2019, Worked2019), .. Days(Of2019, ["05-01/05-01"], [])]);

    /// <summary>1 to 4 May off; Sunday 28 April and Sunday 5 May worked.</summary>
    public static string Revised2019 { get; } = Own(
        2019,
        [(Of2019, "2018-12-06"), (Labour2019, "2019-03-22")],
        [.. Days(Of2019, Off2019, Worked2019), .. Days(Labour2019, ["05-01/05-04"], ["04-28", "05-05"])]);

    /// <summary>Spring Festival to 30 January, Saturday 1 February worked.</summary>
    public static string Original2020 { get; } = Own(
        2020, [(Of2020, "2019-11-21")], [.. Days(Of2020, [.. Off2020, "01-24/01-30"], [.. Worked2020, "02-01"])]);

    /// <summary>Spring Festival to Sunday 2 February, in the format of the public list, with its Monday that is worked anyway.</summary>
    public static string ListOf2020 { get; } = List(2020, [.. Days("", [.. Off2020, "01-24/02-02"], Worked2020), new("", "02-03", false)]);

    public static HolidayNotice SpringNotice { get; } = new(Spring2020, new DateOnly(2020, 1, 27), null, null);

    /// <summary>A file of our own format with the law's days and whatever is given.</summary>
    public static string Invented(int year, string number, string published, params IEnumerable<(DateOnly Date, bool Off)> days)
    {
        var law = StatutoryHolidays.Of(year).SelectMany(holiday => holiday.Days).Select(date => (Date: date, Off: true));
        return Own(year, [(number, published)], [.. law.Concat(days).DistinctBy(day => day.Date).OrderBy(day => day.Date).Select(day => new Day(number, day.Date.ToString("MM-dd", CultureInfo.InvariantCulture), day.Off))]);
    }

    public static string Own(int year, IEnumerable<(string Number, string Published)> notices, IEnumerable<Day> days) => JsonSerializer.Serialize(new
    {
        region = "CN",
        year,
        notices = notices.Select(notice => new { number = notice.Number, published = notice.Published }),
        days = days.Select(day => new { date = $"{year}-{day.On}", name = "假", kind = day.Off ? "publicHoliday" : "makeUpWorkday", notice = day.Notice }),
    });

    private static string List(int year, IEnumerable<Day> days) => JsonSerializer.Serialize(new
    {
        year,
        papers = Array.Empty<string>(),
        days = days.Select(day => new { name = "假", date = $"{year}-{day.On}", isOffDay = day.Off }),
    });

    private static IEnumerable<Day> Days(string notice, string[] off, string[] worked) =>
        off.SelectMany(span => Span(span).Select(day => new Day(notice, day, true))).Concat(worked.Select(day => new Day(notice, day, false)));

    private static IEnumerable<string> Span(string span)
    {
        var ends = span.Split('/').Select(day => DateOnly.ParseExact($"2020-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        for (var day = ends[0]; day <= ends[1]; day = day.AddDays(1))
        {
            yield return day.ToString("MM-dd", CultureInfo.InvariantCulture);
        }
    }

    internal sealed record Day(string Notice, string On, bool Off);
}
