using Approval.Api.Identity;

namespace Approval.Api.Absences;

public static class AbsenceRoutes
{
    public static void MapAbsences(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/absences").WithTags("Tasks").RequireAuthorization(Policies.WorkTasks);
        group.MapGet("/", ListAbsences.Handle).WithName("ListAbsences").WithSummary("外出代理: own, and for the head those of the office");
        group.MapPost("/", EnterAbsence.Handle).WithName("EnterAbsence").WithSummary("登记外出 and who stands in");
        group.MapDelete("/{id:guid}", EndAbsence.Handle).WithName("EndAbsence").WithSummary("撤销外出代理");
    }
}
