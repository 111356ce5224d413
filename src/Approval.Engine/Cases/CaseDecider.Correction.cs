using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>补正: the one-time notice before acceptance (art 32(4)), and what a procedure allows during review.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeRequestCorrection(Act act, RequestCorrection command)
    {
        Deeming.TakeBackIfGivenInTime(act);
        return JudgeRequested(act, command);
    }

    private static Rejection? JudgeRequested(Act act, RequestCorrection command) => act.State switch
    {
        Received received => CheckItems(act, command) ?? NotTwice(act, received, command) ?? AskBeforeAcceptance(act, command),
        InReview { Correction: null } when act.Facts.Procedure.ReviewCorrection is { } rule => CheckItems(act, command) ?? AskInReview(act, command, rule),
        _ => Rejections.InvalidState(command, act.State),
    };

    private static Rejection? JudgeSubmitCorrection(Act act, SubmitCorrection command) => act.State switch
    {
        CorrectionRequested requested => CheckAnswer(act, command, requested.Correction) ?? AnswerBeforeAcceptance(act, command),
        InReview { Correction: { } asked } => CheckAnswer(act, command, asked) ?? AnswerInReview(act, command),
        _ => Rejections.InvalidState(command, act.State),
    };

    private static Rejection? CheckItems(Act act, RequestCorrection command)
    {
        if (command.Items.IsDefaultOrEmpty)
        {
            return Rejections.Invalid("correction.items_missing", "补正通知应当一次告知全部需要补正的内容。", "A correction notice names all that must be corrected.", LegalGrounds.OfNotice(act.Facts.Procedure), "/items");
        }

        if (command.Items.Select(item => item.Material).FirstOrDefault(code => act.Facts.Procedure.Materials.All(m => m.Code != code)) is { } unknown)
        {
            return Rejections.Invalid(
                "material.unknown", $"“{unknown}”不在公布的材料目录中，不得要求。", $"'{unknown}' is not in the published list and may not be asked for.", LegalGrounds.OfMaterials(act.Facts.Procedure), "/items");
        }

        return command.Items.Any(item => Blank(item.Problem))
            ? Rejections.Invalid("correction.problem_missing", "补正通知应当写明每项材料需要补正的内容。", "A correction notice says of each material what is to be corrected.", LegalGrounds.OfNotice(act.Facts.Procedure), "/items")
            : null;
    }

    /// <summary>Only a document first handed in with the correction may be asked for again: its faults could not be told before.</summary>
    private static Rejection? NotTwice(Act act, Received received, RequestCorrection command)
    {
        if (received.Correction is not { } first
            || command.Items.FirstOrDefault(item => first.OnFile.Contains(item.Material) || !received.File.Materials.Contains(item.Material)) is not { } repeated)
        {
            return null;
        }

        var name = act.Facts.Procedure.Materials.First(material => material.Code == repeated.Material).Name;
        return new Rejection(
            RejectionKind.InvalidState,
            "correction.second_notice",
            new LocalText(
                $"已经一次性告知补正，不得再就“{name.Zh}”要求补正。",
                $"Correction has been asked for once; '{name.En}' could have been named then."),
            act.Facts.Procedure.IsLicence ? Art32 + "第一款第四项、第七十二条第四项" : LegalGrounds.OfNotice(act.Facts.Procedure));
    }

    private static Rejection? AskBeforeAcceptance(Act act, RequestCorrection command)
    {
        var entry = act.Facts.Procedure.ClocksFrom == ClocksFrom.Receipt
            ? Ledger(act, LedgerOperation.Suspend, 0, "correction", act.File.Limits.Notice.LegalBasis)
            : null;
        act.Record(new CaseEvent.CorrectionRequested(command.Items, command.Note, act.Day, entry));
        act.RecordClocks("correctionRequested", [.. ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.Notice), .. act.ClockWork().DeriveAll(act.File.Clocks)]);
        return null;
    }

    private static Rejection? AskInReview(Act act, RequestCorrection command, ReviewCorrectionRule rule)
    {
        var entry = rule.StopsPromise ? Ledger(act, LedgerOperation.Suspend, 0, "reviewCorrection", rule.LegalBasis) with { PromiseOnly = true } : null;
        act.Record(new CaseEvent.ReviewCorrectionRequested(command.Items, command.Note, act.Day, entry));
        act.RecordClocks("reviewCorrectionRequested", entry is null ? [] : act.ClockWork().DeriveAll(act.File.Clocks));
        return null;
    }

    private static Rejection? CheckAnswer(Act act, SubmitCorrection command, Correction asked)
    {
        var submitted = Given(command.Materials).Select(material => material.Code).ToHashSet();
        if (asked.Items.FirstOrDefault(item => !submitted.Contains(item)) is { } missing)
        {
            return Rejections.Invalid("correction.incomplete", $"补正材料缺少“{missing}”。", $"The correction lacks '{missing}', which the notice names.", act.Facts.Procedure.IsLicence ? Art32 + "第一款第五项" : LegalGrounds.OfNotice(act.Facts.Procedure), "/materials");
        }

        return submitted.FirstOrDefault(code => act.Facts.Procedure.Materials.All(m => m.Code != code)) is { } unknown
            ? Rejections.Invalid("material.unknown", $"“{unknown}”不在公布的材料目录中。", $"'{unknown}' is not in the published list.", pointer: "/materials")
            : null;
    }

    private static Rejection? AnswerBeforeAcceptance(Act act, SubmitCorrection command)
    {
        var receiptDay = act.Facts.Hours.ReceiptDay(act.EffectiveAt, act.Facts.Actor.Has(Roles.Applicant));
        var entry = act.Facts.Procedure.ClocksFrom == ClocksFrom.Receipt
            ? Ledger(act, LedgerOperation.Interrupt, 0, "correction", act.File.Limits.Notice.LegalBasis) with { On = receiptDay }
            : null;
        act.Record(new CaseEvent.CorrectionSubmitted(Given(command.Materials), command.Note, receiptDay, entry));
        StartReceiptClocks(act, "correctionSubmitted");
        return null;
    }

    private static Rejection? AnswerInReview(Act act, SubmitCorrection command)
    {
        var entry = act.Facts.Procedure.ReviewCorrection is { StopsPromise: true } rule
            ? Ledger(act, LedgerOperation.Resume, 0, "reviewCorrection", rule.LegalBasis) with { PromiseOnly = true }
            : null;
        act.Record(new CaseEvent.ReviewCorrectionSubmitted(Given(command.Materials), command.Note, entry));
        act.RecordClocks("reviewCorrectionSubmitted", entry is null ? [] : act.ClockWork().DeriveAll(act.File.Clocks));
        return null;
    }
}
