using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>委派: somebody else is asked for an opinion; the one who delegates signs and answers for it.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeDelegate(Act act, DelegateTask command)
    {
        var (review, task, rejection) = HeldTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        if (!task.IsOpen)
        {
            return Waiting;
        }

        if (task.OnBehalfOf is not null)
        {
            return new Rejection(RejectionKind.InvalidState, "task.substitute_delegates", new("代理他人办理的待办不能再委派。", "Who stands in for somebody does not delegate."));
        }

        if ((ToOneself(act, command.To) ?? Unsuitable(act, review!, task, command.To, "/to")) is { } unsuitable)
        {
            return unsuitable;
        }

        act.Record(new CaseEvent.TaskDelegated(task.Id, command.To.Id, command.To.Name, command.Note));
        return null;
    }

    /// <summary>The delegate gives it back with an opinion; the owner may take it back without one.</summary>
    private static Rejection? JudgeReturnDelegation(Act act, ReturnDelegation command)
    {
        var (_, task, rejection) = PendingTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        if (task.Owner is null)
        {
            return new Rejection(RejectionKind.InvalidState, "task.not_delegated", new("该待办没有委派。", "The task is not delegated."));
        }

        var actor = act.Facts.Actor.Id;
        if (actor != task.Assignee && actor != task.Owner)
        {
            return Taken(task);
        }

        if (actor == task.Assignee && Blank(command.Opinion))
        {
            return Rejections.Invalid("task.opinion_missing", "受委派人应当写明意见。", "The delegate states an opinion.", pointer: "/opinion");
        }

        act.Record(new CaseEvent.DelegationReturned(task.Id, actor == task.Assignee ? command.Opinion : null));
        return null;
    }

    /// <summary>A delegate gives an opinion and does not sign.</summary>
    private static Rejection? OnlyAsked(Act act, Guid taskId) =>
        act.State is InReview { Review: var review } && review.Find(taskId) is { IsOpen: true, Owner: not null } task && task.Assignee == act.Facts.Actor.Id
            ? Delegated(task)
            : null;

    private static Rejection? NotReleased(Act act, ReleaseTask command) =>
        act.State is InReview { Review: var review } && review.Find(command.TaskId) is { AddedFor: not null, IsOpen: true } task && task.Assignee == act.Facts.Actor.Id
            ? new Rejection(RejectionKind.InvalidState, "task.named_signer", new("加签指定由本人办理，可以转办，不能释放。", "A signer was added by name: the task can be handed over, not released."))
            : OnlyAsked(act, command.TaskId);

    private static Rejection Delegated(CaseTask task) => new(
        RejectionKind.InvalidState,
        "task.delegated",
        new($"该待办由{task.OwnerName}委派，请提交意见退还，由委派人签署。", $"The task was delegated by {task.OwnerName}: give it back with an opinion; who delegated it signs."));
}
