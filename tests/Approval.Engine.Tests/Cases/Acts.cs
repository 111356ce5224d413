using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>Every command by its stable name, with somebody who may give it.</summary>
internal static class Acts
{
    public static readonly IReadOnlyDictionary<string, (Actor By, Func<Given, CaseCommand> Command)> All = new Dictionary<string, (Actor, Func<Given, CaseCommand>)>
    {
        ["receive"] = (Applicant, _ => Sample.Receive()),
        ["requestCorrection"] = (Clerk, _ => Sample.RequestCorrection),
        ["submitCorrection"] = (Applicant, _ => Sample.SubmitCorrection),
        ["accept"] = (Clerk, _ => Sample.Accept),
        ["refuseAcceptance"] = (Clerk, _ => Sample.RefuseAcceptance),
        ["decline"] = (Clerk, _ => Sample.Decline),
        ["transferOffice"] = (Clerk, _ => Sample.TransferOffice),
        ["withdraw"] = (Applicant, _ => Sample.Withdraw),
        ["terminate"] = (Head, _ => Sample.Terminate),
        ["suspend"] = (Clerk, _ => Sample.Suspend),
        ["resume"] = (Clerk, _ => Sample.Resume),
        ["exclude"] = (Clerk, _ => Sample.Exclude),
        ["extend"] = (Head, _ => Sample.Extend),
        ["extension.apply"] = (Reviewer, _ => Sample.ApplyExtension),
        ["special.apply"] = (Reviewer, _ => Sample.ApplySpecial),
        ["special.approve"] = (Head, Sample.ApproveSpecial),
        ["special.refuse"] = (Head, Sample.RefuseSpecial),
        ["special.notify"] = (Clerk, Sample.NotifySpecial),
        ["special.report"] = (Reviewer, Sample.ReportSpecial),
        ["hearing.announce"] = (Clerk, _ => Sample.AnnounceHearing),
        ["hearing.tell"] = (Clerk, _ => Sample.TellHearingRight("2026-03-04")),
        ["hearing.request"] = (Applicant, _ => new CaseCommand.RequestHearing(null)),
        ["hearing.waive"] = (Applicant, _ => new CaseCommand.WaiveHearing(null)),
        ["hearing.schedule"] = (Clerk, _ => Sample.ScheduleHearing),
        ["hearing.replaceChair"] = (Clerk, _ => Sample.ReplaceChair),
        ["hearing.record"] = (Clerk, _ => Sample.RecordHearing),
        ["decide"] = (Head, _ => Sample.Grant),
        ["issue"] = (Clerk, _ => Sample.Issue),
        ["serve"] = (Clerk, _ => Sample.Serve),
        ["revoke"] = (Head, _ => Sample.Revoke),
        ["urge"] = (Applicant, _ => Sample.Urge),
        ["moveToVersion"] = (Head, given => new CaseCommand.MoveToVersion(given.Target.Version, "承诺时限缩短")),
        ["card.writeOff"] = (Supervisor, _ => Sample.WriteOff),
        ["breach.explain"] = (Clerk, _ => Sample.Explain),
        ["order.issue"] = (Supervisor, _ => Sample.IssueOrder),
        ["order.answer"] = (Clerk, _ => Sample.AnswerOrder),
        ["order.return"] = (Supervisor, _ => Sample.ReturnOrder),
        ["order.close"] = (Supervisor, _ => Sample.CloseOrder),
        ["clocks.recompute"] = (ChainRule, _ => Sample.Recompute),
        ["task.claim"] = (Reviewer, Sample.Claim),
        ["task.release"] = (Reviewer, Sample.Release),
        ["task.endorse"] = (Reviewer, Sample.Endorse),
        ["task.object"] = (Reviewer, Sample.Object),
        ["task.return"] = (Reviewer, Sample.Return),
        ["task.assign"] = (Head, Sample.Assign),
        ["task.transfer"] = (Reviewer, Sample.Transfer),
        ["task.delegate"] = (Reviewer, Sample.Delegate),
        ["task.returnDelegation"] = (Reviewer, Sample.ReturnDelegation),
        ["task.addSigner"] = (Reviewer, Sample.AddSigner),
        ["task.removeSigner"] = (Reviewer, Sample.RemoveSigner),
        ["task.withdrawOpinion"] = (OtherReviewer, Sample.WithdrawOpinion),
        ["task.urge"] = (Clerk, Sample.UrgeTask),
        ["task.copy"] = (Reviewer, Sample.Copy),
        ["stage.open"] = (ChainRule, _ => Sample.OpenStage),
        ["stage.close"] = (ChainRule, _ => Sample.CloseStage),
        ["chain.complete"] = (ChainRule, _ => Sample.CompleteChain),
        ["timer.fire"] = (TimerRule, _ => Sample.FireTimer),
    };

    public static readonly IReadOnlyDictionary<string, Actor> People = new Dictionary<string, Actor>
    {
        ["applicant"] = Applicant,
        ["other applicant"] = OtherApplicant,
        ["clerk"] = Clerk,
        ["reviewer"] = Reviewer,
        ["head"] = Head,
        ["supervisor"] = Supervisor,
        ["admin"] = Admin,
        ["clerk elsewhere"] = XiangtanClerk,
        ["supervisor above"] = ProvinceSupervisor,
        ["system"] = TimerRule,
    };
}
