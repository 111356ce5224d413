using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

public static class ListOrders
{
    /// <param name="status">open, answered or closed.</param>
    /// <param name="overdue">True: only those whose report is late and still missing.</param>
    public static async Task<Ok<Page<Order>>> Handle(
        string? status, Guid? caseId, bool? overdue, string? cursor, int? limit, Caller caller, OrderReader orders, OrderDesk desk, CancellationToken cancellation)
    {
        if (status is not (null or "open" or "answered" or "closed"))
        {
            throw new RefusedException(Problems.BadRequest("request.parameter", "status 应为 open、answered 或 closed。", "Expected status to be open, answered or closed."));
        }

        var page = await orders.ReadAsync(
            Reach.Of(caller.Actor), new OrderFilter(status, caseId, overdue ?? false), Position(cursor), Paging.Limit(limit), desk.Today, cancellation);
        return TypedResults.Ok(new Page<Order>(
            page.Orders,
            page.Next is { } next ? Paging.Cursor("orders", next.IssuedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), next.Id.ToString()) : null));
    }

    private static OrderPosition Position(string? cursor) => Paging.Parts(cursor, "orders", 2) switch
    {
        null => OrderPosition.Newest,
        [var ticks, var id] when long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var order) =>
            new OrderPosition(new DateTimeOffset(at, TimeSpan.Zero), order),
        _ => throw Paging.InvalidCursor(),
    };
}
