using System.Collections.Immutable;

namespace Approval.Engine.Calendars.Publishing;

/// <summary>What a holiday-cn file says. It is keyed by the year of the notice, so days of the neighbouring years may be among them.</summary>
/// <param name="Papers">Addresses of the notices.</param>
/// <param name="Days">Days off and weekend days that are worked.</param>
/// <param name="Ordinary">Weekdays that the list calls worked: they are so without any notice, and are left out.</param>
public sealed record HolidayCnYear(int Year, ImmutableArray<string> Papers, ImmutableArray<HolidayCnDay> Days, ImmutableArray<DateOnly> Ordinary);

public sealed record HolidayCnDay(DateOnly Date, string Name, DayKind Kind);

/// <summary>Either a year, or everything that is wrong with its file.</summary>
public sealed record HolidayCnReading(HolidayCnYear? Year, ImmutableArray<CalendarFinding> Findings);

/// <summary>
/// Reads the format of the public list NateScarlet/holiday-cn: year, papers, and days with name, date and isOffDay. As strict as
/// <see cref="CalendarReader"/>.
/// </summary>
public static class HolidayCnReader
{
    /// <param name="file">Name to use in findings.</param>
    public static HolidayCnReading Read(string file, string text)
    {
        using var json = CalendarJson.Parse(file, text);
        var root = json.Root.WithOnly("$schema", "$id", "year", "papers", "days");
        _ = (root.OptionalText("$schema"), root.OptionalText("$id"));
        var year = root.Number("year", StatutoryHolidays.FirstYear, StatutoryHolidays.LastYear - 1);
        var papers = root.Texts("papers").ToImmutableArray();
        var days = Days(root, year);
        return json.Findings.Count > 0
            ? new HolidayCnReading(null, [.. json.Findings])
            : new HolidayCnReading(
                new HolidayCnYear(year!.Value, papers, [.. days.Where(day => day.Kind != DayKind.WorkingDay)], [.. days.Where(day => day.Kind == DayKind.WorkingDay).Select(day => day.Date)]),
                []);
    }

    private static List<HolidayCnDay> Days(JsonAt root, int? year)
    {
        var days = new List<HolidayCnDay>();
        var places = new Dictionary<DateOnly, (string Path, bool Off)>();
        foreach (var item in root.Items("days"))
        {
            var at = item.WithOnly("name", "date", "isOffDay");
            var (name, date, off) = (at.Text("name"), at.Date("date"), at.Flag("isOffDay"));
            if (name is null || date is not { } on || off is not { } isOff)
            {
                continue;
            }

            if (year is { } notice && Math.Abs(on.Year - notice) > 1)
            {
                at.Refuse("date", $"{on:yyyy-MM-dd} is neither in {notice} nor in a year beside it.");
            }

            if (places.TryGetValue(on, out var other))
            {
                at.Refuse("date", other.Off == isOff ? $"{on:yyyy-MM-dd} is listed twice, first at {other.Path}." : $"{on:yyyy-MM-dd} contradicts {other.Path}.");
                continue;
            }

            places.Add(on, (at.Path, isOff));
            days.Add(new HolidayCnDay(on, name, isOff ? DayKind.PublicHoliday : on.IsWeekend() ? DayKind.MakeUpWorkday : DayKind.WorkingDay));
        }

        return days;
    }
}
