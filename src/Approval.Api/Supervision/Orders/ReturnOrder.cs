using Approval.Api.Http;
using Approval.Engine.Cases;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

/// <param name="Due">The new last day; or <paramref name="WorkingDays"/> after today.</param>
public sealed record ReturnOrderRequest(string Reason, DateOnly? Due = null, int? WorkingDays = null);

/// <summary>退回重办.</summary>
public static class ReturnOrder
{
    public static Task<Results<Answered<Order>, Refusal>> Handle(Guid id, Posted<ReturnOrderRequest> body, OrderDesk desk, CancellationToken cancellation) => desk.RunAsync(
        id,
        body.Bytes,
        number => new CaseCommand.ReturnOrder(number, body.Value.Reason, body.Value.Due, body.Value.WorkingDays),
        (order, outcome, _) => order with
        {
            Status = "open",
            DueOn = OrderDesk.Happened<CaseEvent.OrderReturned>(outcome).Due,
            Returned = order.Returned + 1,
            ReturnReason = body.Value.Reason,
        },
        cancellation);
}
