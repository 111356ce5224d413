using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

public static class GetOrder
{
    public static async Task<Results<Ok<Order>, Refusal>> Handle(Guid id, Caller caller, OrderReader orders, OrderDesk desk, CancellationToken cancellation) =>
        await orders.FindAsync(Reach.Of(caller.Actor), id, desk.Today, cancellation) is { } order ? TypedResults.Ok(order) : (Refusal)OrderDesk.Unknown;
}
