using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Storage;

/// <summary>What a step does to the rows of a case's tasks: those offered, those changed, and whom they were copied to.</summary>
internal sealed class TaskChanges
{
    private readonly List<OfferedRow> offered = [];
    private readonly List<CopyRow> copies = [];
    private readonly Dictionary<Guid, CaseTask> tasks;
    private readonly Dictionary<Guid, (string? Opinion, string? Advice)> said = [];
    private readonly WrittenStep step;

    private TaskChanges(WrittenStep step)
    {
        this.step = step;
        tasks = TasksOf(step.Before.State).ToDictionary(task => task.Id);
    }

    public IReadOnlyList<OfferedRow> Offered => offered;

    public IReadOnlyList<CopyRow> Copies => copies;

    public IReadOnlyCollection<ChangedRow> Changed { get; private set; } = [];

    /// <summary>Folds the step's events once more, and only where they are about more than clocks.</summary>
    public static TaskChanges Of(WrittenStep step)
    {
        var changes = new TaskChanges(step);
        if (step.Entries.Any(entry => !IsOfClocks(entry.Event)))
        {
            var state = step.Before.State;
            foreach (var entry in step.Entries)
            {
                state = CaseEvolution.Evolve(state, entry);
                changes.Note(entry, state);
            }
        }

        changes.Changed = changes.Compared();
        return changes;
    }

    private static bool IsOfClocks(CaseEvent happened) =>
        happened is CaseEvent.ClocksRecorded or CaseEvent.ClocksRecomputed or CaseEvent.ClockWarned or CaseEvent.ClockBreached or CaseEvent.CardIssued or CaseEvent.LampChanged;

    private void Note(CaseEntry entry, CaseState after)
    {
        foreach (var task in TasksOf(after))
        {
            tasks[task.Id] = task;
        }

        switch (entry.Event)
        {
            case CaseEvent.StageOpened e:
                offered.AddRange(e.Tasks.Select(task => RowOf((CaseState.Known)after, task, tasks[task.Id], e.Round)));
                break;
            case CaseEvent.MovedToVersion { Offered: { } asked } e:
                offered.AddRange(asked.Select(task => RowOf((CaseState.Known)after, task, tasks[task.Id], e.Round)));
                break;
            case CaseEvent.SignerAdded e:
                offered.Add(RowOf((CaseState.Known)after, e.Added, tasks[e.Added.Id], ReviewOf(after)!.Round));
                break;
            case CaseEvent.TaskEndorsed e:
                said[e.TaskId] = (e.Opinion, null);
                break;
            case CaseEvent.TaskObjected e:
                said[e.TaskId] = (e.Opinion, null);
                break;
            case CaseEvent.TaskDissented e:
                said[e.TaskId] = (e.Opinion, null);
                break;
            case CaseEvent.DelegationReturned { Opinion: { } opinion } e:
                said[e.TaskId] = (null, opinion);
                break;
            case CaseEvent.TaskCopied e:
                copies.AddRange(e.To.Select(person => new CopyRow(step.After.Id, person, e.TaskId, entry.Actor, e.Note)));
                break;
        }
    }

    private List<ChangedRow> Compared()
    {
        var (before, after) = (TasksOf(step.Before.State).ToDictionary(task => task.Id), TasksOf(step.After.State).ToDictionary(task => task.Id));
        var (fileBefore, file) = ((step.Before.State as CaseState.Known)?.File, ((CaseState.Known)step.After.State).File);
        var changed = new List<ChangedRow>();
        foreach (var seen in tasks.Values)
        {
            var task = after.GetValueOrDefault(seen.Id) ?? (seen.IsPending ? seen with { Status = CaseTaskStatus.Cancelled } : seen);
            var was = before.GetValueOrDefault(task.Id);
            var due = task.IsPending ? DueOn(file, task) : null;
            if (!ReferenceEquals(was, task) || (task.IsPending && due != DueOn(fileBefore!, task)))
            {
                var (opinion, advice) = said.GetValueOrDefault(task.Id);
                changed.Add(new ChangedRow(task, opinion, advice, due));
            }
        }

        // A task newly offered, and nothing else, is written as it is offered.
        var plain = offered.Where(row => row.Status == CaseTaskStatus.Offered || row.Status == CaseTaskStatus.Waiting).ToDictionary(row => row.Task.Id);
        changed.RemoveAll(row => row.Task is { Assignee: null } && plain.TryGetValue(row.Task.Id, out var fresh) && fresh.Status == row.Task.Status && fresh.DueOn == row.DueOn);
        return changed;
    }

    private OfferedRow RowOf(CaseState.Known state, OfferedTask offer, CaseTask task, int round)
    {
        // The step's clock starts with the tasks, an event later.
        var file = ((CaseState.Known)step.After.State).File;
        var status = offer.Waits is true ? CaseTaskStatus.Waiting : CaseTaskStatus.Offered;
        return new OfferedRow(step.After.Id, task.Office ?? state.File.Office, task.Stage, round, offer, status, task.AddedFor, task.Position, DueOn(file, task));
    }

    /// <summary>The last day of the step; null while a special procedure has stopped its clock.</summary>
    private static DateOnly? DueOn(CaseFile file, CaseTask task) => file.Clock(Clock.StepId(task.Stage, task.Step))?.Deadline?.Due;

    private static Review? ReviewOf(CaseState state) => CaseEvolution.ReviewOf(state);

    /// <summary>Those of the open stage, and of the stage that may yet be opened again.</summary>
    private static IEnumerable<CaseTask> TasksOf(CaseState state) => ReviewOf(state) is { } review ? review.Tasks.Concat(review.Closed?.Tasks ?? []) : [];
}

/// <param name="Status">Offered or waiting.</param>
internal sealed record OfferedRow(
    Guid CaseId, string Office, string Stage, int Round, OfferedTask Task, CaseTaskStatus Status, Guid? AddedFor, SignerPosition? Position, DateOnly? DueOn);

/// <param name="Opinion">Given in this step; null leaves the one that was given.</param>
/// <param name="Advice">A delegate's opinion given in this step.</param>
/// <param name="DueOn">Of an open task; a closed one keeps the day it had.</param>
internal sealed record ChangedRow(CaseTask Task, string? Opinion, string? Advice, DateOnly? DueOn);

internal sealed record CopyRow(Guid CaseId, PersonName Person, Guid TaskId, Actor By, string? Note);
