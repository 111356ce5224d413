using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>审查: what people do with their tasks.</summary>
public static partial class CaseDecider
{
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

        if (MayNotSign(act, review!, task, act.Facts.Actor.Id) is { } notHere)
        {
            return notHere;
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
        Claimed(act, command, command.TaskId, task => Sign(act, task, new CaseEvent.TaskEndorsed(task.Id, command.Opinion)));

    private static Rejection? JudgeObject(Act act, ObjectTask command) =>
        act.State is InReview && Blank(command.Opinion)
            ? Rejections.Invalid("task.opinion_missing", "不同意应当写明意见。", "An objection states its opinion.", pointer: "/opinion")
            : Claimed(act, command, command.TaskId, task => Sign(
                act,
                task,
                IsCounted(act, task) ? new CaseEvent.TaskDissented(task.Id, command.Opinion) : new CaseEvent.TaskObjected(task.Id, command.Opinion)));

    /// <summary>票签: an objection of a signer of the procedure is one vote; that of somebody added settles the step, as everywhere.</summary>
    private static bool IsCounted(Act act, CaseTask task) => StepOf(act, task).Mode == SigningMode.Quorum && task.AddedFor is null;

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
            if (MayNotSign(act, review!, task, act.Facts.Actor.Id) is { } notHere)
            {
                return notHere;
            }

            act.Record(new CaseEvent.TaskClaimed(task.Id, act.Facts.Actor.Id, act.Facts.Actor.Name));
        }

        sign(task);
        return null;
    }

    /// <summary>The open task, or why this actor may not act on it.</summary>
    private static (Review? Review, CaseTask? Task, Rejection? Rejection) OpenTask(Act act, CaseCommand command, Guid taskId)
    {
        if (act.State is not InReview { Review: var review })
        {
            return (null, null, Rejections.InvalidState(command, act.State));
        }

        if (review.Find(taskId) is not { IsPending: true } task)
        {
            return (review, null, Closed);
        }

        if (act.Facts.Actor.Office is { } office && office != (task.Office ?? act.File.Office))
        {
            return (review, null, OtherOffice(act, task));
        }

        if (!task.IsOpen)
        {
            return (review, null, Waiting);
        }

        return MayHandle(act.Facts.Actor, task)
            ? (review, task, null)
            : (review, null, NotForRole(task));
    }

    /// <summary>After an escalation the head of the silent office may sign too.</summary>
    private static bool MayHandle(Actor actor, CaseTask task) => actor.Has(task.Role) || (task.Escalated && actor.Has(Roles.Head));

    private static Rejection Closed { get; } = new(RejectionKind.InvalidState, "task.closed", new("该待办已经办结或已撤销。", "The task is done or has been cancelled."));

    private static Rejection Waiting { get; } = new(RejectionKind.InvalidState, "task.waiting", new("该待办尚未轮到。", "It is not yet the turn of this task."));

    private static Rejection OtherOffice(Act act, CaseTask task) => new(
        RejectionKind.Forbidden, "task.other_office", new($"该待办由“{task.Office ?? act.File.Office}”办理。", $"The task is for the office {task.Office ?? act.File.Office}."));

    private static Rejection NotForRole(CaseTask task) => new(
        RejectionKind.Forbidden, "task.role_not_competent", new($"该待办由“{task.Role}”办理。", $"The task is for the role '{task.Role}'."));

    private static Rejection Taken(CaseTask task) => new(
        RejectionKind.Conflict, "task.claimed_by_other", new($"该待办已由{task.AssigneeName}签收。", $"The task has been claimed by {task.AssigneeName}."));

    /// <summary>职责分离: nobody signs a step twice, nor a step that must not be signed by who signed another.</summary>
    private static Rejection? MayNotSign(Act act, Review review, CaseTask task, string person)
    {
        if (review.Tasks.Any(other => other.Step == task.Step && other.Id != task.Id && IsBoundTo(other, person) && other.Status is not (CaseTaskStatus.Cancelled or CaseTaskStatus.Deemed)))
        {
            return new Rejection(
                RejectionKind.Conflict,
                "task.same_signer",
                new("会签应当由不同的人员签署。", "Countersigning needs different people."),
                "行政许可法第三十四条第三款");
        }

        var step = StepOf(act, task);
        var conflicting = step.NotSignersOf.FirstOrDefault(other =>
            (review.SignedBy?.Any(signed => signed.Step == other && signed.People.Contains(person)) ?? false)
            || review.Tasks.Any(signed => signed.Step == other && signed.Assignee == person && signed.IsSigned));
        return conflicting is null
            ? null
            : new Rejection(
                RejectionKind.Conflict,
                "task.duties_not_separate",
                new($"已办理“{conflicting}”环节的人员不得办理本环节。", $"Who has signed '{conflicting}' may not sign '{step.Id}'."));
    }

    /// <summary>Signs it, will sign it when it comes back from a delegate, or is signed for.</summary>
    private static bool IsBoundTo(CaseTask task, string person) => task.Assignee == person || task.Owner == person || task.OnBehalfOf == person;

    private static Step StepOf(Act act, CaseTask task) => act.Facts.Procedure.Chain.Find(task.Stage)!.Find(task.Step)!;
}
