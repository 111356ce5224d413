using Approval.Engine.Cases;

namespace Approval.Engine.Tasks;

/// <summary>How people's dealings with tasks move a review. No conditions here: what is in the journal happened.</summary>
internal static class TaskEvolution
{
    public static Review Assigned(Review review, Guid taskId, string assignee, string name) => Change(review, taskId, task => task with
    {
        Status = CaseTaskStatus.Claimed,
        Assignee = assignee,
        AssigneeName = name,
        Owner = null,
        OwnerName = null,
        OnBehalfOf = null,
        OnBehalfOfName = null,
    });

    public static Review Released(Review review, Guid taskId) => Change(review, taskId, task => task with
    {
        Status = CaseTaskStatus.Offered,
        Assignee = null,
        AssigneeName = null,
        OnBehalfOf = null,
        OnBehalfOfName = null,
    });

    public static Review Delegated(Review review, CaseEvent.TaskDelegated e) => Change(review, e.TaskId, task => task with
    {
        Assignee = e.Delegate,
        AssigneeName = e.DelegateName,
        Owner = task.Assignee,
        OwnerName = task.AssigneeName,
    });

    public static Review DelegationReturned(Review review, Guid taskId) => Change(review, taskId, task => task with
    {
        Assignee = task.Owner,
        AssigneeName = task.OwnerName,
        Owner = null,
        OwnerName = null,
        OnBehalfOf = null,
        OnBehalfOfName = null,
    });

    public static Review Substituted(Review review, CaseEvent.TaskSubstituted e) => Change(review, e.TaskId, task => task with
    {
        Assignee = e.Substitute,
        AssigneeName = e.SubstituteName,
        OnBehalfOf = e.OnBehalfOf,
        OnBehalfOfName = e.OnBehalfOfName,
    });

    /// <summary>A task somebody has had before is that person's again when its turn comes.</summary>
    public static Review Offered(Review review, Guid taskId) =>
        Change(review, taskId, task => task with { Status = task.Assignee is null ? CaseTaskStatus.Offered : CaseTaskStatus.Claimed });

    public static Review SignerAdded(Review review, CaseEvent.SignerAdded e)
    {
        var asking = e.Position == SignerPosition.Before ? Change(review, e.TaskId, task => task with { Status = CaseTaskStatus.Waiting }) : review;
        var added = new CaseTask(
            e.Added.Id, review.Stage!, e.Added.Step, e.Added.Signer, e.Added.Role, e.Position == SignerPosition.After ? CaseTaskStatus.Waiting : CaseTaskStatus.Claimed, e.Signer, e.SignerName)
        {
            Office = e.Added.Office,
            AddedFor = e.TaskId,
            AddedBy = e.AddedBy,
            Position = e.Position,
        };
        return asking with { Tasks = asking.Tasks.Add(added) };
    }

    public static Review SignerRemoved(Review review, Guid taskId) =>
        Change(review, taskId, task => task with { Status = CaseTaskStatus.Cancelled, Removed = true });

    public static Review OpinionWithdrawn(Review review, CaseEvent.OpinionWithdrawn e)
    {
        var withdrawn = Change(review, e.TaskId, task => task with { Status = CaseTaskStatus.Claimed });
        return withdrawn with
        {
            Tasks = [.. withdrawn.Tasks.Select(task => e.Others.FirstOrDefault(other => other.TaskId == task.Id) is { } other ? task with { Status = other.Status } : task)],
        };
    }

    public static Review Urged(Review review, CaseEvent.TaskUrged e) => Change(review, e.TaskId, task =>
    {
        var last = task.UrgingsBy?.FirstOrDefault(urging => urging.By == e.By);
        var today = last is not null && CivilTime.DayOf(last.At) == CivilTime.DayOf(e.At) ? last.Today + 1 : 1;
        return task with
        {
            UrgedAt = e.At,
            UrgedTimes = task.UrgedTimes + 1,
            UrgingsBy = [.. (task.UrgingsBy ?? []).Where(urging => urging.By != e.By), new Urging(e.By, e.At, today)],
        };
    });

    private static Review Change(Review review, Guid taskId, Func<CaseTask, CaseTask> change) =>
        review.With(change(review.Find(taskId) ?? throw new InvalidOperationException($"Task {taskId} is not in the open stage.")));
}
