using Approval.Api.Identity;

namespace Approval.Api.Tasks;

public static class TaskRoutes
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tasks").WithTags("Tasks");
        group.MapGet("/", ListTasks.Handle).RequireAuthorization(Policies.ReadTasks).WithName("ListTasks").WithSummary("待办: tasks of the office, what is due first on top");
        group.MapGet("/{id:guid}", GetTask.Handle).RequireAuthorization(Policies.ReadTasks).WithName("GetTask").WithSummary("A task");

        // A task command acts on its case: the ETag of the answer is the case's. If-Match is taken when it is given.
        var work = group.MapGroup("/{id:guid}").RequireAuthorization(Policies.WorkTasks);
        work.MapPost("/claim", ClaimTask.Handle).WithName("ClaimTask").WithSummary("签收");
        work.MapPost("/release", ReleaseTask.Handle).WithName("ReleaseTask").WithSummary("释放");
        work.MapPost("/endorse", EndorseTask.Handle).WithName("EndorseTask").WithSummary("审核通过; claims an offered task first");
        work.MapPost("/object", ObjectToTask.Handle).WithName("ObjectToTask").WithSummary("审核不通过, with an opinion");
        work.MapPost("/return", ReturnTask.Handle).WithName("ReturnTask").WithSummary("退回 to an earlier stage, with an opinion");
    }
}
