namespace Approval.Engine.Calendars.Publishing;

/// <summary>
/// Turns the days of a notice's year into the calendar years that our files hold. A day that stays what it is keeps the notice that
/// made it so; every other one rests on the notice named.
/// </summary>
internal sealed class NoticeYear
{
    private readonly CalendarSet inForce;
    private readonly HolidayCnYear listed;
    private readonly HolidayNotice notice;
    private readonly ILookup<int, HolidayCnDay> days;

    public NoticeYear(CalendarSet inForce, HolidayCnYear listed, HolidayNotice notice)
    {
        (this.inForce, this.listed) = (inForce, listed);
        this.notice = notice with { Url = notice.Url ?? (listed.Papers is [var only] ? only : null) };
        days = listed.Days.ToLookup(day => day.Date.Year);
    }

    /// <summary>Days of a year before the calendar begins, such as those of late December that the first year's notice arranged.</summary>
    public IEnumerable<DateOnly> BeforeFirst => days[listed.Year - 1].Where(_ => Known(listed.Year - 1) is null && listed.Year <= inForce.Years[0].Year).Select(day => day.Date);

    /// <summary>Days of a year beside this one that has no file to hold them.</summary>
    public IEnumerable<DateOnly> PastHorizon => days
        .Where(group => group.Key != listed.Year && Known(group.Key) is null)
        .SelectMany(group => group)
        .Select(day => day.Date)
        .Except(BeforeFirst);

    public IEnumerable<CalendarYear> Years()
    {
        yield return Year(listed.Year, Known(listed.Year)?.Days.Where(MadeByNextYear) ?? []);
        foreach (var beside in new[] { Known(listed.Year - 1), Known(listed.Year + 1) }.OfType<CalendarYear>())
        {
            yield return Year(beside.Year, beside.Days.Where(day => !MadeByThisYear(day)));
        }
    }

    private CalendarYear? Known(int year) => inForce.Years.FirstOrDefault(known => known.Year == year);

    /// <summary>New Year's days of December stand in this year's file, but with the number of the next year's notice.</summary>
    private bool MadeByNextYear(CalendarDay day) => Cites(listed.Year + 1, day.Source);

    /// <summary>A day beside this year that an earlier notice for this year arranged; a revision lists it again or takes it back.</summary>
    private bool MadeByThisYear(CalendarDay day) => day.Source == notice.Number || Cites(listed.Year, day.Source);

    private bool Cites(int year, string number) =>
        Known(year) is { } known && known.Days.Any(day => day.Source == number) && Owner(number) == year;

    /// <summary>The year a notice arranges is the one it gives the most days.</summary>
    private int Owner(string number) =>
        inForce.Years.MaxBy(year => year.Days.Count(day => day.Source == number))!.Year;

    private CalendarYear Year(int year, IEnumerable<CalendarDay> kept)
    {
        var before = Known(year)?.Days.ToDictionary(day => day.Date) ?? [];
        var now = kept.ToDictionary(day => day.Date);
        foreach (var day in days[year])
        {
            now[day.Date] = before.TryGetValue(day.Date, out var same) && same.Kind == day.Kind
                ? same
                : new CalendarDay(day.Date, day.Kind, notice.Number, day.Name);
        }

        var earlier = Known(year)?.Notices ?? [];
        var isNamed = earlier.Any(other => other.Number == notice.Number) || now.Values.ToHashSet().SetEquals(before.Values);
        return new CalendarYear($"{year}", year, isNamed ? earlier : earlier.Add(notice), [.. now.Values.OrderBy(day => day.Date)]);
    }
}
