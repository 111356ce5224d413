using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Cases;
using Approval.Workflows;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Stepping;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public sealed record WriteOffCardRequest(string Reason);

public static class WriteOffCard
{
    public static async Task<Results<Ok<SupervisionCard>, Refusal>> Handle(
        Guid id, Posted<WriteOffCardRequest> body, Caller caller, CardReader cards, CaseRunner runner, CancellationToken cancellation)
    {
        var reach = Reach.Of(caller.Actor);
        if (await cards.FindAsync(reach, id, cancellation) is not { } card)
        {
            return (Refusal)NotFound;
        }

        var outcome = await runner.RunAsync(new CaseRequest(card.CaseId, new CaseCommand.WriteOffCard(card.Rule, body.Value.Reason), caller.Actor), cancellation);
        return outcome.Rejection is { } rejection ? (Refusal)Problem.Of(rejection)
            : await cards.FindAsync(reach, id, cancellation) is { } written ? TypedResults.Ok(written)
            : (Refusal)NotFound;
    }

    private static Problem NotFound => Problems.NotFound("card.not_found", "没有这张监察牌。", "There is no such card.");
}
