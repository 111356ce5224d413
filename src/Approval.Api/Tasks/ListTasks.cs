using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Tasks;

/// <param name="Mine">Those the caller has claimed, done, or may claim by role.</param>
/// <param name="State">offered, claimed or done; the open ones unless said.</param>
public sealed record TaskFilter(bool? Mine, string? State, string? Cursor, int? Limit);

public static class ListTasks
{
    public static async Task<Ok<Page<TaskView>>> Handle([AsParameters] TaskFilter filter, Caller caller, ApprovalDb db, RulebookStore rulebooks, CancellationToken cancellation)
    {
        var limit = Paging.Limit(filter.Limit);
        var offices = CaseSight.Of(caller, rulebooks.Current).Offices ?? [];
        var tasks = InState(db.Tasks.Where(task => offices.Contains(task.OfficeCode)), filter.State);
        if (filter.Mine == true)
        {
            var (person, roles) = (caller.Actor.Id, caller.Actor.Roles.ToArray());
            tasks = tasks.Where(task => task.Assignee == person || (task.Status == "offered" && roles.Contains(task.Role)));
        }

        var rows = await After(tasks, filter.Cursor)
            .Join(db.Cases, task => task.CaseId, its => its.Id, (task, its) => new { Task = task, Case = its })
            .OrderBy(row => row.Task.DueOn ?? DateOnly.MaxValue).ThenBy(row => row.Task.Id)
            .Take(limit + 1)
            .Select(row => new
            {
                row.Task,
                Case = new TaskCase(row.Case.Number, row.Case.ProcedureCode, row.Case.ProcedureVersion, row.Case.ProjectName, row.Case.Organisation, row.Case.OfficeCode, row.Case.Lamp, row.Case.Version),
            })
            .ToListAsync(cancellation);
        return TypedResults.Ok(Paging.PageOf(rows, limit, row => CursorOf(row.Task), row => TaskView.Of(row.Task, row.Case, rulebooks.Current)));
    }

    private static IQueryable<CaseTaskRow> InState(IQueryable<CaseTaskRow> tasks, string? state) => state switch
    {
        null => tasks.Where(task => task.Status == "offered" || task.Status == "claimed"),
        "offered" or "claimed" => tasks.Where(task => task.Status == state),
        "done" => tasks.Where(task => task.Status == "endorsed" || task.Status == "objected"),
        _ => throw new RefusedException(Problems.BadRequest("request.parameter", "state 应为 offered、claimed 或 done。", "Expected state to be offered, claimed or done.")),
    };

    private static IQueryable<CaseTaskRow> After(IQueryable<CaseTaskRow> tasks, string? cursor)
    {
        if (Paging.Parts(cursor, "tasks", 2) is not [var due, var at])
        {
            return tasks;
        }

        return DateOnly.TryParseExact(due, "yyyy-MM-dd", out var day) && Guid.TryParse(at, out var id)
            ? tasks.Where(task => (task.DueOn ?? DateOnly.MaxValue) > day || ((task.DueOn ?? DateOnly.MaxValue) == day && task.Id > id))
            : throw Paging.InvalidCursor();
    }

    private static string CursorOf(CaseTaskRow task) =>
        Paging.Cursor("tasks", (task.DueOn ?? DateOnly.MaxValue).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), task.Id.ToString());
}
