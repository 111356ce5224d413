using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>延长: the one extension (art 42), and the application for it where the procedure asks for one.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeApplyExtension(Act act, ApplyExtension command)
    {
        if (CheckExtension(act, command, command.Days, command.Reason) is { } refused)
        {
            return refused;
        }

        if (act.File.ExtensionRequest is not null)
        {
            return new Rejection(RejectionKind.InvalidState, "extension.already_applied", new LocalText("已经提出延长申请。", "An extension has been applied for already."), act.Facts.Procedure.Extension!.LegalBasis);
        }

        act.Record(new CaseEvent.ExtensionApplied(command.Days, command.Reason));
        return null;
    }

    private static Rejection? JudgeExtend(Act act, Extend command)
    {
        if (CheckExtension(act, command, command.Days, command.Reason) is { } refused)
        {
            return refused;
        }

        var rule = act.Facts.Procedure.Extension!;
        if (rule.ApplicationRequired && (act.File.ExtensionRequest is not { } request || command.Days > request.Days))
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "extension.not_applied",
                new LocalText("延长期限应当先提出申请，批准的天数不得超过申请的天数。", "An extension must be applied for first, and is granted for no more days than that."),
                rule.LegalBasis);
        }

        if (act.File.ExtensionRequest is { AppliedBy: var person } && SeparationOfDuties.CheckApprover(act.Facts.Actor, person, rule.LegalBasis) is { } own)
        {
            return own;
        }

        var entry = Ledger(act, LedgerOperation.Extend, command.Days, null, rule.LegalBasis);
        act.Record(new CaseEvent.Extended(command.Days, command.Reason, entry));
        var statutory = act.File.Clock(Clock.StatutoryId)!;
        var unit = rule.UnitOn(statutory.Limit);
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

    private static Rejection? CheckExtension(Act act, CaseCommand command, int days, string reason)
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
        if (days < 1 || days > rule.MaxDays)
        {
            return Rejections.Invalid(
                "extension.days_out_of_range", $"延长期限应为1至{rule.MaxDays}{UnitNames.Zh(unit)}。", $"An extension is 1 to {rule.MaxDays} {UnitNames.En(unit)}.", rule.LegalBasis, "/days");
        }

        return Blank(reason)
            ? Rejections.Invalid("extension.reason_missing", "延长期限应当告知申请人理由。", "The applicant must be told the reason of the extension.", rule.LegalBasis, "/reason")
            : null;
    }
}
