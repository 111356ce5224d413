using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>特别程序: time that does not count (art 45).</summary>
public static partial class CaseDecider
{
    private const string Art45 = "行政许可法第四十五条";

    private static Rejection? JudgeSuspend(Act act, Suspend command)
    {
        if (act.State is not (Accepted or InReview))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (CheckSpecial(act, command.Kind, command.ExpectedDays, "/expectedDays", out var rule) is { } refused)
        {
            return refused;
        }

        if (HasHearingCourse(act, command.Kind))
        {
            return HearingHasItsCourse(act);
        }

        // Where the data asks for approval, an approved application of the same kind and days is carried out by this command.
        var special = act.File.Special is { Status: SpecialStatus.Approved } approved && approved.Kind == command.Kind && approved.ExpectedDays == command.ExpectedDays ? approved : null;
        return special is null && rule.HasCourse
            ? ApprovalRequired(rule)
            : Begin(act, rule, command.ExpectedDays, command.NoticeNumber, command.Reason, special?.Number);
    }

    /// <summary>The clocks stand still from the day the applicant is told in writing (art 45).</summary>
    private static Rejection? Begin(Act act, SuspensionRule rule, int days, string noticeNumber, string reason, int? special)
    {
        if (CheckNotice(noticeNumber, rule.LegalBasis) is { } untold)
        {
            return untold;
        }

        if (act.File.Ledger.Exclusions().Any(other => other.Through is { } through && act.Day < through))
        {
            return new Rejection(
                RejectionKind.InvalidState, "suspension.overlaps", new LocalText("与已经登记的特别程序时间重叠。", "A special procedure that is on record reaches past this day."), LegalGrounds.OfSpecialProcedures(act.Facts.Procedure));
        }

        var entry = Ledger(act, LedgerOperation.Suspend, days, rule.Kind, rule.LegalBasis);
        act.Record(new CaseEvent.Suspended(rule.Kind, act.Day, days, noticeNumber, reason, entry) { Special = special });
        var work = act.ClockWork();
        var declared = new TimeLimit(days, TimeUnit.WorkingDay, CountFrom.NextDay, rule.LegalBasis);
        act.RecordClocks("suspended", [.. work.DeriveAll(act.File.Clocks), work.Start(Clock.SuspensionId, ClockKind.Suspension, declared, act.Day, act.EffectiveAt)]);
        return null;
    }

    private static Rejection? JudgeExclude(Act act, Exclude command)
    {
        if (act.State is not (Accepted or InReview))
        {
            return Rejections.InvalidState(command, act.State);
        }

        var accepted = CaseEvolution.AcceptanceOf(act.State)!.On;
        if (command.From < accepted || command.Through < command.From || command.Through > act.Facts.Today)
        {
            return Rejections.Invalid(
                "exclusion.interval", "不计入期限的区间应当在受理之后、当前日期之前，且起止有序。", "The interval must lie between acceptance and today, and end after it begins.", LegalGrounds.OfSpecialProcedures(act.Facts.Procedure), "/from");
        }

        if (EffectiveTime.CheckHowFarBack(command.Through, act.Facts) is { } tooFar)
        {
            return tooFar;
        }

        if (CheckSpecial(act, command.Kind, act.Facts.Calendar.Count(command.From, command.Through), "/through", out var rule) is { } refused)
        {
            return refused;
        }

        if (CheckNotice(command.NoticeNumber, rule.LegalBasis) is { } untold)
        {
            return untold;
        }

        // What is applied for, approved and reported is entered step by step, each with its own day.
        if (HasHearingCourse(act, command.Kind) || rule.HasCourse)
        {
            return HasHearingCourse(act, command.Kind) ? HearingHasItsCourse(act) : ApprovalRequired(rule);
        }

        if (act.File.Ledger.Exclusions().Any(other => command.From < (other.Through ?? DateOnly.MaxValue) && other.After < command.Through))
        {
            return new Rejection(
                RejectionKind.InvalidState, "suspension.overlaps", new LocalText("与已经登记的特别程序时间重叠。", "The interval overlaps a special procedure that is on record."), LegalGrounds.OfSpecialProcedures(act.Facts.Procedure));
        }

        var days = act.Facts.Calendar.Count(command.From, command.Through);
        var entry = Ledger(act, LedgerOperation.Exclude, days, command.Kind, rule.LegalBasis) with { On = command.From, Through = command.Through };
        act.Record(new CaseEvent.TimeExcluded(command.Kind, command.From, command.Through, command.NoticeNumber, command.Reason, entry));
        act.RecordClocks("timeExcluded", act.ClockWork().DeriveAll(act.File.Clocks));
        return null;
    }

