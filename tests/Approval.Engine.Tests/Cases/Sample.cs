using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>One complete command of each kind.</summary>
internal static class Sample
{
    public static readonly ImmutableArray<string> Remedies = ["可在60日内申请行政复议", "可在6个月内提起行政诉讼"];

    public static readonly CaseCommand.RequestCorrection RequestCorrection = new([new("scheme", "缺少防护单元划分图")], null);
    public static readonly CaseCommand.SubmitCorrection SubmitCorrection = new([Paper("scheme")], null);
    public static readonly CaseCommand.Accept Accept = new();
    public static readonly CaseCommand.RefuseAcceptance RefuseAcceptance = new("申请人不具备主体资格", "行政许可法第三十二条", Remedies);
    public static readonly CaseCommand.Decline Decline = new(DeclineKind.NotCompetent, "湘潭市人民防空办公室", null);
    public static readonly CaseCommand.Withdraw Withdraw = new("项目调整");
    public static readonly CaseCommand.Suspend Suspend = new("expertReview", 5, "长防特告〔2026〕1号", "组织专家评审");
    public static readonly CaseCommand.Resume Resume = new("评审会已召开");
    public static readonly CaseCommand.Exclude Exclude = new("testing", Day("2026-03-03"), Day("2026-03-04"), "长防特告〔2026〕2号", "现场检测");
    public static readonly CaseCommand.WriteOffCard WriteOff = new("promised.breached", "系统故障所致，已补正");
    public static readonly CaseCommand.IssueOrder IssueOrder = new("三日内办结并反馈", null, 3, null);
    public static readonly CaseCommand.AnswerOrder AnswerOrder = new(1, "已会同专家组复核，明日出具意见");
    public static readonly CaseCommand.ReturnOrder ReturnOrder = new(1, "未说明逾期原因", null, 2);
    public static readonly CaseCommand.CloseOrder CloseOrder = new(1, "已办结");
    public static readonly CaseCommand.ExplainBreach Explain = new(Clock.PromisedId, "因系统迁移延误一日，已致歉");
    public static readonly CaseCommand.RecomputeClocks Recompute = new("国办发明电〔2025〕7号", "gong");
    public static readonly CaseCommand.Extend Extend = new(10, "需要补充核实");
    public static readonly CaseCommand.Decide Grant = new(Outcome.Granted, [], "人民防空法第二十二条", [], []);
    public static readonly CaseCommand.Decide Refuse = new(Outcome.Refused, ["不符合战术技术要求"], "人民防空法第二十三条", [], Remedies);
    public static readonly CaseCommand.Issue Issue = new("长防许〔2026〕1号");
    public static readonly CaseCommand.Serve Serve = new(ServiceMethod.Electronic);
    public static readonly CaseCommand.Terminate Terminate = new("申请人主体已注销");
    public static readonly CaseCommand.Revoke Revoke = new(RevocationGround.BreachOfProcedure, "违反法定程序作出");
    public static readonly CaseCommand.Urge Urge = new("请尽快办理");
    public static readonly CaseCommand.TransferOffice TransferOffice = new("430300", "项目位于湘潭");
    public static readonly CaseCommand.OpenStage OpenStage = new("review");
    public static readonly CaseCommand.CloseStage CloseStage = new("review");
    public static readonly CaseCommand.CompleteChain CompleteChain = new();
    public static readonly CaseCommand.FireTimer FireTimer = new(Clock.NoticeId, TimerKind.Breach, 0);

    public static readonly Officer Chair = new("fang", "方");
    public static readonly CaseCommand.ApplyExtension ApplyExtension = new(10, "需要补充核实");
    public static readonly CaseCommand.ApplySpecial ApplySpecial = new("expertReview", 5, "组织专家评审", []);
    public static readonly CaseCommand.AnnounceHearing AnnounceHearing = new(HearingGround.PublicInterest, "长防听公〔2026〕1号");

