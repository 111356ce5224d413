using System.Collections.Immutable;
using System.Text.Json;

namespace Approval.Engine.Calendars;

/// <summary>Either a year, or everything that is wrong with its file.</summary>
public sealed record YearReading(CalendarYear? Year, ImmutableArray<CalendarFinding> Findings);

/// <summary>Either an overlay, or everything that is wrong with its file.</summary>
public sealed record OverlayReading(CalendarOverlay? Overlay, ImmutableArray<CalendarFinding> Findings);

/// <summary>
/// Reads the files of seeds/calendars. Strict: a field nobody knows, a date that does not exist or a day listed twice
/// refuses the whole file, because a calendar that is nearly right moves deadlines silently.
/// </summary>
public static class CalendarReader
{
    /// <param name="file">Name to use in findings.</param>
    /// <param name="text">Content of a CN/&lt;year&gt;.json.</param>
    public static YearReading ReadYear(string file, string text)
    {
        using var json = CalendarJson.Parse(file, text);
        var root = json.Root.WithOnly("region", "year", "notices", "days");
        if (root.Text("region") is { } region && region != CalendarSet.National)
        {
            root.Refuse("region", $"Expected {CalendarSet.National}, but found {region}: the days of a region belong in an overlay.");
        }

        var year = root.Number("year", StatutoryHolidays.FirstYear, StatutoryHolidays.LastYear - 1);
        var notices = Notices(root);
        var days = Days(root, "notice", [DayKind.PublicHoliday, DayKind.MakeUpWorkday]);
        if (year is { } number)
        {
            CheckYear(root, number, notices, days);
        }

        return json.Findings.Count > 0
            ? new YearReading(null, [.. json.Findings])
            : new YearReading(new CalendarYear(file, year!.Value, notices, [.. days.Select(listed => listed.Day)]), []);
    }

    /// <param name="file">Name to use in findings.</param>
    /// <param name="text">Content of a &lt;region&gt;.json.</param>
    public static OverlayReading ReadOverlay(string file, string text)
    {
        using var json = CalendarJson.Parse(file, text);
        var root = json.Root.WithOnly("region", "inherits", "days");
        var region = root.Text("region");
        if (region is not null && (region == CalendarSet.National || !CalendarSet.IsRegion(region)))
        {
            root.Refuse("region", $"Expected a six-digit GB/T 2260 code, but found {region}.");
        }

        var inherits = root.OptionalText("inherits");
        if (inherits is not null && (!CalendarSet.IsRegion(inherits) || inherits == region))
        {
            root.Refuse("inherits", $"Expected {CalendarSet.National} or the code of another division, but found {inherits}.");
        }

        var days = Days(root, "source", [.. Enum.GetValues<DayKind>()]);
        return json.Findings.Count > 0
            ? new OverlayReading(null, [.. json.Findings])
            : new OverlayReading(new CalendarOverlay(file, region!, inherits, [.. days.Select(listed => listed.Day)]), []);
    }

    private static ImmutableArray<HolidayNotice> Notices(JsonAt root)
    {
        var notices = ImmutableArray.CreateBuilder<HolidayNotice>();
        foreach (var item in root.Items("notices"))
        {
            var at = item.WithOnly("number", "published", "title", "url");
            var (number, published) = (at.Text("number"), at.Date("published"));
            var (title, url) = (at.OptionalText("title"), at.OptionalText("url"));
            if (number is null || published is null)
            {
                continue;
            }

            if (notices.Any(other => other.Number == number))
            {
                at.Refuse("number", $"{number} is listed twice.");
            }

            notices.Add(new HolidayNotice(number, published.Value, title, url));
        }

        return notices.ToImmutable();
    }

    private static List<ListedDay> Days(JsonAt root, string sourceField, ImmutableArray<DayKind> kinds)
    {
        var days = new List<ListedDay>();
        foreach (var item in root.Items("days"))
        {
            var at = item.WithOnly("date", "name", "kind", sourceField);
            var (date, name, kind, source) = (at.Date("date"), at.Text("name"), Kind(at, kinds), at.Text(sourceField));
            if (date is null || name is null || kind is null || source is null)
            {
                continue;
            }

            var listed = new ListedDay(at, new CalendarDay(date.Value, kind.Value, source, name));
            CheckWeekday(listed);
            if (days.Find(other => other.Day.Date == date) is { } other)
            {
                at.Refuse("date", other.Day.Kind == kind
                    ? $"{date:yyyy-MM-dd} is listed twice, first at {other.At.Path}."
                    : $"{date:yyyy-MM-dd} contradicts {other.At.Path}, which makes it a {Spell(other.Day.Kind)}.");
            }

            days.Add(listed);
        }

        return days;
    }

    private static DayKind? Kind(JsonAt at, ImmutableArray<DayKind> kinds)
    {
        if (at.Text("kind") is not { } text)
        {
            return null;
        }

        foreach (var kind in kinds)
        {
            if (Spell(kind) == text)
            {
                return kind;
            }
        }

        at.Refuse("kind", $"Expected {string.Join(" or ", kinds.Select(Spell))}, but found {text}.");
        return null;
    }

    private static string Spell(DayKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>Only a weekend day can be worked in exchange or be an ordinary day of rest; only a weekday can be an ordinary working day.</summary>
    private static void CheckWeekday(ListedDay listed)
    {
        var (date, kind) = (listed.Day.Date, listed.Day.Kind);
        if (kind is DayKind.MakeUpWorkday or DayKind.RestDay && !date.IsWeekend())
        {
            listed.At.Refuse("date", $"{date:yyyy-MM-dd} is a {date.DayOfWeek}, but a {Spell(kind)} must be a Saturday or a Sunday.");
        }
        else if (kind is DayKind.WorkingDay && date.IsWeekend())
        {
            listed.At.Refuse("date", $"{date:yyyy-MM-dd} is a {date.DayOfWeek}: a weekend day that is worked is a {Spell(DayKind.MakeUpWorkday)}.");
        }
    }

    private static void CheckYear(JsonAt root, int year, ImmutableArray<HolidayNotice> notices, List<ListedDay> days)
    {
        foreach (var (at, day) in days)
        {
            if (day.Date.Year != year)
            {
                at.Refuse("date", $"{day.Date:yyyy-MM-dd} is outside {year}.");
            }

            if (notices.All(notice => notice.Number != day.Source))
            {
                at.Refuse("notice", $"{day.Source} is not among the notices of this file.");
            }
        }

        var off = days.Where(listed => listed.Day.Kind == DayKind.PublicHoliday).Select(listed => listed.Day.Date).ToHashSet();
        foreach (var (name, date) in StatutoryHolidays.Of(year).SelectMany(holiday => holiday.Days.Select(date => (holiday.Name, date))))
        {
            if (!off.Contains(date))
            {
                root.Refuse("days", $"{date:yyyy-MM-dd} ({name}) is a day off by {StatutoryHolidays.Basis}, but is not listed as one.");
            }
        }
    }

    private sealed record ListedDay(JsonAt At, CalendarDay Day);
}
