using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration;

/// <param name="Publication">Null when everything in the files is in force already.</param>
public sealed record PublishedCalendars(PublicationRecord? Publication);

public static class PublishCalendars
{
    public static async Task<Results<Ok<PublishedCalendars>, Refusal>> Handle(
        Posted<CalendarFilesRequest> body, Caller caller, CalendarPublication publication, CancellationToken cancellation)
    {
        var (imports, refused) = CalendarFiles.Read(body.Value);
        if (refused is not null)
        {
            return (Refusal)refused;
        }

        var reading = publication.Propose([.. imports]);
        if (reading.Proposal is not { } proposal)
        {
            return (Refusal)Problem.Of(PublishingRejections.Refused(reading.Findings));
        }

        var outcome = await publication.PublishAsync(proposal, caller.Actor, body.Value.Reason ?? "", cancellation);
        return outcome.Rejection is { } rejection
            ? (Refusal)Problem.Of(rejection)
            : TypedResults.Ok(new PublishedCalendars(outcome.Publication is { } id ? await publication.FindAsync(id, cancellation) : null));
    }
}
