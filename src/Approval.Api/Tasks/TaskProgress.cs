using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;

namespace Approval.Api.Tasks;

/// <summary>A task as a step leaves it: what was read before, and what the step did to it. The rows say the same when they are committed.</summary>
internal static class TaskProgress
{
    public static TaskView After(TaskView task, CaseOutcome outcome)
    {
        var stands = TasksOf(outcome.State).FirstOrDefault(other => other.Id == task.Id);
        var wasOpen = task.State is "offered" or "claimed" or "waiting";
        foreach (var row in outcome.Rows)
        {
            task = Apply(task, JournalRow.Open(row.Body).Event, row.RecordedAt);
        }

        // Of a task that is gone from the case: signed in this step, or cancelled by it.
        var state = stands is not null ? StoredNames.Of(stands.Status) : task.State is "offered" or "claimed" or "waiting" ? "cancelled" : task.State;
        var isOpen = state is "offered" or "claimed" or "waiting";
        var at = outcome.Rows.Count > 0 ? outcome.Rows[^1].RecordedAt : (DateTimeOffset?)null;
        var file = ((CaseState.Known)outcome.State).File;
        return task with
        {
            State = state,
            Due = isOpen ? file.Clock(Engine.Clocks.Clock.StepId(task.Stage, task.Step))?.Deadline?.Due : task.Due,
            ClosedAt = isOpen ? null : wasOpen ? at : task.ClosedAt,
            UrgedAt = stands?.UrgedAt ?? task.UrgedAt,
            UrgedTimes = stands?.UrgedTimes ?? task.UrgedTimes,
            CaseVersion = outcome.Version,
            CaseLamp = StoredNames.Of(file.Lamp),
        };
    }

    private static TaskView Apply(TaskView task, CaseEvent happened, DateTimeOffset at) => happened switch
    {
        CaseEvent.TaskClaimed e when e.TaskId == task.Id => With(task, e.Assignee, e.AssigneeName, at),
        CaseEvent.TaskAssigned e when e.TaskId == task.Id => With(task, e.Assignee, e.AssigneeName, at),
        CaseEvent.TaskTransferred e when e.TaskId == task.Id => With(task, e.Assignee, e.AssigneeName, at),
        CaseEvent.TaskDelegated e when e.TaskId == task.Id => With(task, e.Delegate, e.DelegateName, at) with { Owner = task.Assignee, OwnerName = task.AssigneeName },
        CaseEvent.DelegationReturned e when e.TaskId == task.Id => With(task, task.Owner!, task.OwnerName!, at) with { Advice = e.Opinion ?? task.Advice },
        CaseEvent.TaskSubstituted e when e.TaskId == task.Id => With(task, e.Substitute, e.SubstituteName, at) with
        {
            Owner = task.Owner,
            OwnerName = task.OwnerName,
            OnBehalfOf = e.OnBehalfOf,
            OnBehalfOfName = e.OnBehalfOfName,
        },
        CaseEvent.TaskReleased e when e.TaskId == task.Id => task with
        {
            State = "offered",
            Assignee = null,
            AssigneeName = null,
            ClaimedAt = null,
            OnBehalfOf = null,
            OnBehalfOfName = null,
        },
        CaseEvent.TaskEndorsed e when e.TaskId == task.Id => task with { State = "endorsed", Opinion = e.Opinion },
        CaseEvent.TaskObjected e when e.TaskId == task.Id => task with { State = "objected", Opinion = e.Opinion },
        CaseEvent.TaskDissented e when e.TaskId == task.Id => task with { State = "objected", Opinion = e.Opinion },
        CaseEvent.OpinionWithdrawn e when e.TaskId == task.Id => task with { State = "claimed", Opinion = null },
        _ => task,
    };

    private static TaskView With(TaskView task, string assignee, string name, DateTimeOffset at) => task with
    {
        State = "claimed",
        ClaimedAt = task.Assignee == assignee ? task.ClaimedAt : at,
        Assignee = assignee,
        AssigneeName = name,
        Owner = null,
        OwnerName = null,
        OnBehalfOf = null,
        OnBehalfOfName = null,
    };

    private static IEnumerable<CaseTask> TasksOf(CaseState state) => state switch
    {
        CaseState.InReview s => s.Review.Tasks.Concat(s.Review.Closed?.Tasks ?? []),
        CaseState.Suspended { Review: { } review } => review.Tasks.Concat(review.Closed?.Tasks ?? []),
        _ => [],
    };
}
