using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public static class ReadOverview
{
    /// <param name="since">Breaches from this day on; the first day of the year unless said.</param>
    public static async Task<Results<Ok<SupervisionOverview>, Refusal>> Handle(
        DateOnly? since, Caller caller, OverviewReader overview, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var today = CivilTime.DayOf(clock.GetUtcNow());
        if (!rulebooks.Current.Offices.TryGetValue(caller.Actor.Office!, out var office))
        {
            return (Refusal)Problems.Forbidden("access.office_unknown", "您所在的机关不在册。", "The office you serve in is not on record.");
        }

        return TypedResults.Ok(await overview.ReadAsync(
            Reach.Of(caller.Actor), today, since ?? new DateOnly(today.Year, 1, 1), rulebooks.Current.CalendarOf(office), cancellation));
    }
}
