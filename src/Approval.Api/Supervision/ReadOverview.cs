using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public static class ReadOverview
{
    /// <param name="since">Breaches from this day on; the first day of the year unless said.</param>
    public static async Task<Ok<SupervisionOverview>> Handle(
        DateOnly? since, Caller caller, OverviewReader overview, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var today = CivilTime.DayOf(clock.GetUtcNow());
        var office = rulebooks.Current.Offices[caller.Actor.Office!];
        return TypedResults.Ok(await overview.ReadAsync(
            new Reach(office.Code), today, since ?? new DateOnly(today.Year, 1, 1), rulebooks.Current.CalendarOf(office), cancellation));
    }
}
