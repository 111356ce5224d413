using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Workflows;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Stepping;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public sealed record WriteOffCardRequest(string Reason);

public static class WriteOffCard
{
    private static readonly Problem NotFound = Problems.NotFound("card.not_found", "没有这张监察牌。", "There is no such card.");

    public static async Task<Results<Answered<SupervisionCard>, Refusal>> Handle(
        Guid id, Posted<WriteOffCardRequest> body, HttpContext context, Caller caller, CardReader cards, CaseRunner runner, TimeProvider clock, CancellationToken cancellation)
    {
        var key = IdempotencyHeader.Read(context, caller.Actor.Id, body.Bytes);
        if (await cards.FindAsync(Reach.Of(caller.Actor), id, cancellation) is not { } card)
        {
            return (Refusal)NotFound;
        }

        var written = card with { WrittenOff = new CardWriteOff(CivilTime.Stored(clock.GetUtcNow()), caller.Actor.Id, body.Value.Reason) };
        var outcome = await runner.RunAsync(
            new CaseRequest(card.CaseId, new CaseCommand.WriteOffCard(card.Rule, body.Value.Reason), caller.Actor)
            {
                Key = key,
                Answer = after => Answers.Render(StatusCodes.Status200OK, written, after.Version),
            },
            cancellation);
        return outcome is { Rejection: null, Answer: { } answer }
            ? new Answered<SupervisionCard>(answer, outcome.Replayed)
            : (Refusal)Problem.Of(outcome.Rejection!);
    }
}
