using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>退回: back to an earlier stage, also out of a parallel or countersigned one; what is asked again, the data of each step says.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeReturn(Act act, ReturnTask command)
    {
        if (act.State is not InReview { Review: var review } state)
        {
            return Rejections.InvalidState(command, act.State);
        }

        var chain = act.Facts.Procedure.Chain;
        var open = review.Stage is { } at ? chain.Find(at) : null;
        if (open is not null && !open.ReturnsTo.Contains(command.ToStage))
        {
            return Rejections.Invalid("task.return_not_allowed", $"不能从“{open.Id}”退回到“{command.ToStage}”。", $"Stage '{open.Id}' cannot return to '{command.ToStage}'.", pointer: "/stage");
        }

        if (open is not null && !ChainPath.Applies(chain.Find(command.ToStage)!, ConditionFacts.Of(state)))
        {
            return Rejections.Invalid("task.return_not_allowed", $"本案不经过“{command.ToStage}”环节。", $"This case does not go through stage '{command.ToStage}'.", pointer: "/stage");
        }

        if (Blank(command.Opinion))
        {
            return Rejections.Invalid("task.opinion_missing", "退回应当写明意见。", "A return states its opinion.", pointer: "/opinion");
        }

        if (open is not null && command.Steps is { } named && (named.IsEmpty || named.Any(step => chain.Find(command.ToStage)!.Find(step) is null)))
        {
            return Rejections.Invalid("task.return_steps", $"退回的步骤应当属于“{command.ToStage}”。", $"The steps to do again are steps of '{command.ToStage}'.", pointer: "/steps");
        }

        if (open is not null && review.ReturnsOutOf(open.Id) >= open.ReturnsAtMost)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "task.return_limit",
                new($"从“{open.Id}”最多退回{open.ReturnsAtMost}次。", $"A case is sent back out of '{open.Id}' at most {open.ReturnsAtMost} times."));
        }

        return Claimed(act, command, command.TaskId, task =>
        {
            var kept = KeptOnReturn(act, review, chain, task.Stage, command);
            act.Record(new CaseEvent.StageReturned(task.Stage, command.ToStage, review.Round, command.Opinion, kept.IsEmpty ? null : kept));
            act.RecordClocks("stageReturned", ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.Step));
        });
    }

    /// <summary>
    /// The steps of the stages gone through since the one returned to, as far as their data keeps them: whole where they were agreed, and
    /// of the stage left the single signatures given. In the stage returned to those named are asked again; all are, when none is named.
    /// </summary>
    private static ImmutableArray<KeptStep> KeptOnReturn(Act act, Review review, Chain chain, string from, ReturnTask command)
    {
        var kept = ImmutableArray.CreateBuilder<KeptStep>();
        var facts = ConditionFacts.Of((Known)act.State);
        var between = chain.Stages.SkipWhile(stage => stage.Id != command.ToStage).TakeWhile(stage => stage.Id != from).Where(stage => ChainPath.Applies(stage, facts));
        foreach (var stage in between)
        {
            kept.AddRange(
                from step in ChainPath.StepsOf(stage, facts)
                where step.KeepsOnReturn && (stage.Id != command.ToStage || (command.Steps is { } again && !again.Contains(step.Id)))
                select new KeptStep(stage.Id, step.Id));
        }

        var left = chain.Find(from)!;
        foreach (var step in left.Steps.Where(step => step.KeepsOnReturn))
        {
            var tasks = review.Tasks.Where(task => task.Step == step.Id).ToList();
            if (tasks.Count > 0 && StepSettling.Of(step, tasks) == StepSettlement.Agreed)
            {
                kept.Add(new KeptStep(left.Id, step.Id));
            }
            else if (tasks.Exists(IsKept))
            {
                kept.Add(new KeptStep(left.Id, step.Id, [.. tasks.Where(IsKept).Select(task => new KeptSigner(task.Signer, task.Assignee!, task.AssigneeName!))]));
            }
            else if (review.KeptOf(left.Id, step.Id) is { Signers: null } whole)
            {
                kept.Add(whole);
            }
        }

        return kept.ToImmutable();
    }

    private static bool IsKept(CaseTask task) => task is { Status: CaseTaskStatus.Endorsed, AddedFor: null };
}
