using Approval.Api.Audit;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Proceedings;

namespace Approval.Api.Cases;

public static class CaseRoutes
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/cases").WithTags("Cases");
        group.MapPost("/", FileCase.Handle).RequireAuthorization(Policies.FileCases).Produces<Receipt>(StatusCodes.Status201Created)
            .WithName("FileCase").WithSummary("收件: file an application; answers the signed receipt");
        group.MapPost("/track", TrackCase.Handle).AllowAnonymous()
            .WithName("TrackCase").WithSummary("Public status by case number and tracking code");

        var read = group.MapGroup("/").RequireAuthorization(Policies.ReadCases);
        read.MapGet("/", ListCases.Handle).WithMetadata(new ReadsPersonalData()).WithName("ListCases").WithSummary("The work list: what the caller may see, filtered");
        read.MapGet("/{id:guid}", GetCase.Handle).WithMetadata(new ReadsPersonalData()).WithName("GetCase").WithSummary("A case");
        read.MapGet("/{id:guid}/clock", GetCaseClock.Handle).WithName("GetCaseClock").WithSummary("The ledger of a case and the clocks derived from it");

        read.MapGet("/{id:guid}/certificate", GetCertificate.Handle).Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: "text/html")
            .WithName("GetCertificate").WithSummary("期限计算单: the days of a deadline one by one, with a hash; as a page when HTML is asked for");
        read.MapGet("/{id:guid}/attribution", GetAttribution.Handle).WithName("GetAttribution").WithSummary("Who held the time; sums exactly");

        read.MapGet("/{id:guid}/process", GetCaseProcess.Handle).Produces<Engine.Progress.CaseProgress>(StatusCodes.Status200OK, "application/json", "application/bpmn+xml")
            .WithName("GetCaseProcess").WithSummary("办理进程: done, open and ahead, with forecast dates; as a picture when BPMN is asked for");

        // Each answers the case as it stands afterwards, and needs If-Match.
        var act = group.MapGroup("/{id:guid}").RequireAuthorization(Policies.CommandCases).WithMetadata(new NeedsIfMatch());
        act.MapPost("/request-correction", RequestCorrection.Handle).WithName("RequestCorrection").WithSummary("补正告知 (art 32): the one-time notice of all that is missing");
        act.MapPost("/submit-correction", SubmitCorrection.Handle).WithName("SubmitCorrection").WithSummary("提交补正材料");
        act.MapPost("/accept", AcceptCase.Handle).WithName("AcceptCase").WithSummary("受理 (art 32)");
        act.MapPost("/refuse-acceptance", RefuseAcceptance.Handle).WithName("RefuseAcceptance").WithSummary("不予受理 (art 32)");
        act.MapPost("/decline", DeclineCase.Handle).WithName("DeclineCase").WithSummary("不受理: no permit needed, or another office's matter (art 32)");
        act.MapPost("/withdraw", WithdrawCase.Handle).WithName("WithdrawCase").WithSummary("撤件");
        act.MapPost("/suspend", SuspendCase.Handle).WithName("SuspendCase").WithSummary("特别程序: time that does not count (art 45)");
        act.MapPost("/exclude", ExcludeTime.Handle).WithName("ExcludeTime").WithSummary("A special procedure entered after it ended (art 45)");
        act.MapPost("/explain-breach", ExplainBreach.Handle).WithName("ExplainBreach").WithSummary("超期公开说明: the public reason of a missed limit");
        act.MapPost("/resume", ResumeCase.Handle).WithName("ResumeCase").WithSummary("恢复计时");
        act.MapPost("/extend", ExtendCase.Handle).WithName("ExtendCase").WithSummary("延长期限 (art 42), once");
        act.MapProceedings();
        act.MapPost("/decide", DecideCase.Handle).WithName("DecideCase").WithSummary("决定 (art 38)");
        act.MapPost("/issue", IssueDocument.Handle).WithName("IssueDocument").WithSummary("制证");
        act.MapPost("/serve", ServeDocument.Handle).WithName("ServeDocument").WithSummary("送达 (art 44)");
        act.MapPost("/terminate", TerminateCase.Handle).WithName("TerminateCase").WithSummary("终止办理");
        act.MapPost("/revoke", RevokeCase.Handle).WithName("RevokeCase").WithSummary("撤销 (art 69)");
        act.MapPost("/urge", UrgeCase.Handle).WithName("UrgeCase").WithSummary("催办");
        act.MapPost("/move-to-version", MoveCase.Handle).WithName("MoveCase").WithSummary("改按新版本办理: the rest of the case under another version of its procedure");
        act.MapPost("/transfer-office", TransferOffice.Handle).WithName("TransferOffice").WithSummary("移送 to the competent office");
    }
}
