using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Approval.Engine.Calendars;

/// <summary>The days of one region laid out for counting: prefix sums over day ordinals and the list of working days.</summary>
internal sealed class DayTable
{
    /// <summary>Deadlines are weeks, certificates years; past this many unpublished years the fallback says nothing useful.</summary>
    private const int YearsPastHorizon = 10;

    private const string Week = "国务院关于职工工作时间的规定第七条";

    private readonly FrozenDictionary<DateOnly, CalendarDay> _listed;

    /// <param name="origin">The region whose file decided.</param>
    /// <param name="listed">Every day a notice or a local rule names.</param>
    /// <param name="local">What the region's own rules have done to a year beside the national notices.</param>
    public DayTable(string origin, DateOnly first, DateOnly horizon, IReadOnlyDictionary<DateOnly, CalendarDay> listed, LocalCustom local)
    {
        First = first;
        Horizon = horizon;
        Last = new DateOnly(Math.Min(horizon.Year + YearsPastHorizon, StatutoryHolidays.LastYear - 1), 12, 31);
        _listed = listed.Values.Concat(Expected()).ToFrozenDictionary(day => day.Date);
        Kinds = [.. Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(index => Kind(First.AddDays(index)))];
        Before = new int[Kinds.Length + 1];
        for (var index = 0; index < Kinds.Length; index++)
        {
            Before[index + 1] = Before[index] + (Kinds[index].IsWorking() ? 1 : 0);
        }

        Working = [.. Enumerable.Range(0, Kinds.Length).Where(index => Kinds[index].IsWorking()).Select(First.AddDays)];
        Listed = listed;
        Coming = new ComingNotices(horizon, Last, local);
        Version = $"{origin}:{first.Year}-{horizon.Year}:{Digest(local)}";
    }

    public DateOnly First { get; }

    public DateOnly Horizon { get; }

    public DateOnly Last { get; }

    public string Version { get; }

    public DayKind[] Kinds { get; }

    /// <summary>Working days before each day, by its index from <see cref="First"/>; one entry more than there are days.</summary>
    public int[] Before { get; }

    public DateOnly[] Working { get; }

    public IReadOnlyDictionary<DateOnly, CalendarDay> Listed { get; }

    public ComingNotices Coming { get; }

    public CalendarDay Describe(DateOnly date)
    {
        if (_listed.TryGetValue(date, out var listed))
        {
            return listed;
        }

        var rule = date.IsWeekend() ? "每周休息日" : "周一至周五工作日";
        var known = date > Horizon ? $"；{date.Year}年放假通知尚未公布，系推定" : "";
        return new CalendarDay(date, Kind(date), $"{rule}（{Week}）{known}", null);
    }

    private IEnumerable<CalendarDay> Expected() =>
        from year in Enumerable.Range(Horizon.Year + 1, Last.Year - Horizon.Year)
        from holiday in StatutoryHolidays.Of(year)
        from day in holiday.Days
        group holiday.Name by day into names
        select new CalendarDay(
            names.Key,
            DayKind.PublicHoliday,
            $"{StatutoryHolidays.Basis}；{names.Key.Year}年放假通知尚未公布，系推定",
            string.Join('、', names));

    private DayKind Kind(DateOnly date) =>
        _listed.TryGetValue(date, out var day) ? day.Kind
        : date.IsWeekend() ? DayKind.RestDay
        : DayKind.WorkingDay;

    private string Digest(LocalCustom local)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{First:yyyy-MM-dd} {Horizon:yyyy-MM-dd} {Last:yyyy-MM-dd} {local.Off} {local.Worked}\n");
        foreach (var day in _listed.Values.OrderBy(day => day.Date))
        {
            text.Append(CultureInfo.InvariantCulture, $"{day.Date:yyyy-MM-dd}|{day.Kind}|{day.Source}|{day.Name}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}

internal static class Weeks
{
    public static bool IsWeekend(this DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
