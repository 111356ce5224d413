using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public static class ListBreaches
{
    private const string Day = "yyyy-MM-dd";

    /// <param name="unexplained">True: only those whose public reason is missing.</param>
    public static async Task<Ok<Page<Breach>>> Handle(
        string? procedure, bool? unexplained, string? cursor, int? limit, Caller caller, BreachReader breaches, TimeProvider clock, CancellationToken cancellation)
    {
        var page = await breaches.ReadAsync(
            new Reach(caller.Actor.Office!),
            new BreachFilter(procedure, unexplained ?? false),
            Position(cursor),
            Paging.Limit(limit),
            CivilTime.DayOf(clock.GetUtcNow()),
            cancellation);
        return TypedResults.Ok(new Page<Breach>(page.Breaches, page.Next is { } next ? Cursor(next) : null));
    }

    private static BreachPosition Position(string? cursor)
    {
        if (Paging.Parts(cursor, "breaches", 4) is not [var on, var id, var clockId, var ticks])
        {
            return BreachPosition.Newest;
        }

        return DateOnly.TryParseExact(on, Day, out var day) && Guid.TryParse(id, out var caseId)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new BreachPosition(day, caseId, clockId, new DateTimeOffset(at, TimeSpan.Zero))
            : throw Paging.InvalidCursor();
    }

    private static string Cursor(BreachPosition next) => Paging.Cursor(
        "breaches", next.BreachedOn.ToString(Day, CultureInfo.InvariantCulture), next.CaseId.ToString(), next.ClockId, next.BreachedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
