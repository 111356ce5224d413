using Approval.Api.Http;
using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Calendars;

/// <param name="Earliest">Lower bound while the answer is provisional.</param>
/// <param name="Latest">Upper bound while the answer is provisional.</param>
public sealed record DeadlineView(
    DateOnly Date,
    bool Provisional,
    DateOnly? Earliest,
    DateOnly? Latest,
    string CalendarVersion,
    DateOnly Horizon,
    IReadOnlyList<CountedDay> Days);

public static class ComputeDeadline
{
    private const int MostUnits = 1000;

    /// <param name="from">The day of the event that the limit counts from.</param>
    /// <param name="unit">workingDay, calendarDay or month.</param>
    /// <param name="countFrom">nextDay (民法典 art 201) unless said.</param>
    public static Results<Ok<DeadlineView>, Refusal> Handle(string region, DateOnly from, int amount, Word<TimeUnit>? unit, Word<CountFrom>? countFrom, RulebookStore rulebooks)
    {
        if (!CalendarSet.IsRegion(region))
        {
            return (Refusal)CalendarRoutes.UnknownRegion;
        }

        var limit = new TimeLimit(amount, unit?.Value ?? TimeUnit.WorkingDay, countFrom?.Value ?? CountFrom.NextDay, "");
        if (amount is < 0 or > MostUnits || limit.Unit == TimeUnit.WorkingHour)
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/amount", "limit.invalid", new(
                $"amount 应为0至{MostUnits}，unit 应为 workingDay、calendarDay 或 month。", $"Expected amount to be 0 to {MostUnits} and unit to be workingDay, calendarDay or month.")));
        }

        var calendar = rulebooks.Current.Calendars.For(region);
        try
        {
            var deadline = DeadlineRule.For(limit, from, 0, [], calendar)!;
            var (earliest, latest) = deadline.Provisional ? (deadline.Earliest, deadline.Latest) : ((DateOnly?)null, (DateOnly?)null);
            return TypedResults.Ok(new DeadlineView(deadline.Due, deadline.Provisional, earliest, latest, calendar.Version, calendar.Horizon, [.. Days(limit, from, deadline.Due, calendar)]));
        }
        catch (ArgumentOutOfRangeException)
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/from", "calendar.out_of_range", new(
                $"只能计算{calendar.First:yyyy-MM-dd}至{calendar.Last:yyyy-MM-dd}之间的期限。", $"Only limits from {calendar.First:yyyy-MM-dd} to {calendar.Last:yyyy-MM-dd} can be computed.")));
        }
    }

    /// <summary>Every day from the first that may count to the last, with the running count.</summary>
    private static IEnumerable<CountedDay> Days(TimeLimit limit, DateOnly from, DateOnly due, WorkingCalendar calendar)
    {
        var running = 0;
        var end = limit.Unit == TimeUnit.CalendarDay ? limit.Amount : int.MaxValue;
        for (var date = limit.CountFrom == CountFrom.SameDay ? from : from.AddDays(1); date <= due; date = date.AddDays(1))
        {
            var day = calendar.Describe(date);
            var counted = limit.Unit == TimeUnit.WorkingDay ? day.Kind.IsWorking() : running < end;
            running += counted ? 1 : 0;
            yield return new CountedDay(date, day.Kind, counted, running, day.Source);
        }
    }
}