    /// <summary>The closed list and the declared days (art 45).</summary>
    private static Rejection? CheckSpecial(Act act, string kind, int days, string daysPointer, out SuspensionRule rule)
    {
        rule = act.Facts.Procedure.Suspensions.FirstOrDefault(candidate => candidate.Kind == kind)!;
        if (rule is null)
        {
            return Rejections.Invalid(
                "suspension.kind_not_allowed", $"“{kind}”不属于可以不计入期限的特别程序。", $"'{kind}' is not among the procedures whose time does not count.", LegalGrounds.OfSpecialProcedures(act.Facts.Procedure), "/kind");
        }

        if (days < 1 || days > rule.MaxDays)
        {
            return Rejections.Invalid(
                "suspension.days_out_of_range", $"{rule.Name.Zh}所需时间应为1至{rule.MaxDays}个工作日。", $"The time declared for {rule.Name.En} must be 1 to {rule.MaxDays} working days.", rule.LegalBasis, daysPointer);
        }

        return null;
    }

    private static Rejection? CheckNotice(string noticeNumber, string legalBasis) =>
        Blank(noticeNumber)
            ? Rejections.Invalid(
                "suspension.notice_missing", "应当将所需时间书面告知申请人：缺少告知书文号。", "The applicant must be told the time in writing: the notice number is missing.", legalBasis, "/noticeNumber")
            : null;

    private static bool HasHearingCourse(Act act, string kind) => kind == SuspensionKinds.Hearing && act.Facts.Procedure.Hearing is not null;

    private static Rejection HearingHasItsCourse(Act act) => new(
        RejectionKind.InvalidState,
        "suspension.hearing_has_its_course",
        new LocalText("听证应当按告知、申请、通知、举行的程序办理，不能直接中止。", "A hearing is told, asked for, notified and held; it cannot be entered as a suspension."),
        LegalGrounds.OfHearing(act.Facts.Procedure, "行政许可法第四十六条至第四十八条"));

    private static Rejection ApprovalRequired(SuspensionRule rule) => new(
        RejectionKind.InvalidState,
        "suspension.approval_required",
        new LocalText($"{rule.Name.Zh}应当先提出申请并经批准，所需时间以批准的为准。", $"{rule.Name.En} must be applied for and approved first, with the same days."),
        rule.LegalBasis);

    private static Rejection? JudgeResume(Act act, Resume command)
    {
        if (act.State is not Suspended { Suspension: var suspension })
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (HasHearingCourse(act, suspension.Kind))
        {
            return new Rejection(
                RejectionKind.InvalidState, "hearing.record_required", new LocalText("听证以签字确认的笔录结束。", "A hearing ends with its signed record."), LegalGrounds.OfHearing(act.Facts.Procedure, "行政许可法第四十八条"));
        }

        if (act.Facts.Procedure.Suspensions.FirstOrDefault(rule => rule.Kind == suspension.Kind) is { ResultRequired: true } rule)
        {
            return new Rejection(
                RejectionKind.InvalidState, "special.result_required", new LocalText($"{rule.Name.Zh}以书面结果结束。", $"{rule.Name.En} ends with its written result."), rule.LegalBasis);
        }

        return End(act, suspension, command.Note);
    }

    /// <summary>The rest of the time runs on.</summary>
    private static Rejection? End(Act act, Suspension suspension, string? note, params ReadOnlySpan<Clock> alsoStopped)
    {
        // A kind that art 45 does not list rests on its own act, and so does its end; so does every kind of a matter that is no licence.
        var procedure = act.Facts.Procedure;
        var own = procedure.Suspensions.FirstOrDefault(rule => rule.Kind == suspension.Kind && !(procedure.IsLicence && SuspensionKinds.Statutory.Contains(rule.Kind)));
        var entry = Ledger(act, LedgerOperation.Resume, 0, suspension.Kind, own?.LegalBasis ?? Art45);
        act.Record(new CaseEvent.Resumed(act.Day, note, entry));
        act.RecordClocks("resumed", [.. ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.Suspension), .. alsoStopped, .. act.ClockWork().DeriveAll(act.File.Clocks)]);
        return null;
    }

    private static LedgerEntry Ledger(Act act, LedgerOperation operation, int days, string? kind, string legalBasis) =>
        new(operation, act.Day, days, kind, legalBasis, act.Facts.Actor.Id, CivilTime.Stored(act.Facts.Now));
}
