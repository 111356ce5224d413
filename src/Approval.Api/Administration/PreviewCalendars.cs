using Approval.Api.Http;
using Approval.Workflows.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration;

public static class PreviewCalendars
{
    /// <param name="limit">How many moved cases to tell of; the summary counts all.</param>
    public static async Task<Results<Ok<CalendarPreview>, Refusal>> Handle(
        int? limit, Posted<CalendarFilesRequest> body, CalendarPublication publication, CancellationToken cancellation)
    {
        var (imports, refused) = CalendarFiles.Read(body.Value);
        if (refused is not null)
        {
            return (Refusal)refused;
        }

        var reading = publication.Propose([.. imports]);
        return reading.Proposal is { } proposal
            ? TypedResults.Ok(await publication.PreviewAsync(proposal, Paging.Limit(limit), cancellation))
            : (Refusal)Problem.Of(PublishingRejections.Refused(reading.Findings));
    }
}
