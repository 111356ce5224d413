using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Tests.Cases;

/// <summary>Procedures made for the tests: a licence with the whole chain, one decided at the window, and one that is no licence.</summary>
internal static class Matters
{
    private static readonly string[] Art45 = ["hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expertReview"];

    /// <summary>Like RF-01: 20 working days by law, 7 by promise, 3 in Xiangtan, the same day for key projects.</summary>
    public static readonly Procedure Licence = new()
    {
        Code = "RF-01",
        Version = 1,
        Name = new("应建防空地下室的民用建筑项目报建审批", "Shelter construction permit"),
        Kind = ProcedureKind.Licence,
        Handling = HandlingType.Promise,
        Levels = [OfficeLevel.Province, OfficeLevel.City],
        LegalBases = [new("中华人民共和国人民防空法", "第二十二条", null)],
        Conditions = ["城市新建民用建筑"],
        Quantity = "无数量限制",
        Course = ["收件", "受理", "审查", "决定", "送达"],
        Materials = [Listed("form", true), Listed("scheme", true), Listed("survey", false), Listed("proof", false)],
        Form = [],
        Limits = new(
            Working(5, "行政许可法第三十二条"), Working(7, "长沙市承诺时限"), Working(20, "行政许可法第四十二条"), Working(10, "行政许可法第四十四条")),
        LocalLimits =
        [
            new("430300", null, new DateOnly(2025, 1, 1), Working(3, "湘潭市承诺时限"), null, "湘潭"),
            new(null, ProjectClass.Key, new DateOnly(2025, 1, 1), new TimeLimit(0, TimeUnit.WorkingDay, CountFrom.SameDay, "重点项目即受即审即办"), null, "重点项目"),
        ],
        Fees = [],
        Results = [new("reply", "审批意见", "approval")],
        Chain = new(
        [
            new("review", new("审查", "Review"), [Step("technical", Roles.Reviewer, SigningMode.All, 2, 3)], []),
            new("joint", new("联合审查", "Joint review"), [Step("planning", Roles.Reviewer, SigningMode.Single, 1, 2), Step("engineering", Roles.Reviewer, SigningMode.Single, 1, 2)], ["review"]),
            new("approval", new("审核", "Approval"), [Step("sign", Roles.Head, SigningMode.Single, 1, 1)], ["review", "joint"]),
        ]),
        DecisionRoles = [Roles.Head],
        Suspensions = [.. Art45.Select(kind => new SuspensionRule(kind, new(kind, kind), 30, "行政许可法第四十五条"))],
        Extension = new(10, Roles.Head, "行政许可法第四十二条"),
        Backdating = new([Roles.Clerk, Roles.Head], 3),
        Warning = new(0.2m, 1),
        Example = "{}",
    };

    /// <summary>
    /// A licence whose expert review is applied for, approved by the head and ends with a report, whose inspection has two staff
    /// (art 55), whose extension is applied for, and which knows hearings (art 46-48).
    /// </summary>
    public static readonly Procedure Proceeding = Licence with
    {
        Suspensions =
        [
            .. Licence.Suspensions.Select(rule => rule.Kind switch
            {
                "expertReview" or "appraisal" => rule with { ApproverRole = Roles.Head, ResultRequired = true },
                "testing" => rule with { ResultRequired = true },
                "inspection" => rule with { ResultRequired = true, Staff = new StaffRule(2, 5, "行政许可法第五十五条第二款") },
                _ => rule,
            }),
        ],
        Extension = Licence.Extension! with { ApplicationRequired = true },
        Hearing = new HearingRule(Working(5, "行政许可法第四十七条第一款"), Working(20, "行政许可法第四十七条第一款"), 7, false, "行政许可法第四十六条至第四十八条"),
    };

    /// <summary>即办件 and no licence: decided at the window on the day it is accepted.</summary>
    public static readonly Procedure OnTheSpot = Licence with
    {
        Code = "RF-06",
        Kind = ProcedureKind.Other,
        Handling = HandlingType.OnTheSpot,
        Levels = [OfficeLevel.Province, OfficeLevel.City, OfficeLevel.County],
        Limits = Licence.Limits with { Promised = new TimeLimit(0, TimeUnit.WorkingDay, CountFrom.SameDay, "即办件"), Statutory = Working(5, "本机关公布的期限") },
        LocalLimits = [],
        Chain = Chain.None,
        DecisionRoles = [Roles.Clerk, Roles.Head],
        Suspensions = [],
        Extension = null,
    };

