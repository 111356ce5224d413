using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>审查: what the orchestrator asks of the chain, and what people do with their tasks.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeOpenStage(Act act, OpenStage command)
    {
        var review = act.State switch
        {
            Accepted s => Review.NotBegun with { Round = s.File.RoundsTakenBack },
            InReview s => s.Review,
            _ => null,
        };
        if (review is null || NextStage(act.Facts.Procedure.Chain, review) is not { } stage || stage.Id != command.StageId)
        {
            return null;
        }

        var round = review.Round + 1;
        ImmutableArray<OfferedTask> tasks =
        [
            .. from step in stage.Steps
               from signer in Enumerable.Range(1, step.Signers)
               select new OfferedTask(TaskIdentity.Of(act.File.Id, round, step.Id, signer), step.Id, signer, step.Role, step.Department),
        ];
        act.Record(new CaseEvent.StageOpened(stage.Id, round, tasks));
        var work = act.ClockWork();
        var promised = act.File.Clock(Clock.PromisedId);
        act.RecordClocks(
            "stageOpened",
            [.. stage.Steps.Where(step => step.Budget is not null).Select(step => work.StartStep(Clock.StepId(stage.Id, step.Id), step.Budget!, act.Day, act.EffectiveAt, promised))]);
        return null;
    }

    private static Rejection? JudgeCloseStage(Act act, CloseStage command)
    {
        if (act.State is InReview { Review: var review } && review.Stage == command.StageId && !review.Tasks.Any(task => task.IsOpen))
        {
            act.Record(new CaseEvent.StageClosed(command.StageId, review.Round, review.Tasks.Any(task => task.Status == CaseTaskStatus.Objected)));
        }

        return null;
    }

    private static Rejection? JudgeCompleteChain(Act act)
    {
        if (act.State is InReview { Review: { Stage: null, Complete: false } review } && NextStage(act.Facts.Procedure.Chain, review) is null)
        {
            act.Record(new CaseEvent.ChainCompleted(review.Objected));
        }

        return null;
    }

    /// <summary>The stage that may open now. Judged here, whatever an orchestrator asks: no stage is left out, none is opened twice.</summary>
    private static Stage? NextStage(Chain chain, Review review) => review switch
    {
        { Stage: not null } or { Complete: true } or { Objected: true } => null,
        { ReturnTo: { } earlier } => chain.Find(earlier),
        _ => chain.After(review.LastClosed),
    };

    private static Rejection? JudgeClaim(Act act, ClaimTask command)
    {
        var (review, task, rejection) = OpenTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        if (task.Status == CaseTaskStatus.Claimed)
        {
            return task.Assignee == act.Facts.Actor.Id ? null : Taken(task);
        }

        if (SignsTwice(review!, task, act.Facts.Actor) is { } twice)
        {
            return twice;
        }

        act.Record(new CaseEvent.TaskClaimed(task.Id, act.Facts.Actor.Id, act.Facts.Actor.Name));
        return null;
    }

    private static Rejection? JudgeRelease(Act act, ReleaseTask command)
    {
        var (_, task, rejection) = OpenTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        if (task.Status == CaseTaskStatus.Claimed && task.Assignee != act.Facts.Actor.Id)
        {
            return Taken(task);
        }

        if (task.Status == CaseTaskStatus.Claimed)
        {
            act.Record(new CaseEvent.TaskReleased(task.Id));
        }

        return null;
    }

    private static Rejection? JudgeEndorse(Act act, EndorseTask command) =>
        Claimed(act, command, command.TaskId, task => act.Record(new CaseEvent.TaskEndorsed(task.Id, command.Opinion)));

    private static Rejection? JudgeObject(Act act, ObjectTask command) =>
        act.State is InReview && Blank(command.Opinion)
            ? Rejections.Invalid("task.opinion_missing", "不同意应当写明意见。", "An objection states its opinion.", pointer: "/opinion")
            : Claimed(act, command, command.TaskId, task => act.Record(new CaseEvent.TaskObjected(task.Id, command.Opinion)));

    private static Rejection? JudgeReturn(Act act, ReturnTask command)
    {
        if (act.State is not InReview { Review: var review })
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (review.Stage is { } open && !(act.Facts.Procedure.Chain.Find(open)?.ReturnsTo.Contains(command.ToStage) ?? false))
        {
            return Rejections.Invalid("task.return_not_allowed", $"不能从“{open}”退回到“{command.ToStage}”。", $"Stage '{open}' cannot return to '{command.ToStage}'.", pointer: "/stage");
        }

        if (Blank(command.Opinion))
        {
            return Rejections.Invalid("task.opinion_missing", "退回应当写明意见。", "A return states its opinion.", pointer: "/opinion");
        }

        return Claimed(act, command, command.TaskId, task =>
        {
            act.Record(new CaseEvent.StageReturned(task.Stage, command.ToStage, review.Round, command.Opinion));
            act.RecordClocks("stageReturned", ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.Step));
        });
    }

    /// <summary>Signing an offered task claims it first: one keystroke for the clerk, two facts in the journal.</summary>
    private static Rejection? Claimed(Act act, CaseCommand command, Guid taskId, Action<CaseTask> sign)
    {
        var (review, task, rejection) = OpenTask(act, command, taskId);
        if (task is null)
        {
            return rejection;
        }

        if (task.Status == CaseTaskStatus.Claimed && task.Assignee != act.Facts.Actor.Id)
        {
            return Taken(task);
        }

        if (task.Status == CaseTaskStatus.Offered)
        {
            if (SignsTwice(review!, task, act.Facts.Actor) is { } twice)
            {
                return twice;
            }

            act.Record(new CaseEvent.TaskClaimed(task.Id, act.Facts.Actor.Id, act.Facts.Actor.Name));
        }

        sign(task);
        StopFinishedStep(act, task);
        return null;
    }

    private static void StopFinishedStep(Act act, CaseTask task)
    {
        if (act.State is InReview { Review: var review }
            && !review.Tasks.Any(other => other.Step == task.Step && other.IsOpen)
            && act.File.Clock(Clock.StepId(task.Stage, task.Step)) is { StoppedOn: null } clock)
        {
            act.RecordClocks("stepDone", ClockWork.Stop(clock, act.Day));
        }
    }

    private static (Review? Review, CaseTask? Task, Rejection? Rejection) OpenTask(Act act, CaseCommand command, Guid taskId)
    {
        if (act.State is not InReview { Review: var review })
        {
            return (null, null, Rejections.InvalidState(command, act.State));
        }

        if (review.Find(taskId) is not { IsOpen: true } task)
        {
            return (review, null, new Rejection(RejectionKind.InvalidState, "task.closed", new("该待办已经办结或已撤销。", "The task is done or has been cancelled.")));
        }

        return act.Facts.Actor.Has(task.Role)
            ? (review, task, null)
            : (review, null, new Rejection(
                RejectionKind.Forbidden, "task.role_not_competent", new($"该待办由“{task.Role}”办理。", $"The task is for the role '{task.Role}'.")));
    }

    private static Rejection Taken(CaseTask task) => new(
        RejectionKind.Conflict, "task.claimed_by_other", new($"该待办已由{task.AssigneeName}签收。", $"The task has been claimed by {task.AssigneeName}."));

    private static Rejection? SignsTwice(Review review, CaseTask task, Actor actor) =>
        review.Tasks.Any(other => other.Step == task.Step && other.Id != task.Id && other.Assignee == actor.Id)
            ? new Rejection(
                RejectionKind.Conflict,
                "task.same_signer",
                new("会签应当由不同的人员签署。", "Countersigning needs different people."),
                "行政许可法第三十四条第三款")
            : null;
}
