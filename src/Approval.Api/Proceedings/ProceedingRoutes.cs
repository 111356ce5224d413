namespace Approval.Api.Proceedings;

/// <summary>特别程序、延长申请、听证: commands on a case like the others.</summary>
public static class ProceedingRoutes
{
    public static void MapProceedings(this RouteGroupBuilder act)
    {
        act.MapPost("/apply-extension", ApplyExtension.Handle).WithName("ApplyExtension").WithSummary("申请延长期限: by somebody else than who grants it (art 42)");
        act.MapPost("/special-procedures", ApplySpecial.Handle).WithName("ApplySpecial").WithSummary("申请特别程序 (art 45): kind, working days, reason");
        act.MapPost("/special-procedures/{n:int}/approve", ApproveSpecial.Handle).WithName("ApproveSpecial").WithSummary("批准特别程序: by the role the procedure names, not by who applied");
        act.MapPost("/special-procedures/{n:int}/refuse", RefuseSpecial.Handle).WithName("RefuseSpecial").WithSummary("不批准特别程序, or take the approval back before the notice");
        act.MapPost("/special-procedures/{n:int}/notice", NotifySpecial.Handle).WithName("NotifySpecial").WithSummary("书面告知申请人所需时间: from here on it does not count (art 45)");
        act.MapPost("/special-procedures/{n:int}/result", ReportSpecial.Handle).WithName("ReportSpecial").WithSummary("特别程序结果: the clocks run on");

        var hearing = act.MapGroup("/hearing");
        hearing.MapPost("/announce", AnnounceHearing.Handle).WithName("AnnounceHearing").WithSummary("公告听证 (art 46): statutory, or in the public interest");
        hearing.MapPost("/tell-right", TellHearingRight.Handle).WithName("TellHearingRight").WithSummary("告知听证权利 (art 47): both sides; five working days to ask");
        hearing.MapPost("/request", RequestHearing.Handle).WithName("RequestHearing").WithSummary("申请听证 (art 47): held within twenty working days");
        hearing.MapPost("/waive", WaiveHearing.Handle).WithName("WaiveHearing").WithSummary("放弃听证");
        hearing.MapPost("/schedule", ScheduleHearing.Handle).WithName("ScheduleHearing").WithSummary("通知时间、地点 (art 48): seven working days before; the chair is no reviewer of the case");
        hearing.MapPost("/replace-chair", ReplaceChair.Handle).WithName("ReplaceChair").WithSummary("回避: another chair (art 48)");
        hearing.MapPost("/record", RecordHearing.Handle).WithName("RecordHearing").WithSummary("听证笔录, signed (art 48): the determination rests on it");
    }
}
