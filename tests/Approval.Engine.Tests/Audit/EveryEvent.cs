using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Audit;

/// <summary>One event of each kind with every field filled, as the golden files keep it.</summary>
internal static class EveryEvent
{
    private static readonly Guid Task = new("0198f3c2-7a00-8000-8000-0000000000aa");
    private static readonly LedgerEntry Entry = new(LedgerOperation.Suspend, Day("2026-03-04"), 5, "expertReview", "行政许可法第四十五条", "zhou", At("2026-03-04 10:00"));

    public static readonly IReadOnlyList<CaseEvent> All =
    [
        new CaseEvent.Received(
            CaseId, "430100012026030200017", "K7M2QX", "RF-01", 1, "430100", "430100-01", Channel.Online, "org:yuehu", ProjectClass.Key,
            At("2026-03-02 10:00"), Day("2026-03-02"), Matters.Licence.Limits,
            Filed(key: true) with
            {
                Agent = new Agent("吴", "430100199001010011", "授权委托书", "13800000000"),
                Materials = [new SubmittedMaterial("form", new Guid("0198f3c2-7a00-7000-8000-0000000000bb"), false, new string('a', 64))],
            }),
        new CaseEvent.CorrectionRequested([new("scheme", "缺少防护单元划分图")], "一次性告知", Day("2026-03-04")),
        new CaseEvent.CorrectionSubmitted([Paper("scheme")], "已补正", Day("2026-03-05")),
        new CaseEvent.Accepted(Day("2026-03-05")),
        new CaseEvent.DeemedAccepted(Day("2026-03-02"), "行政许可法第三十二条第一款第四项", Entry with { Operation = LedgerOperation.Deem, Days = 0, Kind = null }),
        new CaseEvent.DeemingTakenBack(Day("2026-03-09"), "行政许可法第三十二条第一款第四项", Entry with { Operation = LedgerOperation.TakeBack, On = Day("2026-03-09"), Days = 0, Kind = null }),
        new CaseEvent.NotAccepted("申请人不具备主体资格", "行政许可法第三十二条", Sample.Remedies),
        new CaseEvent.Declined(DeclineKind.NotCompetent, "湘潭市人民防空办公室", "项目位于湘潭"),
        new CaseEvent.Withdrawn("项目调整"),
        new CaseEvent.Suspended("expertReview", Day("2026-03-04"), 5, "长防特告〔2026〕1号", "组织专家评审", Entry),
        new CaseEvent.Resumed(Day("2026-03-09"), "评审会已召开", Entry with { Operation = LedgerOperation.Resume, Days = 0 }),
        new CaseEvent.Extended(10, "需要补充核实", Entry with { Operation = LedgerOperation.Extend, Days = 10, Kind = null }),
        new CaseEvent.Decided(Outcome.GrantedWithConditions, Day("2026-03-10"), ["符合条件"], "人民防空法第二十二条", ["补交设备合格证"], Sample.Remedies),
        new CaseEvent.Issued("长防许〔2026〕1号", Day("2026-03-11")),
        new CaseEvent.Served(ServiceMethod.PublicNotice, Day("2026-03-12")),
        new CaseEvent.Terminated("申请人主体已注销"),
        new CaseEvent.Revoked(RevocationGround.FraudOrBribe, "以欺骗手段取得"),
        new CaseEvent.Urged("请尽快办理"),
        new CaseEvent.OfficeTransferred("430100", "430300", "项目位于湘潭"),
        new CaseEvent.ClocksRecorded(
            "acceptance",
            [
                new Clock(
                    Clock.PromisedId, ClockKind.Promised, Matters.Licence.Limits.Promised, Day("2026-03-02"), ClockStatus.Breached,
                    new Deadline(Day("2027-01-08"), At("2027-01-13 00:00"), true, Day("2027-01-06"), Day("2027-01-12")), At("2027-01-04 00:00"), true, 10, 3, "CN-2026-1", Day("2026-03-10")),
                new Clock(Clock.StatutoryId, ClockKind.Statutory, Matters.Licence.Limits.Statutory, Day("2026-03-02"), ClockStatus.Suspended, null, null, false, 0, 1, "CN-2026-1"),
            ]),
        new CaseEvent.ClockWarned("step:review/technical"),
        new CaseEvent.ClockBreached(Clock.PromisedId, Day("2026-03-11")),
        new CaseEvent.CardIssued("promised.breached", CardLevel.Red, Clock.PromisedId, Day("2026-03-12"), ["clerk", "reviewer", "head", "supervisor"]),
        new CaseEvent.CardWrittenOff("promised.breached", "系统故障所致，已补正"),
        new CaseEvent.OrderIssued(1, "三日内办结并反馈", Day("2026-03-17"), "promised.breached"),
        new CaseEvent.OrderAnswered(1, "已会同专家组复核，明日出具意见", Day("2026-03-16")),
        new CaseEvent.OrderReturned(1, "未说明逾期原因", Day("2026-03-19")),
        new CaseEvent.OrderClosed(1, "已办结"),
        new CaseEvent.BreachExplained(Clock.PromisedId, "因系统迁移延误一日，已致歉"),
        new CaseEvent.ClocksRecomputed(
            "国办发明电〔2020〕1号",
            "gong",
            [
                new ClockMove(
                    new Deadline(Day("2026-03-11"), At("2026-03-12 00:00"), false, Day("2026-03-11"), Day("2026-03-11")),
                    new Clock(
                        Clock.PromisedId, ClockKind.Promised, Matters.Licence.Limits.Promised, Day("2026-03-02"), ClockStatus.Running,
                        new Deadline(Day("2026-03-12"), At("2026-03-13 00:00"), false, Day("2026-03-12"), Day("2026-03-12")), At("2026-03-10 00:00"), true, 0, 2, "CN-2026-2")
                    {
                        StartedAt = At("2026-03-02 11:00"),
                    }),
            ]),
        new CaseEvent.TimeExcluded("testing", Day("2026-03-03"), Day("2026-03-04"), "长防特告〔2026〕2号", "现场检测", Entry with { Operation = LedgerOperation.Exclude, Through = Day("2026-03-04") }),
        new CaseEvent.ReviewCorrectionRequested([new("scheme", "缺少防护单元划分图")], "审查阶段补正", Day("2026-03-04"), Entry with { Kind = "reviewCorrection", PromiseOnly = true }),
        new CaseEvent.ReviewCorrectionSubmitted([Paper("scheme")], "已补正", Entry with { Operation = LedgerOperation.Resume, Days = 0, Kind = "reviewCorrection", PromiseOnly = true }),
        new CaseEvent.MovedToVersion(
            1, 2, "承诺时限缩短", Matters.Licence.Limits, Matters.Licence.Limits with { Promised = Matters.Licence.Limits.Promised with { Amount = 5 } },
            [new DueChange(Clock.PromisedId, Day("2026-03-11"), Day("2026-03-09"))], "review", 2, [Task], [new(Task, "technical", 1, "reviewer", "工程科")], [new KeptStep("joint", "planning")]),
        new CaseEvent.LampChanged(Lamp.Yellow, Lamp.RedPlus, "statutory.breached"),
        new CaseEvent.StageOpened("review", 1, [new(Task, "technical", 2, "reviewer", "工程科")]),
        new CaseEvent.StageClosed("review", 1, true),
        new CaseEvent.StageReturned("joint", "review", 2, "图纸不一致"),
        new CaseEvent.ChainCompleted(true),
        new CaseEvent.TaskClaimed(Task, "chen", "陈"),
        new CaseEvent.TaskReleased(Task),
        new CaseEvent.TaskEndorsed(Task, "同意"),
        new CaseEvent.TaskObjected(Task, "不同意：面积不足"),
        new CaseEvent.ExtensionApplied(10, "需要补充核实"),
        new CaseEvent.SpecialApplied(1, "inspection", 5, "现场检验", [new Officer("chen", "陈"), new Officer("tan", "谭")], true),
        new CaseEvent.SpecialApproved(1, "同意"),
        new CaseEvent.SpecialRefused(1, "方案已经成熟，无须评审"),
        new CaseEvent.SpecialReported(1, "长防评〔2026〕1号", "评审通过"),
        new CaseEvent.HearingAnnounced(HearingGround.PublicInterest, "长防听公〔2026〕1号", Day("2026-03-04")),
        new CaseEvent.HearingTold([new ToldParty(PartyKind.Applicant, "岳湖置业有限公司", Day("2026-03-03")), new ToldParty(PartyKind.Interested, "业主委员会", Day("2026-03-04"))]),
        new CaseEvent.HearingRequested("业主委员会", Day("2026-03-05")),
        new CaseEvent.HearingWaived("岳湖置业有限公司", Day("2026-03-05")),
        new CaseEvent.HearingLapsed(Day("2026-03-11"), "行政许可法第四十七条第一款"),
        new CaseEvent.HearingScheduled(At("2026-03-16 09:00"), "三楼听证室", new Officer("fang", "方"), "长防听通〔2026〕1号", Day("2026-03-05"), "涉及商业秘密"),
        new CaseEvent.HearingChairReplaced(new Officer("deng", "邓"), "申请回避"),
        new CaseEvent.HearingHeld("长防听笔〔2026〕1号", Day("2026-03-16"), ["方", "周", "吴"]),
        new CaseEvent.TaskDissented(Task, "不同意：面积不足"),
        new CaseEvent.TaskOffered(Task),
        new CaseEvent.TasksCancelled([Task], "settled"),
        new CaseEvent.StepEscalated("joint", "planning"),
        new CaseEvent.StepDeemedAgreed("joint", "construction", [Task], "工程建设项目并联审批管理规定第十二条"),
        new CaseEvent.TaskAssigned(Task, "tan", "谭", "陈外出"),
        new CaseEvent.TaskTransferred(Task, "tan", "谭", "不熟悉结构"),
        new CaseEvent.TaskDelegated(Task, "tan", "谭", "请先核面积"),
        new CaseEvent.DelegationReturned(Task, "面积无误"),
        new CaseEvent.TaskSubstituted(Task, "fang", "方", "chen", "陈"),
        new CaseEvent.SignerAdded(
            Task, new(new Guid("0198f3c2-7a00-8000-8000-0000000000ab"), "technical", 3, "reviewer", "工程科", "430100-ZRZY"), SignerPosition.Before, "tan", "谭", "chen", "涉及规划"),
        new CaseEvent.SignerRemoved(new Guid("0198f3c2-7a00-8000-8000-0000000000ab"), "已电话确认"),
        new CaseEvent.StageReopened("review", 1, "joint"),
        new CaseEvent.OpinionWithdrawn(Task, "看错图纸", [new(new Guid("0198f3c2-7a00-8000-8000-0000000000ac"), CaseTaskStatus.Waiting)]),
        new CaseEvent.TaskUrged(Task, "zhou", At("2026-03-04 10:00"), "今日到期"),
        new CaseEvent.TaskCopied(Task, [new("luo", "罗")], "请知悉"),
    ];

    public static CaseEntry Entered(CaseEvent happened) => new(happened, Clerk, At("2026-03-04 10:00"));
}
