using Approval.Api.Identity;
using Approval.Workflows.Queries.Supervision;

namespace Approval.Api.Supervision.Orders;

public static class OrderRoutes
{
    public static void MapOrders(this IEndpointRouteBuilder supervision)
    {
        var orders = supervision.MapGroup("/orders");
        orders.MapGet("/", ListOrders.Handle).RequireAuthorization(Policies.ReadOrders).WithName("ListOrders").WithSummary("督办: of the own office and, for supervisors, those below");
        orders.MapGet("/{id:guid}", GetOrder.Handle).RequireAuthorization(Policies.ReadOrders).WithName("GetOrder").WithSummary("An order with its report");
        orders.MapPost("/", IssueOrder.Handle).RequireAuthorization(Policies.OrderSupervision)
            .WithName("IssueOrder").WithSummary("限时督办: requires something of the office by a day").Produces<Order>(StatusCodes.Status201Created);
        orders.MapPost("/{id:guid}/answer", AnswerOrder.Handle).RequireAuthorization(Policies.AnswerOrders).WithName("AnswerOrder").WithSummary("The office reports what was done");
        orders.MapPost("/{id:guid}/return", ReturnOrder.Handle).RequireAuthorization(Policies.OrderSupervision).WithName("ReturnOrder").WithSummary("退回重办, with a new last day");
        orders.MapPost("/{id:guid}/close", CloseOrder.Handle).RequireAuthorization(Policies.OrderSupervision).WithName("CloseOrder").WithSummary("销号");
    }
}
