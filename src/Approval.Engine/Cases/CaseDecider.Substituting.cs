using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>代理: a task of somebody who is away is done by the substitute, under the substitute's own name and on whose behalf.</summary>
public static partial class CaseDecider
{
    /// <summary>
    /// Before an act on somebody else's task: it becomes the substitute's, when its assignee is away that day and the substitute could
    /// sign it anyway; or it becomes its own person's again, who is back. No chains: what is done for somebody is not done for a third.
    /// </summary>
    private static Rejection? StandIn(Act act, Guid taskId)
    {
        var actor = act.Facts.Actor;
        if (act.State is not InReview { Review: var review } || review.Find(taskId) is not { IsOpen: true, Assignee: { } assignee } task
            || assignee == actor.Id || actor.Office != OfficeOf(act, task) || !MayHandle(actor, task))
        {
            return null;
        }

        if (task.OnBehalfOf is { } absent)
        {
            if (absent == actor.Id && task.Owner is null)
            {
                act.Record(new CaseEvent.TaskClaimed(task.Id, actor.Id, actor.Name));
            }

            return null;
        }

        if (act.Facts.Absences.FirstOrDefault(absence => absence.Person == assignee && absence.Substitute == actor.Id && absence.Covers(act.Day)) is not { } away)
        {
            return null;
        }

        if (MayNotSign(act, review, task, actor.Id) is { } notHere)
        {
            return notHere;
        }

        act.Record(new CaseEvent.TaskSubstituted(task.Id, actor.Id, actor.Name, away.Person, away.PersonName));
        return null;
    }
}
