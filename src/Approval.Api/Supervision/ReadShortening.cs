using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

/// <param name="From">First day of decision.</param>
/// <param name="Through">Last day of decision.</param>
public sealed record ShorteningReport(DateOnly From, DateOnly Through, IReadOnlyList<VersionShortening> Versions);

public static class ReadShortening
{
    /// <param name="from">First day of decision; left out: the first day of the year.</param>
    /// <param name="through">Last day of decision; left out: today.</param>
    public static async Task<Results<Ok<ShorteningReport>, Refusal>> Handle(
        DateOnly? from, DateOnly? through, Caller caller, ShorteningReader shortening, TimeProvider clock, CancellationToken cancellation)
    {
        var today = CivilTime.DayOf(clock.GetUtcNow());
        var (first, last) = (from ?? new DateOnly(today.Year, 1, 1), through ?? today);
        return first > last
            ? (Refusal)Problems.BadRequest("request.parameter", "from 不得晚于 through。", "Expected from to be through or an earlier day.")
            : TypedResults.Ok(new ShorteningReport(first, last, await shortening.ReadAsync(Reach.Of(caller.Actor), first, last, cancellation)));
    }
}