    /// <summary>On 13 March, the seventh working day after 4 March.</summary>
    public static readonly CaseCommand.ScheduleHearing ScheduleHearing = new(At("2026-03-13 09:00"), "三楼听证室", Chair, 10, "长防听通〔2026〕1号", null);
    public static readonly CaseCommand.ReplaceChair ReplaceChair = new(new Officer("deng", "邓"), "与本件有利害关系，申请回避");
    public static readonly CaseCommand.RecordHearing RecordHearing = new("长防听笔〔2026〕1号", ["方", "周", "吴"]);

    /// <summary>The applicant and a neighbour, both told on one day.</summary>
    public static CaseCommand.TellHearingRight TellHearingRight(string on) =>
        new([new ToldParty(PartyKind.Applicant, "岳湖置业有限公司", Day(on)), new ToldParty(PartyKind.Interested, "岳湖嘉园二期业主委员会", Day(on))]);

    public static CaseCommand ApproveSpecial(Given given) => new CaseCommand.ApproveSpecial(Number(given), "同意");

    public static CaseCommand RefuseSpecial(Given given) => new CaseCommand.RefuseSpecial(Number(given), "方案已经成熟，无须评审");

    public static CaseCommand NotifySpecial(Given given) => new CaseCommand.NotifySpecial(Number(given), "长防特告〔2026〕1号");

    public static CaseCommand ReportSpecial(Given given) => new CaseCommand.ReportSpecial(Number(given), "长防评〔2026〕1号", "评审通过");

    public static CaseCommand.Receive Receive(Channel channel = Channel.Online, bool key = false) =>
        new(CaseId, "430100012026030200017", "K7M2QX", "430100-01", channel, Applicant.Organisation!, Filed(key));

    public static CaseCommand Claim(Given given) => new CaseCommand.ClaimTask(AnyTask(given));

    public static CaseCommand Release(Given given) => new CaseCommand.ReleaseTask(AnyTask(given));

    public static CaseCommand Endorse(Given given) => new CaseCommand.EndorseTask(AnyTask(given), null);

    public static CaseCommand Object(Given given) => new CaseCommand.ObjectTask(AnyTask(given), "不同意");

    public static CaseCommand Return(Given given) => new CaseCommand.ReturnTask(AnyTask(given), "review", "请重新审查");

    public static CaseCommand Assign(Given given) => new CaseCommand.AssignTask(AnyTask(given), PersonOf(Deputy), null);

    public static CaseCommand Transfer(Given given) => new CaseCommand.TransferTask(AnyTask(given), PersonOf(Deputy), "外出勘查");

    public static CaseCommand Delegate(Given given) => new CaseCommand.DelegateTask(AnyTask(given), PersonOf(Deputy), "请先核面积");

    public static CaseCommand ReturnDelegation(Given given) => new CaseCommand.ReturnDelegation(AnyTask(given), "面积无误");

    public static CaseCommand AddSigner(Given given) => new CaseCommand.AddSigner(AnyTask(given), PersonOf(Deputy), SignerPosition.Beside, "涉及结构");

    public static CaseCommand RemoveSigner(Given given) => new CaseCommand.RemoveSigner(AnyTask(given), null);

    public static CaseCommand WithdrawOpinion(Given given) =>
        new CaseCommand.WithdrawOpinion(given.State is CaseState.InReview { Review.LastOpinion: { } last } ? last : AnyTask(given), "看错图纸");

    public static CaseCommand UrgeTask(Given given) => new CaseCommand.UrgeTask(AnyTask(given), null);

    public static CaseCommand Copy(Given given) => new CaseCommand.CopyTask(AnyTask(given), [PersonOf(Supervisor)], null);

    private static int Number(Given given) => given.State is CaseState.Known { File.Special: { } special } ? special.Number : 1;

    private static Guid AnyTask(Given given) =>
        given.State is CaseState.InReview { Review.Tasks: { IsEmpty: false } tasks } ? tasks[0].Id : Guid.Empty;
}
