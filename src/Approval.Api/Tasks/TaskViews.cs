using Approval.Api.Identity;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;

namespace Approval.Api.Tasks;

/// <summary>Shows tasks: everything that depends on the rules in force, on now and on who looks.</summary>
public sealed class TaskViews(RulebookStore rulebooks, TimeProvider clock)
{
    /// <param name="copy">The copy that the caller got of the task; null for none.</param>
    public TaskView Show(CaseTaskRow task, TaskCase its, CaseCopyRow? copy) => TaskView.Of(task, its, rulebooks.Current) with
    {
        Copy = copy is null ? null : new TaskCopyView(copy.CopiedBy, copy.CopiedByName, copy.Note, copy.CopiedAt, copy.ReadAt),
    };

    /// <summary>What follows from the state of its case: what the caller may do with the task.</summary>
    /// <param name="absences">For whom the caller may stand in today.</param>
    /// <param name="parties">The application of the case, where the caller has interests that are held against it; else null.</param>
    public TaskView With(TaskView task, CaseState state, Caller caller, IReadOnlyList<Absence> absences, Application? parties)
    {
        if (state is not CaseState.Known { File: var file })
        {
            return task;
        }

        var rules = rulebooks.Current;
        var office = rules.Offices[file.Office];
        var facts = new Facts(clock.GetUtcNow(), caller.Actor, rules.Procedure(file.Procedure, file.ProcedureVersion), office, rules.CalendarOf(office), rules.Offices) { Absences = [.. absences], Application = parties };
        return task with
        {
            AllowedActions = AllowedTaskActions.For(state, task.Id, facts),
            UrgeAgainFrom = state is CaseState.InReview { Review: var review } && review.Find(task.Id) is { IsOpen: true } open && CaseDecider.UrgedAgainFrom(facts, open) is { } again && again > facts.Now ? again : null,
        };
    }
}

/// <summary>抄送: who sent the caller this copy, and whether it has been read.</summary>
public sealed record TaskCopyView(string By, string ByName, string? Note, DateTimeOffset At, DateTimeOffset? ReadAt);
