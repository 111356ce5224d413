using Approval.Api.Http;
using Approval.Engine.Calendars;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Calendars;

/// <param name="Horizon">The last day that a published notice covers.</param>
public sealed record CalendarYearView(
    string Region,
    int Year,
    string Version,
    DateOnly Horizon,
    int WorkingDays,
    IReadOnlyList<HolidayNotice> Notices,
    IReadOnlyList<CalendarDay> Days);

public static class GetCalendarYear
{
    public static Results<Ok<CalendarYearView>, Refusal> Handle(string region, int year, RulebookStore rulebooks)
    {
        if (!CalendarSet.IsRegion(region))
        {
            return (Refusal)CalendarRoutes.UnknownRegion;
        }

        var calendars = rulebooks.Current.Calendars;
        if (calendars.Years.FirstOrDefault(published => published.Year == year) is not { } source)
        {
            return (Refusal)Problems.NotFound("calendar.year_unpublished", $"{year}年的节假日安排尚未发布或未收录。", $"The holidays of {year} are not published, or not held here.");
        }

        var calendar = calendars.For(region);
        var first = new DateOnly(year, 1, 1);
        List<CalendarDay> days = [.. Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(n => calendar.Describe(first.AddDays(n)))];
        return TypedResults.Ok(new CalendarYearView(region, year, calendar.Version, calendar.Horizon, days.Count(day => day.Kind.IsWorking()), source.Notices, days));
    }
}
