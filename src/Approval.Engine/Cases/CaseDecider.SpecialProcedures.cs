using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>特别程序与延长: time that does not count (art 45) and the one extension (art 42).</summary>
public static partial class CaseDecider
{
    private const string Art45 = "行政许可法第四十五条";

    private static Rejection? JudgeSuspend(Act act, Suspend command)
    {
        if (act.State is not (Accepted or InReview))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (CheckSpecial(act, command.Kind, command.ExpectedDays, command.NoticeNumber, "/expectedDays", out var rule) is { } refused)
        {
            return refused;
        }

        if (act.File.Ledger.Exclusions().Any(other => other.Through is { } through && act.Day < through))
        {
            return new Rejection(
                RejectionKind.InvalidState, "suspension.overlaps", new LocalText("与已经登记的特别程序时间重叠。", "A special procedure that is on record reaches past this day."), LegalGrounds.OfSpecialProcedures(act.Facts.Procedure));
        }

        var entry = Ledger(act, LedgerOperation.Suspend, command.ExpectedDays, command.Kind, rule.LegalBasis);
        act.Record(new CaseEvent.Suspended(command.Kind, act.Day, command.ExpectedDays, command.NoticeNumber, command.Reason, entry));
        var work = act.ClockWork();
        var declared = new TimeLimit(command.ExpectedDays, TimeUnit.WorkingDay, CountFrom.NextDay, rule.LegalBasis);
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

        if (CheckSpecial(act, command.Kind, act.Facts.Calendar.Count(command.From, command.Through), command.NoticeNumber, "/through", out var rule) is { } refused)
        {
            return refused;
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

    /// <summary>The closed list, the declared days and the written notice (art 45).</summary>
    private static Rejection? CheckSpecial(Act act, string kind, int days, string noticeNumber, string daysPointer, out SuspensionRule rule)
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

        return Blank(noticeNumber)
            ? Rejections.Invalid(
                "suspension.notice_missing", "应当将所需时间书面告知申请人：缺少告知书文号。", "The applicant must be told the time in writing: the notice number is missing.", rule.LegalBasis, "/noticeNumber")
            : null;
    }

    private static Rejection? JudgeResume(Act act, Resume command)
    {
        if (act.State is not Suspended { Suspension: var suspension })
        {
            return Rejections.InvalidState(command, act.State);
        }

        // A kind that art 45 does not list rests on its own act, and so does its end; so does every kind of a matter that is no licence.
        var procedure = act.Facts.Procedure;
        var own = procedure.Suspensions.FirstOrDefault(rule => rule.Kind == suspension.Kind && !(procedure.IsLicence && SuspensionKinds.Statutory.Contains(rule.Kind)));
        var entry = Ledger(act, LedgerOperation.Resume, 0, suspension.Kind, own?.LegalBasis ?? Art45);
        act.Record(new CaseEvent.Resumed(act.Day, command.Note, entry));
        act.RecordClocks("resumed", [.. ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.Suspension), .. act.ClockWork().DeriveAll(act.File.Clocks)]);
        return null;
    }

    private static Rejection? JudgeExtend(Act act, Extend command)
    {
        if (act.State is not (Accepted or InReview))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (act.Facts.Procedure.Extension is not { } rule)
        {
            return Rejections.Invalid("extension.not_allowed", "该事项没有延长期限的规定。", "This procedure knows no extension.");
        }

        if (act.File.Ledger.Entries.Any(entry => entry.Operation == LedgerOperation.Extend))
        {
            return new Rejection(RejectionKind.InvalidState, "extension.already_used", new LocalText("期限只能延长一次。", "The time limit can be extended only once."), rule.LegalBasis);
        }

        if (act.File.Clock(Clock.StatutoryId) is not { Deadline: { } end } statutory || act.EffectiveAt >= end.PassesAt)
        {
            return new Rejection(RejectionKind.InvalidState, "extension.after_expiry", new LocalText("法定期限已经届满，不能再延长。", "The statutory limit has passed; it can no longer be extended."), rule.LegalBasis);
        }

        var unit = rule.UnitOn(statutory.Limit);
        if (command.Days < 1 || command.Days > rule.MaxDays)
        {
            return Rejections.Invalid(
                "extension.days_out_of_range", $"延长期限应为1至{rule.MaxDays}{UnitNames.Zh(unit)}。", $"An extension is 1 to {rule.MaxDays} {UnitNames.En(unit)}.", rule.LegalBasis, "/days");
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("extension.reason_missing", "延长期限应当告知申请人理由。", "The applicant must be told the reason of the extension.", rule.LegalBasis, "/reason");
        }

        var entry = Ledger(act, LedgerOperation.Extend, command.Days, null, rule.LegalBasis);
        act.Record(new CaseEvent.Extended(command.Days, command.Reason, entry));
        RecordExtended(act, statutory with { ExtensionDays = command.Days, ExtensionUnit = unit == statutory.Limit.Unit ? null : unit });
        return null;
    }

    /// <summary>The law moves; a promise that it had cut short, and a step that the promise had, move with it.</summary>
    private static void RecordExtended(Act act, Clock statutory)
    {
        var before = act.File.WithClocks([statutory]).Clocks;
        var moved = act.ClockWork().DeriveEach(before).Zip(act.File.Clocks).Where(pair => pair.First.Id == statutory.Id || pair.First.Deadline != pair.Second.Deadline);
        act.RecordClocks("extended", [.. moved.Select(pair => pair.First)]);
    }

    private static LedgerEntry Ledger(Act act, LedgerOperation operation, int days, string? kind, string legalBasis) =>
        new(operation, act.Day, days, kind, legalBasis, act.Facts.Actor.Id, CivilTime.Stored(act.Facts.Now));
}
