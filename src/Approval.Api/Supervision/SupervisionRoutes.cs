using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Supervision.Orders;

namespace Approval.Api.Supervision;

public static class SupervisionRoutes
{
    public static void MapSupervision(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/supervision").WithTags("Supervision");
        var read = group.MapGroup("/").RequireAuthorization(Policies.Supervise);
        read.WithRequestTimeout(EdgeSetup.LongLook);
        read.MapGet("/overview", ReadOverview.Handle).WithName("ReadOverview").WithSummary("Open cases by lamp, what is due, breaches by procedure and office; own office and those below");
        read.MapGet("/breaches", ListBreaches.Handle).WithName("ListBreaches").WithSummary("Which clock, which step, who held it, which suspension, the published reason");
        read.MapGet("/cards", ListCards.Handle).WithName("ListCards").WithSummary("预警、黄牌、红牌");
        read.MapGet("/timers", ReadTimers.Handle).WithName("ReadTimers").WithSummary("What the reconciler found: every running clock has its timer");
        read.MapGet("/reports/shortening", ReadShortening.Handle).WithName("ReadShortening").WithSummary("压减时限: law, promise and actual working days by procedure and version, time saved");
        group.MapPost("/cards/{id:guid}/write-off", WriteOffCard.Handle).RequireAuthorization(Policies.WriteOff)
            .WithName("WriteOffCard").WithSummary("核销, with a reason; the card stays on record");
        group.MapOrders();
    }
}
