using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Approval.Engine.Calendars;

namespace Approval.Engine.Certificates.Verification;

/// <summary>
/// What the days are, from the files a verifier was given and nothing else. The files are read by <see cref="CalendarReader"/>;
/// what a day is, and every count over days, is worked out here and in <see cref="Recount"/> day by day.
/// </summary>
internal sealed class FiledDays
{
    private const string Week = "国务院关于职工工作时间的规定第七条";
    private const string HolidayRule = "全国年节及纪念日放假办法第二条";

    private const int MostYearsAhead = 10;

    private readonly ImmutableArray<CalendarYear> _years;
    private readonly ImmutableArray<CalendarOverlay> _overlays;
    private readonly Dictionary<DateOnly, CalendarDay> _national;
    private readonly Dictionary<DateOnly, CalendarDay> _listed;

    private FiledDays(ImmutableArray<CalendarYear> years, ImmutableArray<CalendarOverlay> overlays, CertificateCalendar claimed)
    {
        (_years, _overlays, Claimed) = (years, overlays, claimed);
        _national = years.SelectMany(year => year.Days).ToDictionary(day => day.Date);
        _listed = new Dictionary<DateOnly, CalendarDay>(_national);
        foreach (var day in Chain(Origin).Reverse().SelectMany(overlay => overlay.Days))
        {
            _listed[day.Date] = day;
        }
    }

    public CertificateCalendar Claimed { get; }

    /// <summary>Most national working days that the region's own files take off in one year, and most days off that they make worked.</summary>
    public int LocalOff => MostInOneYear(day => !day.Kind.IsWorking());

    public int LocalWorked => MostInOneYear(day => day.Kind.IsWorking());

    /// <summary>The version begins with the region whose file decided.</summary>
    private string Origin => Claimed.Version.Split(':')[0];

    public static (FiledDays? Days, CertificateFault? Fault) Read(IEnumerable<(string File, string Text)> files, CertificateCalendar claimed)
    {
        var (years, overlays) = (new List<CalendarYear>(), new List<CalendarOverlay>());
        foreach (var (file, text) in files)
        {
            var findings = Add(file, text, years, overlays);
            if (findings.FirstOrDefault() is { } finding)
            {
                return (null, new CertificateFault(null, $"calendar {file}", "一份有效的日历文件", $"{finding.Path} {finding.Reason}"));
            }
        }

        if (years.GroupBy(year => year.Year).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return (null, new CertificateFault(null, "calendar", "每年一份日历文件", $"{twice.Key}年有{twice.Count()}份"));
        }

        // A year published later was not known when the certificate was made.
        var known = years.Where(year => year.Year <= claimed.Horizon.Year);
        return (new FiledDays([.. known.OrderBy(year => year.Year)], [.. overlays], claimed), null);
    }

    /// <summary>The day; null when it lies in a published year whose file was not given, or so far ahead that nothing is known.</summary>
    public CalendarDay? Of(DateOnly date)
    {
        if (date.Year > Claimed.Horizon.Year + MostYearsAhead)
        {
            return null;
        }

        if (_listed.TryGetValue(date, out var listed))
        {
            return listed;
        }

        var presumed = date > Claimed.Horizon ? $"；{date.Year}年放假通知尚未公布，系推定" : "";
        if (presumed.Length == 0 && _years.All(year => year.Year != date.Year))
        {
            return null;
        }

        var names = presumed.Length == 0 ? [] : StatutoryHolidays.Of(date.Year).Where(holiday => holiday.Days.Contains(date)).Select(holiday => holiday.Name).ToList();
        if (names.Count > 0)
        {
            return new CalendarDay(date, DayKind.PublicHoliday, HolidayRule + presumed, string.Join('、', names));
        }

        return date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? new CalendarDay(date, DayKind.RestDay, $"每周休息日（{Week}）{presumed}", null)
            : new CalendarDay(date, DayKind.WorkingDay, $"周一至周五工作日（{Week}）{presumed}", null);
    }

    /// <summary>Asked only after <see cref="Missing"/> has been ruled out.</summary>
    public DayKind KindOf(DateOnly date) => Of(date)?.Kind ?? throw new InvalidOperationException($"No file for {date.Year}.");

    public bool IsWorking(DateOnly date) => KindOf(date).IsWorking();

    /// <summary>The first published year between two days whose file is wanting.</summary>
    public int? Missing(DateOnly first, DateOnly last)
    {
        for (var year = first.Year; year <= Math.Min(last.Year, Claimed.Horizon.Year); year++)
        {
            if (_years.All(given => given.Year != year))
            {
                return year;
            }
        }

        return null;
    }

    /// <summary>The version that these files make; null when not every year of the claimed version is given.</summary>
    public string? Version()
    {
        var parts = Claimed.Version.Split(':');
        var first = parts.Length > 1 && int.TryParse(parts[1].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : (int?)null;
        return first is { } from && Missing(new DateOnly(from, 1, 1), Claimed.Horizon) is null
            ? CalendarSet.Build(_years.Where(given => given.Year >= from), _overlays).Set?.For(Claimed.Region).Version
            : null;
    }

    private static ImmutableArray<CalendarFinding> Add(string file, string text, List<CalendarYear> years, List<CalendarOverlay> overlays)
    {
        if (IsOverlay(text))
        {
            var overlay = CalendarReader.ReadOverlay(file, text);
            overlays.AddRange(overlay.Overlay is { } read ? [read] : []);
            return overlay.Findings;
        }

        var reading = CalendarReader.ReadYear(file, text);
        years.AddRange(reading.Year is { } year ? [year] : []);
        return reading.Findings;
    }

    /// <summary>A region's own days have no year; anything else is read as a year and refused as one.</summary>
    private static bool IsOverlay(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object && !json.RootElement.TryGetProperty("year", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The files of a region and of those it takes from, its own first.</summary>
    private IEnumerable<CalendarOverlay> Chain(string region)
    {
        var seen = new HashSet<string>();
        for (var holder = region; CalendarSet.IsRegion(holder) && holder != CalendarSet.National && seen.Add(holder);)
        {
            var own = _overlays.FirstOrDefault(overlay => overlay.Region == holder);
            if (own is not null)
            {
                yield return own;
            }

            holder = own?.Inherits ?? CalendarSet.Above(holder);
        }
    }

    private int MostInOneYear(Func<CalendarDay, bool> side) =>
        _listed.Values
            .Where(day => side(day) && day.Kind.IsWorking() != NationallyWorking(day.Date))
            .CountBy(day => day.Date.Year)
            .Select(count => count.Value)
            .DefaultIfEmpty()
            .Max();

    private bool NationallyWorking(DateOnly date) =>
        _national.TryGetValue(date, out var day) ? day.Kind.IsWorking() : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
