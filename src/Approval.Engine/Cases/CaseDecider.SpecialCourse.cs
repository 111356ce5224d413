using System.Collections.Immutable;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>特别程序 as a course of its own: applied for, approved, told to the applicant, run, reported. The procedure's data say which of it is asked.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeApplySpecial(Act act, ApplySpecial command)
    {
        if (act.State is not (Accepted or InReview))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (act.File.Special is { } open)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "special.already_open",
                new LocalText($"第{open.Number}号特别程序尚未办结，不能再申请。", $"Special procedure {open.Number} is still open; one at a time."),
                LegalGrounds.OfSpecialProcedures(act.Facts.Procedure));
        }

        if (CheckSpecial(act, command.Kind, command.ExpectedDays, "/expectedDays", out var rule) is { } refused)
        {
            return refused;
        }

        if (HasHearingCourse(act, command.Kind))
        {
            return HearingHasItsCourse(act);
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("special.reason_missing", "申请特别程序应当说明理由。", "An application states its reason.", rule.LegalBasis, "/reason");
        }

        ImmutableArray<Officer> staff = command.Staff.IsDefault ? [] : command.Staff;
        if (staff.Any(person => person is null || Blank(person.Id) || Blank(person.Name)) || staff.DistinctBy(person => person.Id).Count() != staff.Length)
        {
            return Rejections.Invalid("special.staff", "指派的人员应当逐一写明且不得重复。", "Each assigned person is named, and named once.", rule.Staff?.LegalBasis, "/staff");
        }

        if (rule.Staff is { } asked && staff.Length < asked.AtLeast)
        {
            return Rejections.Invalid(
                "special.staff_too_few", $"{rule.Name.Zh}应当指派{asked.AtLeast}名以上工作人员。", $"{rule.Name.En} needs at least {asked.AtLeast} staff.", asked.LegalBasis, "/staff");
        }

        act.Record(new CaseEvent.SpecialApplied(act.File.Specials + 1, rule.Kind, command.ExpectedDays, command.Reason, staff, rule.ApproverRole is null));
        var accepted = CaseEvolution.AcceptanceOf(act.State)!.On;
        if (rule.Staff is { } timely && act.Day > accepted && act.Facts.Calendar.Count(accepted, act.Day) > timely.WithinDays)
        {
            CardIssuing.StaffLate(act, rule.Kind);
        }

        return null;
    }

    private static Rejection? JudgeApproveSpecial(Act act, ApproveSpecial command)
    {
        if (Find(act, command, command.Number, out var special, SpecialStatus.Applied) is { } refused)
        {
            return refused;
        }

        if (CheckApprover(act, command, special) is { } notHis)
        {
            return notHis;
        }

        act.Record(new CaseEvent.SpecialApproved(special.Number, command.Note));
        return null;
    }

    private static Rejection? JudgeRefuseSpecial(Act act, RefuseSpecial command)
    {
        if (Find(act, command, command.Number, out var special, SpecialStatus.Applied, SpecialStatus.Approved) is { } refused)
        {
            return refused;
        }

        if (CheckApprover(act, command, special) is { } notHis)
        {
            return notHis;
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("special.reason_missing", "不批准应当说明理由。", "A refusal states its reason.", RuleOf(act, special).LegalBasis, "/reason");
        }

        act.Record(new CaseEvent.SpecialRefused(special.Number, command.Reason));
        return null;
    }

    private static Rejection? JudgeNotifySpecial(Act act, NotifySpecial command) =>
        act.State is not (Accepted or InReview)
            ? Rejections.InvalidState(command, act.State)
            : Find(act, command, command.Number, out var special, SpecialStatus.Approved)
                ?? Begin(act, RuleOf(act, special), special.ExpectedDays, command.NoticeNumber, special.Reason, special.Number);

    private static Rejection? JudgeReportSpecial(Act act, ReportSpecial command)
    {
        if (act.State is not Suspended { Suspension: var suspension })
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (Find(act, command, command.Number, out var special, SpecialStatus.Running) is { } refused)
        {
            return refused;
        }

        if (Blank(command.ResultNumber) || Blank(command.Result))
        {
            return Rejections.Invalid(
                "special.result_missing", "应当写明结果及其文号。", "The result and its number are missing.", RuleOf(act, special).LegalBasis, Blank(command.ResultNumber) ? "/resultNumber" : "/result");
        }

        act.Record(new CaseEvent.SpecialReported(special.Number, command.ResultNumber, command.Result));
        return End(act, suspension, null);
    }

    /// <summary>The procedure of this number, when it stands where the command needs it.</summary>
    private static Rejection? Find(Act act, CaseCommand command, int number, out SpecialProcedure special, params ReadOnlySpan<SpecialStatus> expected)
    {
        special = act.State is Accepted or InReview or Suspended && act.File.Special is { } open && open.Number == number ? open : null!;
        if (act.State is not (Accepted or InReview or Suspended))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (special is null)
        {
            return new Rejection(RejectionKind.NotFound, "special.not_found", new LocalText($"没有正在办理的第{number}号特别程序。", $"No special procedure {number} is open."));
        }

        return expected.Contains(special.Status)
            ? null
            : new Rejection(
                RejectionKind.InvalidState,
                "special.wrong_status",
                new LocalText($"第{number}号特别程序{StatusOf(special).Zh}，不能执行 {command.Name}。", $"Special procedure {number} is {StatusOf(special).En}: {command.Name} does not follow."),
                RuleOf(act, special).LegalBasis);
    }

    private static LocalText StatusOf(SpecialProcedure special) => special.Status switch
    {
        SpecialStatus.Applied => new("待批准", "waiting for approval"),
        SpecialStatus.Approved => new("已批准，尚未告知申请人", "approved and not yet told to the applicant"),
        SpecialStatus.Running => new("正在进行", "running"),
        _ => throw new ArgumentOutOfRangeException(nameof(special), special.Status, "Unknown status."),
    };

    private static SuspensionRule RuleOf(Act act, SpecialProcedure special) => act.Facts.Procedure.Suspensions.First(rule => rule.Kind == special.Kind);

    /// <summary>The role that the data name, and somebody else than the person who applied.</summary>
    private static Rejection? CheckApprover(Act act, CaseCommand command, SpecialProcedure special)
    {
        var rule = RuleOf(act, special);
        if (rule.ApproverRole is { } role && !act.Facts.Actor.Has(role))
        {
            return new Rejection(
                RejectionKind.Forbidden,
                "case.role_not_competent",
                new LocalText($"{act.Facts.Actor.Name} 无权执行 {command.Name}，应由“{role}”批准。", $"{act.Facts.Actor.Name} has no role that may {command.Name}: it is for the {role}."),
                rule.LegalBasis);
        }

        // Where nobody need approve, whoever applied may also take it back.
        return rule.ApproverRole is null ? null : SeparationOfDuties.CheckApprover(act.Facts.Actor, special.AppliedBy, rule.LegalBasis);
    }
}
