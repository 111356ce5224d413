using System.Globalization;
using System.Text.Json;
using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Cases;

/// <summary>The days of 2025 and 2026 as the two notices give them (国办发明电〔2024〕12号, 〔2025〕7号).</summary>
internal static class Days
{
    // Holiday, days off (first-last), worked weekend days.
    private static readonly (int Year, string Notice, string Published, (string Name, string Off, string Worked)[] Holidays)[] Years =
    [
        (2025, "国办发明电〔2024〕12号", "2024-11-12",
        [
            ("元旦", "01-01/01-01", ""),
            ("春节", "01-28/02-04", "01-26 02-08"),
            ("清明节", "04-04/04-06", ""),
            ("劳动节", "05-01/05-05", "04-27"),
            ("端午节", "05-31/06-02", ""),
            ("国庆节、中秋节", "10-01/10-08", "09-28 10-11"),
        ]),
        (2026, "国办发明电〔2025〕7号", "2025-11-04",
        [
            ("元旦", "01-01/01-03", "01-04"),
            ("春节", "02-15/02-23", "02-14 02-28"),
            ("清明节", "04-04/04-06", ""),
            ("劳动节", "05-01/05-05", "05-09"),
            ("端午节", "06-19/06-21", ""),
            ("中秋节", "09-25/09-27", ""),
            ("国庆节", "10-01/10-07", "09-20 10-10"),
        ]),
    ];

    public static readonly CalendarSet China = Build(Years);

    /// <summary>The calendar of the offices after a second notice of 2026 gave one more day off.</summary>
    public static WorkingCalendar WithHolidayOn(string day) =>
        Build([Years[0], Years[1] with { Holidays = [.. Years[1].Holidays, ("本测试", $"{day}/{day}", "")] }]).For("430100");

    private static CalendarSet Build((int Year, string Notice, string Published, (string Name, string Off, string Worked)[] Holidays)[] notices)
    {
        var years = notices.Select(year => CalendarReader.ReadYear($"{year.Year}", Write(year))).ToList();
        Assert.That(years.SelectMany(year => year.Findings), Is.Empty);
        return CalendarSet.Build(years.Select(year => year.Year!), []).Set!;
    }

    private static string Write((int Year, string Notice, string Published, (string Name, string Off, string Worked)[] Holidays) of)
    {
        var days = of.Holidays.SelectMany(holiday =>
            Span(of.Year, holiday.Off).Select(date => new { date, name = holiday.Name, kind = "publicHoliday", notice = of.Notice })
                .Concat(holiday.Worked.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(date => new { date = $"{of.Year}-{date}", name = holiday.Name, kind = "makeUpWorkday", notice = of.Notice })));
        return JsonSerializer.Serialize(new { region = "CN", year = of.Year, notices = new[] { new { number = of.Notice, published = of.Published } }, days });
    }

    private static IEnumerable<string> Span(int year, string span)
    {
        var ends = span.Split('/').Select(day => DateOnly.ParseExact($"{year}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        for (var day = ends[0]; day <= ends[1]; day = day.AddDays(1))
        {
            yield return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
    }
}
