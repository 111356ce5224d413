using Approval.Api.Http;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

public sealed record CloseOrderRequest(string Conclusion);

/// <summary>销号.</summary>
public static class CloseOrder
{
    public static Task<Results<Answered<Order>, Refusal>> Handle(Guid id, Posted<CloseOrderRequest> body, OrderDesk desk, TimeProvider clock, CancellationToken cancellation) => desk.RunAsync(
        id,
        body.Bytes,
        number => new CaseCommand.CloseOrder(number, body.Value.Conclusion),
        (order, _, me) => order with { Status = "closed", Closed = new OrderClosing(body.Value.Conclusion, me, CivilTime.Stored(clock.GetUtcNow())) },
        cancellation);
}
