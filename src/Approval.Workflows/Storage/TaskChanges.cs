using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Storage;

/// <summary>What a step does to the rows of a case's tasks: those offered, and those changed.</summary>
internal static class TaskChanges
{
    public static IEnumerable<OfferedRow> Offered(WrittenStep step)
    {
        var file = ((CaseState.Known)step.After.State).File;
        var moved = from move in step.Entries.Select(entry => entry.Event).OfType<CaseEvent.MovedToVersion>()
                    from task in move.Offered ?? []
                    select new OfferedRow(file.Id, task.Office ?? file.Office, move.Stage!, move.Round, task, DueOn(file, move.Stage!, task.Step));
        return (from opened in step.Entries.Select(entry => entry.Event).OfType<CaseEvent.StageOpened>()
               from task in opened.Tasks
               select new OfferedRow(file.Id, task.Office ?? file.Office, opened.Stage, opened.Round, task, DueOn(file, opened.Stage, task.Step))).Concat(moved);
    }

    public static IEnumerable<ChangedRow> Changed(WrittenStep step)
    {
        var open = OpenIn(step.Before.State).ToDictionary(task => task.Id, task => new ChangedRow(task.Id, task.Status, task.Assignee, task.AssigneeName, null, null));
        var dueBefore = OpenIn(step.Before.State).ToDictionary(task => task.Id, task => DueOn(((CaseState.Known)step.Before.State).File, task.Stage, task.Step));
        var changed = new Dictionary<Guid, ChangedRow>();
        foreach (var happened in step.Entries.Select(entry => entry.Event))
        {
            switch (happened)
            {
                case CaseEvent.StageOpened e:
                    foreach (var task in e.Tasks)
                    {
                        if (task.Kept is { } kept)
                        {
                            changed[task.Id] = new ChangedRow(task.Id, CaseTaskStatus.Endorsed, kept.Assignee, kept.AssigneeName, null, null);
                            continue;
                        }

                        open[task.Id] = new ChangedRow(task.Id, task.Waits is true ? CaseTaskStatus.Waiting : CaseTaskStatus.Offered, null, null, null, null);
                    }

                    break;
                case CaseEvent.MovedToVersion e:
                    foreach (var task in e.Offered ?? [])
                    {
                        open[task.Id] = new ChangedRow(task.Id, task.Waits is true ? CaseTaskStatus.Waiting : CaseTaskStatus.Offered, null, null, null, null);
                    }

                    break;
                case CaseEvent.TaskClaimed e:
                    changed[e.TaskId] = open[e.TaskId] = new ChangedRow(e.TaskId, CaseTaskStatus.Claimed, e.Assignee, e.AssigneeName, null, null);
                    break;
                case CaseEvent.TaskReleased e:
                    changed[e.TaskId] = open[e.TaskId] = new ChangedRow(e.TaskId, CaseTaskStatus.Offered, null, null, null, null);
                    break;
                case CaseEvent.TaskEndorsed e:
                    changed[e.TaskId] = open[e.TaskId] with { Status = CaseTaskStatus.Endorsed, Opinion = e.Opinion };
                    open.Remove(e.TaskId);
                    break;
                case CaseEvent.TaskObjected e:
                    changed[e.TaskId] = open[e.TaskId] with { Status = CaseTaskStatus.Objected, Opinion = e.Opinion };
                    open.Remove(e.TaskId);
                    break;
                case CaseEvent.TaskDissented e:
                    changed[e.TaskId] = open[e.TaskId] with { Status = CaseTaskStatus.Objected, Opinion = e.Opinion };
                    open.Remove(e.TaskId);
                    break;
                case CaseEvent.TaskOffered e:
                    changed[e.TaskId] = open[e.TaskId] = open[e.TaskId] with { Status = CaseTaskStatus.Offered };
                    break;
                case CaseEvent.StepDeemedAgreed e:
                    foreach (var task in e.TaskIds)
                    {
                        changed[task] = open[task] with { Status = CaseTaskStatus.Deemed };
                        open.Remove(task);
                    }

                    break;
            }
        }

        var stillOpen = OpenIn(step.After.State).ToDictionary(task => task.Id);
        foreach (var cancelled in open.Values.Where(task => !stillOpen.ContainsKey(task.Id)))
        {
            changed[cancelled.Id] = cancelled with { Status = CaseTaskStatus.Cancelled };
        }

        foreach (var task in stillOpen.Values)
        {
            var due = DueOn(((CaseState.Known)step.After.State).File, task.Stage, task.Step);
            if (changed.ContainsKey(task.Id) || (dueBefore.TryGetValue(task.Id, out var before) && before != due))
            {
                changed[task.Id] = open[task.Id] with { DueOn = due };
            }
        }

        return changed.Values;
    }

    /// <summary>The last day of the step; null while a special procedure has stopped its clock.</summary>
    private static DateOnly? DueOn(CaseFile file, string stage, string step) => file.Clock(Clock.StepId(stage, step))?.Deadline?.Due;

    private static IEnumerable<CaseTask> OpenIn(CaseState state) => state switch
    {
        CaseState.InReview s => s.Review.Tasks.Where(task => task.IsPending),
        CaseState.Suspended { Review: { } review } => review.Tasks.Where(task => task.IsPending),
        _ => [],
    };
}

internal sealed record OfferedRow(Guid CaseId, string Office, string Stage, int Round, OfferedTask Task, DateOnly? DueOn);

/// <param name="DueOn">Of an open task; a closed one keeps the day it had.</param>
internal sealed record ChangedRow(Guid Id, CaseTaskStatus Status, string? Assignee, string? AssigneeName, string? Opinion, DateOnly? DueOn);
