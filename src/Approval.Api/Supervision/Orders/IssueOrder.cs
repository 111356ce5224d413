using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Workflows.Queries;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

/// <param name="CaseId">May be left out where a card is named.</param>
/// <param name="Requirement">What the office is to do.</param>
/// <param name="Due">Last day for the report; or <paramref name="WorkingDays"/> after today.</param>
/// <param name="CardId">The card it follows from.</param>
public sealed record IssueOrderRequest(string Requirement, Guid? CaseId = null, DateOnly? Due = null, int? WorkingDays = null, Guid? CardId = null);

public static class IssueOrder
{
    public static async Task<Results<Answered<Order>, Refusal>> Handle(
        Posted<IssueOrderRequest> body, HttpContext context, Caller caller, CardReader cards, CaseReader reader, RulebookStore rulebooks, OrderDesk desk, TimeProvider clock, CancellationToken cancellation)
    {
        var key = IdempotencyHeader.Read(context, caller.Actor.Id, body.Bytes);
        var request = body.Value;
        var card = request.CardId is { } cardId ? await cards.FindAsync(Reach.Of(caller.Actor), cardId, cancellation) : null;
        if (request.CardId is not null && (card is null || (request.CaseId ?? card.CaseId) != card.CaseId))
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/cardId", "order.card_unknown", new("没有这张监察牌，或者不属于该办件。", "There is no such card, or it is of another case.")));
        }

        if ((request.CaseId ?? card?.CaseId) is not { } id)
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/caseId", "order.case_missing", new("应当指明办件或者监察牌。", "A case or a card is named.")));
        }

        var (found, refused) = await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation);
        if (found is not { State.File: var file } stored)
        {
            return (Refusal)refused!;
        }

        var now = CivilTime.Stored(clock.GetUtcNow());
        return await desk.RunAsync(
            new CaseRequest(id, new CaseCommand.IssueOrder(request.Requirement, request.Due, request.WorkingDays, card?.Rule), caller.Actor)
            {
                Key = key,
                Answer = outcome =>
                {
                    var issued = OrderDesk.Happened<CaseEvent.OrderIssued>(outcome);
                    var order = new Order(
                        SupervisionIdentity.OfOrder(id, issued.Number), id, file.Number, stored.Application.Project?.Name ?? "", file.Office, file.Procedure, issued.Number, issued.Card,
                        issued.Requirement, issued.Due, "open", 0, new OrderPerson(caller.Actor.Id, caller.Actor.Name), now, null, 0, null, null);
                    return Answers.Render(StatusCodes.Status201Created, order, outcome.Version, $"/api/v1/supervision/orders/{order.Id}");
                },
            },
            cancellation);
    }
}
