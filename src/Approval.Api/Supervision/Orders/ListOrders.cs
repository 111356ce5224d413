using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Http.Tables;
using Approval.Api.Identity;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

public static class ListOrders
{
    private static readonly Table<Order> Export = new(
        "orders",
        "督办台账",
        [
            ("办件编号", row => row.CaseNumber), ("项目名称", row => row.ProjectName), ("承办机关", row => row.Office), ("事项代码", row => row.Procedure), ("序号", row => row.Number),
            ("督办要求", row => row.Requirement), ("督办人", row => row.IssuedBy.Name), ("督办时间", row => row.IssuedAt), ("办理期限", row => row.DueOn),
            ("状态", row => row.Status switch { "open" => "待反馈", "answered" => "已反馈", _ => "已销号" }), ("超期工作日", row => row.LateWorkingDays),
            ("办理情况", row => row.Report?.Text), ("反馈人", row => row.Report?.By.Name), ("反馈日", row => row.Report?.On), ("退回次数", row => row.Returned),
            ("退回理由", row => row.ReturnReason), ("销号结论", row => row.Closed?.Conclusion), ("销号时间", row => row.Closed?.At),
        ]);

    /// <param name="status">open, answered or closed.</param>
    /// <param name="overdue">True: only those whose report is late and still missing.</param>
    public static async Task<Results<Ok<Page<Order>>, TableAnswer>> Handle(
        string? status, Guid? caseId, bool? overdue, string? cursor, int? limit, HttpRequest request, Caller caller, OrderReader orders, OrderDesk desk, CancellationToken cancellation)
    {
        if (status is not (null or "open" or "answered" or "closed"))
        {
            throw new RefusedException(Problems.BadRequest("request.parameter", "status 应为 open、answered 或 closed。", "Expected status to be open, answered or closed."));
        }

        var format = TableFormat.Wanted(request);
        var page = await orders.ReadAsync(
            Reach.Of(caller.Actor), new OrderFilter(status, caseId, overdue ?? false), Position(cursor), format is null ? Paging.Limit(limit) : Table.MostRows + 1, desk.Today, cancellation);
        return format is not null ? Export.Answer(format, page.Orders) : TypedResults.Ok(new Page<Order>(
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
