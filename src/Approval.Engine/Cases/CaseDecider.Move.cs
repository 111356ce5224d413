using System.Collections.Immutable;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>改按新版本办理: an open case goes on under another version; what was decided never moves.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeMove(Act act, MoveToVersion command)
    {
        if (act.State is not (Received or CorrectionRequested or Accepted or InReview or Suspended))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (act.Facts.Target is not { } target || target.Code != act.File.Procedure || target.Version != command.Version)
        {
            return Rejections.Invalid("move.version_unknown", $"{act.File.Procedure} 没有第{command.Version}版。", $"There is no version {command.Version} of {act.File.Procedure}.", pointer: "/version");
        }

        if (target.Version == act.File.ProcedureVersion)
        {
            return null;
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("move.reason_missing", "改按其他版本办理应当说明理由。", "Moving a case to another version needs a reason.", pointer: "/reason");
        }

        return FitsInto(act, target) ?? Move(act, command, target);
    }

    /// <summary>What of the case has no place in the version.</summary>
    private static Rejection? FitsInto(Act act, Procedure target)
    {
        if (!target.Levels.Contains(act.Facts.Office.Level) || target.ClocksFrom != act.Facts.Procedure.ClocksFrom)
        {
            return Misfit("move.not_comparable", "新版本的行使层级或期限起算与本案不同。", "The version is for another level of office, or its limits count from another event.");
        }

        if (act.State is Suspended { Suspension.Kind: var kind } && target.Suspensions.All(rule => rule.Kind != kind))
        {
            return Misfit("move.suspension_missing", $"新版本没有正在进行的特别程序“{kind}”。", $"The version does not know '{kind}', which is under way.");
        }

        var pinned = act.File.Facts?.Select(fact => fact.Name) ?? [];
        if (FactNames.Of(target).Except([.. pinned, .. act.Facts.Procedure.Chain.Facts]).Where(fact => !FactNames.IsOfState(fact)).ToList() is { Count: > 0 } missing)
        {
            return Misfit("move.facts_missing", $"新版本的条件需要收件时没有记录的事实：{string.Join("、", missing)}。", $"Conditions of the version ask for facts that were not kept at receipt: {string.Join(", ", missing)}.");
        }

        if (ReviewOf(act.State) is not { Complete: false } review)
        {
            return null;
        }

        if (new[] { review.Stage, review.LastClosed, review.ReturnTo }.FirstOrDefault(stage => stage is not null && target.Chain.Find(stage) is null) is { } gone)
        {
            return Misfit("move.stage_missing", $"新版本没有本案所在的环节“{gone}”。", $"The version has no stage '{gone}', where the case stands.");
        }

        return review.Stage is { } open && !ChainPath.Applies(target.Chain.Find(open)!, ConditionFacts.Of((Known)act.State))
            ? Misfit("move.stage_missing", $"按新版本，本案不经过“{open}”环节。", $"By the version the case does not go through stage '{open}', where it stands.")
            : null;
    }

    private static Rejection? Move(Act act, MoveToVersion command, Procedure target)
    {
        var limits = target.LimitsFor(act.Facts.Office, act.File.ProjectClass, act.File.ReceiptDay);
        var tasks = StageMove.Of(act, target);
        var clocks = ClockMoving.Of(act, target, limits, tasks);
        if (clocks.FirstOrDefault(clock => clock is { IsRunning: true, Deadline: { } deadline } && deadline.PassesAt <= act.Facts.Now) is { } late)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "move.deadline_passed",
                new LocalText($"按新版本，“{late.Id}”的期限已于{late.Deadline!.Due:yyyy-MM-dd}届满，不得追溯。", $"By the version the limit '{late.Id}' would have ended on {late.Deadline.Due:yyyy-MM-dd}: nobody is late by a rule that came afterwards."));
        }

        var dues = clocks
            .Select(clock => new DueChange(clock.Id, act.File.Clock(clock.Id)?.Deadline?.Due, clock.StoppedOn is null ? clock.Deadline?.Due : null))
            .Where(change => change.Before != change.After);
        act.Record(new CaseEvent.MovedToVersion(
            act.File.ProcedureVersion, target.Version, command.Reason.Trim(), act.File.Limits, limits, [.. dues],
            tasks?.Stage, tasks?.Round ?? 0, Some(tasks?.Dropped ?? []), Some(tasks?.Offered ?? []), KeptIn(act, target)));
        foreach (var step in tasks?.AskedInTurn ?? [])
        {
            OfferNextTurn(act, step);
        }

        act.RecordClocks("movedToVersion", clocks);
        return null;
    }

    /// <summary>What a return has kept stands where the version asks the same.</summary>
    private static ImmutableArray<KeptStep>? KeptIn(Act act, Procedure target) => Some(
    [
        .. from kept in ReviewOf(act.State)?.Kept ?? []
           let before = act.Facts.Procedure.Chain.Find(kept.Stage)?.Find(kept.Step)
           let after = target.Chain.Find(kept.Stage)?.Find(kept.Step)
           where before is not null && after is not null && after.AsksTheSameAs(before)
           select kept,
    ]);

    private static ImmutableArray<T>? Some<T>(ImmutableArray<T> items) => items.IsEmpty ? null : items;

    private static Review? ReviewOf(CaseState state) => CaseEvolution.ReviewOf(state);

    private static Rejection Misfit(string code, string zh, string en) => new(RejectionKind.InvalidState, code, new LocalText(zh, en));
}
