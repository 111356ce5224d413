using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Workflows;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Tasks;

/// <summary>Takes a command on a task from HTTP to the write path and back.</summary>
public sealed class TaskDesk(IHttpContextAccessor http, ApprovalDb db, CaseWhereabouts whereabouts, CaseRunner runner, RulebookStore rulebooks)
{
    public static Problem Unknown { get; } = Problems.NotFound("task.not_found", "没有这个待办。", "There is no such task.");

    public async Task<Results<Answered<TaskView>, Refusal>> RunAsync(Guid id, byte[] body, CaseCommand command, CancellationToken cancellation)
    {
        var context = http.HttpContext!;
        var caller = Caller.Of(context.User);
        var key = IdempotencyHeader.Read(context, caller.Actor.Id, body);
        var expected = EntityTag.IfMatch(context.Request);
        var (task, refused) = await FindAsync(id, caller, cancellation);
        if (task is null)
        {
            return (Refusal)refused!;
        }

        var outcome = await runner.RunAsync(
            new CaseRequest(task.CaseId, command, caller.Actor, expected)
            {
                Key = key,
                Answer = after => Answers.Render(StatusCodes.Status200OK, After(task, after), after.Version),
            },
            cancellation);
        return outcome is { Rejection: null, Answer: { } answer }
            ? new Answered<TaskView>(answer, outcome.Replayed)
            : (Refusal)Problem.Of(outcome.Rejection!);
    }

    /// <summary>A task of a case that the caller may see, or why not.</summary>
    public async Task<(TaskView? Task, Problem? Refused)> FindAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        var found = await db.Tasks.Where(task => task.Id == id)
            .Join(db.Cases, task => task.CaseId, its => its.Id, (task, its) => new
            {
                Task = task,
                Case = new TaskCase(its.Number, its.ProcedureCode, its.ProcedureVersion, its.ProjectName, its.Organisation, its.OfficeCode, its.Lamp, its.Version),
            })
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return (null, !caller.IsApplicant && await whereabouts.TaskExistsAsync(id, cancellation) ? Problems.WrongOffice : Unknown);
        }

        var rules = rulebooks.Current;
        return CaseSight.Of(caller, rules).Refuse(found.Case.Organisation, found.Case.OfficeCode, [found.Task.OfficeCode]) is { } refused
            ? (null, refused)
            : (TaskView.Of(found.Task, found.Case, rules), null);
    }

    /// <summary>The task as this step leaves it: what was read before, and what the step did to it.</summary>
    private static TaskView After(TaskView task, CaseOutcome outcome)
    {
        foreach (var row in outcome.Rows)
        {
            var at = row.RecordedAt;
            task = JournalRow.Open(row.Body).Event switch
            {
                CaseEvent.TaskClaimed e when e.TaskId == task.Id => task with { State = "claimed", Assignee = e.Assignee, AssigneeName = e.AssigneeName, ClaimedAt = at },
                CaseEvent.TaskReleased e when e.TaskId == task.Id => task with { State = "offered", Assignee = null, AssigneeName = null, ClaimedAt = null },
                CaseEvent.TaskEndorsed e when e.TaskId == task.Id => task with { State = "endorsed", Opinion = e.Opinion, ClosedAt = at },
                CaseEvent.TaskObjected e when e.TaskId == task.Id => task with { State = "objected", Opinion = e.Opinion, ClosedAt = at },
                CaseEvent.TaskDissented e when e.TaskId == task.Id => task with { State = "objected", Opinion = e.Opinion, ClosedAt = at },
                CaseEvent.StageReturned e when e.FromStage == task.Stage && e.Round == task.Round => task with { State = "cancelled", ClosedAt = at },
                _ => task,
            };
        }

        var lamp = outcome.State is CaseState.Known { File.Lamp: var now } ? StoredNames.Of(now) : task.CaseLamp;
        return task with { CaseVersion = outcome.Version, CaseLamp = lamp };
    }
}
