using Approval.Api.Identity;

namespace Approval.Api.Tasks;

public static class TaskRoutes
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/colleagues", ListColleagues.Handle).WithTags("Tasks").RequireAuthorization(Policies.WorkTasks)
            .WithName("ListColleagues").WithSummary("Who of the own office can be named: as delegate, signer, substitute and so on");

        var group = api.MapGroup("/tasks").WithTags("Tasks");
        group.MapGet("/", ListTasks.Handle).RequireAuthorization(Policies.ReadTasks).WithName("ListTasks").WithSummary("待办: tasks of the office, what is due first on top");
        group.MapGet("/{id:guid}", GetTask.Handle).RequireAuthorization(Policies.ReadTasks).WithName("GetTask").WithSummary("A task");

        group.MapPost("/{id:guid}/mark-read", MarkCopyRead.Handle).RequireAuthorization(Policies.ReadTasks).WithName("MarkCopyRead").WithSummary("抄送已阅");

        // A task command acts on its case: the ETag of the answer is the case's. If-Match is taken when it is given.
        var work = group.MapGroup("/{id:guid}").RequireAuthorization(Policies.WorkTasks);
        work.MapPost("/claim", ClaimTask.Handle).WithName("ClaimTask").WithSummary("签收");
        work.MapPost("/release", ReleaseTask.Handle).WithName("ReleaseTask").WithSummary("释放");
        work.MapPost("/endorse", EndorseTask.Handle).WithName("EndorseTask").WithSummary("审核通过; claims an offered task first");
        work.MapPost("/object", ObjectToTask.Handle).WithName("ObjectToTask").WithSummary("审核不通过, with an opinion");
        work.MapPost("/return", ReturnTask.Handle).WithName("ReturnTask").WithSummary("退回 to an earlier stage, with an opinion");
        work.MapPost("/assign", AssignTask.Handle).WithName("AssignTask").WithSummary("指派, by the head");
        work.MapPost("/transfer", TransferTask.Handle).WithName("TransferTask").WithSummary("转办: handed over for good, with a reason");
        work.MapPost("/delegate", DelegateTask.Handle).WithName("DelegateTask").WithSummary("委派: somebody gives an opinion, the owner signs");
        work.MapPost("/return-delegation", ReturnDelegation.Handle).WithName("ReturnDelegation").WithSummary("委派退还, with an opinion; or taken back by the owner");
        work.MapPost("/add-signer", AddSigner.Handle).WithName("AddSigner").WithSummary("加签 before, beside or after");
        work.MapPost("/remove-signer", RemoveSigner.Handle).WithName("RemoveSigner").WithSummary("减签, on the task of an added signer");
        work.MapPost("/withdraw-opinion", WithdrawOpinion.Handle).WithName("WithdrawOpinion").WithSummary("撤回 of one's own opinion while nobody has acted after it");
        work.MapPost("/urge", UrgeTask.Handle).WithName("UrgeTask").WithSummary("催办 of a task; 429 says when again");
        work.MapPost("/copy", CopyTask.Handle).WithName("CopyTask").WithSummary("抄送: named people may read the case");
    }
}
