using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>决定、制证、送达 and the other endings (art 38-40, 44, 69).</summary>
public static partial class CaseDecider
{
    private const string Art38 = "行政许可法第三十八条";

    private static Rejection? JudgeDecide(Act act, CaseCommand.Decide command)
    {
        if (ReviewedEnough(act, command) is { } notYet)
        {
            return notYet;
        }

        if (command.Outcome == Outcome.Refused && Empty(command.Reasons))
        {
            return Rejections.Invalid("decision.reasons_missing", "不予许可应当说明理由。", "A refusal states its reasons.", LegalGrounds.OfLicence(act.Facts.Procedure, Art38 + "第二款"), "/reasons");
        }

        if (command.Outcome == Outcome.Refused && Empty(command.Remedies))
        {
            return Rejections.Invalid(
                "decision.remedies_missing", "不予许可应当告知申请行政复议或者提起行政诉讼的权利。", "A refusal names the right to reconsideration or suit.", LegalGrounds.OfLicence(act.Facts.Procedure, Art38 + "第二款"), "/remedies");
        }

        if (command.Outcome == Outcome.GrantedWithConditions && Empty(command.Conditions))
        {
            return Rejections.Invalid("decision.conditions_missing", "附条件的决定应当写明条件。", "A grant with conditions states them.", LegalGrounds.OfLicence(act.Facts.Procedure, Art38), "/conditions");
        }

        if (ProceedingsAllow(act, command) is { } pending)
        {
            return pending;
        }

        act.Record(new CaseEvent.Decided(
            command.Outcome, act.Day, Given(command.Reasons), command.LegalBasis, Given(command.Conditions), Given(command.Remedies)) { HearingRecord = command.HearingRecord });
        var stopped = ClockWork.StopAll(act.File.Clocks, act.Day);
        act.RecordClocks(
            "decided",
            command.Outcome == Outcome.Refused
                ? stopped
                : [.. stopped, act.ClockWork().Start(Clock.DeliveryId, ClockKind.Delivery, act.File.Limits.Delivery, act.Day, act.EffectiveAt)]);
        return null;
    }

    /// <summary>The chain must have run to its end; on-the-spot matters have none, and of a conditional one no stage may apply.</summary>
    private static Rejection? ReviewedEnough(Act act, CaseCommand.Decide command) => act.State switch
    {
        Accepted s when ChainPath.Next(act.Facts.Procedure.Chain, Review.NotBegun, ConditionFacts.Of(s)).Stage is null => null,
        InReview { Review: { Complete: true, Objected: true } } when command.Outcome != Outcome.Refused && Empty(command.Reasons) => Rejections.Invalid(
            "decision.against_objection", "审查中有不同意意见，准予许可应当说明理由。", "A reviewer objected: a grant must state why.", LegalGrounds.OfLicence(act.Facts.Procedure, "行政许可法第三十七条"), "/reasons"),
        InReview { Review.Complete: true } => null,
        Accepted or InReview => new Rejection(
            RejectionKind.InvalidState, "review.incomplete", new("审查环节尚未全部完成，不能作出决定。", "The review is not complete; no determination can be made."), LegalGrounds.OfLicence(act.Facts.Procedure, "行政许可法第三十七条")),
        _ => Rejections.InvalidState(command, act.State),
    };

    private static Rejection? JudgeIssue(Act act, Issue command)
    {
        if (act.State is not Decided { File: var file })
        {
            return Rejections.InvalidState(command, act.State);
        }

        act.Record(new CaseEvent.Issued(Blank(command.DocumentNumber) ? $"{file.Number}-01" : command.DocumentNumber!, act.Day));
        return null;
    }

    private static Rejection? JudgeServe(Act act, Serve command)
    {
        if (act.State is not Issued)
        {
            return Rejections.InvalidState(command, act.State);
        }

        act.Record(new CaseEvent.Served(command.Method, act.Day));
        return EndClocks(act, "served");
    }

    private static Rejection? JudgeWithdraw(Act act, Withdraw command)
    {
        if (act.State is not (Received or CorrectionRequested or Accepted or InReview or Suspended))
        {
            return Rejections.InvalidState(command, act.State);
        }

        act.Record(new CaseEvent.Withdrawn(command.Reason));
        return EndClocks(act, "withdrawn");
    }

    private static Rejection? JudgeTerminate(Act act, Terminate command)
    {
        if (act.State is not (Received or CorrectionRequested or Accepted or InReview or Suspended))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("termination.reason_missing", "终止办理应当说明理由。", "A termination states its reason.", pointer: "/reason");
        }

        act.Record(new CaseEvent.Terminated(command.Reason));
        return EndClocks(act, "terminated");
    }

    private static Rejection? JudgeRevoke(Act act, Revoke command)
    {
        var granted = act.State switch
        {
            Decided s => s.Determination,
            Issued s => s.Determination,
            Served s => s.Determination,
            _ => null,
        };
        if (granted is null || granted.Outcome == Outcome.Refused)
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("revocation.reason_missing", "撤销应当说明理由。", "A revocation states its reason.", LegalGrounds.OfLicence(act.Facts.Procedure, "行政许可法第六十九条"), "/reason");
        }

        act.Record(new CaseEvent.Revoked(command.Ground, command.Reason));
        return EndClocks(act, "revoked");
    }

    private static Rejection? JudgeUrge(Act act, Urge command)
    {
        if (act.State is not (Received or Accepted or InReview or Suspended or Decided or Issued))
        {
            return Rejections.InvalidState(command, act.State);
        }

        act.Record(new CaseEvent.Urged(command.Note));
        return null;
    }

    private static bool Empty(System.Collections.Immutable.ImmutableArray<string> lines) => lines.IsDefaultOrEmpty || lines.All(Blank);
}
