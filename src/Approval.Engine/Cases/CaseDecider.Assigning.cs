using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>指派、转办: a task goes to another person for good. The time of its step runs on.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeAssign(Act act, AssignTask command)
    {
        var (review, task, rejection) = PendingTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        if (!task.IsOpen)
        {
            return Waiting;
        }

        if (task.Assignee == command.To.Id && task.Owner is null)
        {
            return null;
        }

        if (Unsuitable(act, review!, task, command.To, "/to") is { } unsuitable)
        {
            return unsuitable;
        }

        act.Record(new CaseEvent.TaskAssigned(task.Id, command.To.Id, command.To.Name, command.Note));
        return null;
    }

    private static Rejection? JudgeTransfer(Act act, TransferTask command)
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

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("task.reason_missing", "转办应当说明理由。", "Handing a task over needs a reason.", pointer: "/reason");
        }

        if ((ToOneself(act, command.To) ?? Unsuitable(act, review!, task, command.To, "/to")) is { } unsuitable)
        {
            return unsuitable;
        }

        act.Record(new CaseEvent.TaskTransferred(task.Id, command.To.Id, command.To.Name, command.Reason));
        return null;
    }

    /// <summary>A task not yet done; whose it is, is not asked.</summary>
    /// <param name="ofAnyOffice">The office that handles the case may speak of a partner's task too.</param>
    private static (Review? Review, CaseTask? Task, Rejection? Rejection) PendingTask(Act act, CaseCommand command, Guid taskId, bool ofAnyOffice = false)
    {
        if (act.State is not InReview { Review: var review })
        {
            return (null, null, Rejections.InvalidState(command, act.State));
        }

        if (review.Find(taskId) is not { IsPending: true } task)
        {
            return (review, null, Closed);
        }

        var office = act.Facts.Actor.Office;
        return office == OfficeOf(act, task) || (ofAnyOffice && office == act.File.Office) ? (review, task, null) : (review, null, OtherOffice(act, task));
    }

    /// <summary>
    /// A task the actor has, be it waiting for a signer the actor added. An offered one is claimed first, as signing does. What is only
    /// asked for an opinion is not the delegate's to pass on.
    /// </summary>
    private static (Review? Review, CaseTask? Task, Rejection? Rejection) HeldTask(Act act, CaseCommand command, Guid taskId)
    {
        var (review, task, rejection) = PendingTask(act, command, taskId);
        if (task is null)
        {
            return (review, null, rejection);
        }

        var actor = act.Facts.Actor;
        if (!MayHandle(actor, task))
        {
            return (review, null, NotForRole(task));
        }

        if (task.Assignee == actor.Id)
        {
            return task.Owner is null ? (review, task, null) : (review, null, Delegated(task));
        }

        if (task.Status != CaseTaskStatus.Offered)
        {
            return (review, null, task.Status == CaseTaskStatus.Waiting ? Waiting : Taken(task));
        }

        if (MayNotSign(act, review!, task, actor.Id) is { } notHere)
        {
            return (review, null, notHere);
        }

        act.Record(new CaseEvent.TaskClaimed(task.Id, actor.Id, actor.Name));
        var claimed = ((InReview)act.State).Review;
        return (claimed, claimed.Find(task.Id), null);
    }

    /// <summary>Whoever is given a task must be able to sign it: the role, the office, and 职责分离.</summary>
    private static Rejection? Unsuitable(Act act, Review review, CaseTask task, Person person, string pointer) =>
        OfOtherOffice(act, task, person, pointer)
        ?? (person.Has(task.Role) || (task.Escalated && person.Has(Roles.Head))
            ? MayNotSign(act, review, task, person.Id)
            : Rejections.Invalid("person.role_not_competent", $"{person.Name}没有“{task.Role}”的角色。", $"{person.Name} does not have the role '{task.Role}'.", pointer: pointer));

    private static Rejection? OfOtherOffice(Act act, CaseTask task, Person person, string pointer) =>
        person.Office == OfficeOf(act, task)
            ? null
            : Rejections.Invalid("person.other_office", $"{person.Name}不是本机关的人员。", $"{person.Name} serves in another office.", pointer: pointer);

    private static Rejection? ToOneself(Act act, Person person) =>
        person.Id == act.Facts.Actor.Id
            ? Rejections.Invalid("person.oneself", "不能交给本人。", "That would be to oneself.", pointer: "/to")
            : null;

    private static string OfficeOf(Act act, CaseTask task) => task.Office ?? act.File.Office;
}