    /// <summary>备案: no licence, so neither deemed acceptance nor extension nor special procedures (优化营商环境条例 art 40).</summary>
    public static readonly Procedure Filing = OnTheSpot with
    {
        Code = "RF-07",
        Kind = ProcedureKind.Filing,
        Handling = HandlingType.Promise,
        Limits = Licence.Limits with { Promised = Working(5, "承诺时限"), Statutory = Working(15, "本机关公布的期限") },
        Chain = new([new("check", new("核对", "Check"), [Step("check", Roles.Clerk, SigningMode.Single, 1, 3)], [])]),
    };

    /// <summary>A licence whose steps have no time of their own.</summary>
    public static readonly Procedure Unbudgeted = Licence with
    {
        Chain = new([.. Licence.Chain.Stages.Select(stage => stage with { Steps = [.. stage.Steps.Select(step => step with { Budget = null })] })]),
    };

    /// <summary>
    /// A licence whose promise is nearly as long as the law, and whose rule lets a correction asked for in the review stop the promise
    /// alone: left to itself, the promise would outlast the law.
    /// </summary>
    public static readonly Procedure CorrectedInReview = Promising(19) with
    {
        ReviewCorrection = new ReviewCorrectionRule(true, "地方规定：审查阶段补正期间不计入承诺期限"),
    };

    /// <summary>A licence whose chain has every mode of signing, a conditional stage and step, partners, silence rules and kept steps.</summary>
    public static readonly Procedure Chained = Licence with
    {
        Limits = Licence.Limits with { Promised = Working(20, "承诺时限") },
        LocalLimits = [],
        Chain = new(
        [
            new("panel", new("会审", "Panel"),
            [
                Step("vote", Roles.Reviewer, SigningMode.Quorum, 3, 3) with { SignerRoles = [Roles.Reviewer, Roles.Reviewer, Roles.Head], Quorum = new(2, null, [Roles.Head]), KeepsOnReturn = true },
                Step("either", Roles.Reviewer, SigningMode.Any, 2, 3),
            ], []),
            new("large", new("大型项目", "Large"), [Step("study", Roles.Reviewer, SigningMode.Single, 1, 2)], []) { When = new Condition.Between("form.buildingArea", 50_000, null) },
            new("joint", new("联合审查", "Joint review"),
            [
                Step("planning", Roles.Reviewer, SigningMode.Single, 1, 3) with { Agency = "ZRZY", OnSilence = new(SilenceEffect.Escalate, null), KeepsOnReturn = true },
                Step("construction", Roles.Reviewer, SigningMode.Single, 1, 4) with { Agency = "ZJ", OnSilence = new(SilenceEffect.DeemAgreed, "工程建设项目并联审批管理规定第十二条") },
                Step("survey", Roles.Reviewer, SigningMode.Single, 1, 2) with { When = new Condition.Present("material.survey", true) },
            ], ["panel"]) { ReturnsAtMost = 2 },
            new("line", new("审签", "Line"),
            [
                Step("sign", Roles.Reviewer, SigningMode.InTurn, 2, 4) with { SignerRoles = [Roles.Reviewer, Roles.Head], NotSignersOf = ["either"], KeepsOnReturn = true },
            ], ["panel", "joint"]),
        ]),
    };

    /// <summary>A licence whose promise is so short that every step of the chain is cut to it.</summary>
    public static Procedure Promising(int days) =>
        Licence with { Limits = Licence.Limits with { Promised = Working(days, "承诺时限") }, LocalLimits = [] };

    public static TimeLimit Working(int days, string legalBasis) => new(days, TimeUnit.WorkingDay, CountFrom.NextDay, legalBasis);

    private static Material Listed(string code, bool required) => new(code, new(code, code), required, null, null, null, false, null);

    private static Step Step(string id, string role, SigningMode mode, int signers, int budget) =>
        new(id, new(id, id), role, null, mode, signers, Working(budget, "内部环节时限"), null);
}
