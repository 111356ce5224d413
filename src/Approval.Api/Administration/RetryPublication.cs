using Approval.Api.Http;
using Approval.Workflows.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration;

/// <param name="Settled">Cases that are recomputed now, or needed nothing any more.</param>
/// <param name="Aside">Cases that still cannot be recomputed, each with its failure.</param>
public sealed record RetriedPublication(int Settled, IReadOnlyList<CaseAside> Aside, PublicationRecord Publication);

/// <summary>Takes up the cases that the recomputation put aside. Asked again it goes on with what is left.</summary>
public static class RetryPublication
{
    public static async Task<Results<Ok<RetriedPublication>, Refusal>> Handle(
        long id, CalendarPublication publication, CalendarRecomputation recomputation, CancellationToken cancellation)
    {
        if (await publication.FindAsync(id, cancellation) is not { } record)
        {
            return (Refusal)GetPublication.Unknown;
        }

        if (await publication.ListAsync(1, cancellation: cancellation) is [var newest] && newest.Id != id)
        {
            return (Refusal)Problem.Of(PublishingRejections.Superseded(newest.Id));
        }

        if (record.Recomputation.FinishedAt is null)
        {
            return (Refusal)Problem.Of(PublishingRejections.UnderWay);
        }

        var settled = await recomputation.RetryAsync(id, await publication.AsideAsync(id, cancellation), cancellation);
        return TypedResults.Ok(new RetriedPublication(settled, await publication.AsideAsync(id, cancellation), (await publication.FindAsync(id, cancellation))!));
    }
}
