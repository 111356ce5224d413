using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Tasks;

/// <param name="Mine">Those the caller has claimed, done, delegated, may claim by role, or may do for somebody who is away today.</param>
/// <param name="State">waiting, offered, claimed or done; the open ones unless said.</param>
/// <param name="Copied">抄送: those copied to the caller, of any office, in any state unless one is said.</param>
public sealed record TaskFilter(bool? Mine, string? State, bool? Copied, string? Cursor, int? Limit);

public static class ListTasks
{
    public static async Task<Ok<Page<TaskView>>> Handle(
        [AsParameters] TaskFilter filter, Caller caller, ApprovalDb db, RulebookStore rulebooks, TaskViews views, TaskDesk desk, CancellationToken cancellation)
    {
        var limit = Paging.Limit(filter.Limit);
        var absences = await desk.AbsencesAsync(caller, cancellation);
        var me = caller.Actor.Id;
        var tasks = filter.Copied == true
            ? Copied(db, me, filter.State)
            : InState(db.Tasks, filter.State).Where(InOffices(CaseSight.Of(caller, rulebooks.Current).Offices ?? []));
        if (filter.Mine == true)
        {
            var roles = caller.Actor.Roles.ToArray();
            var away = absences.Select(absence => absence.Person).ToArray();
            tasks = tasks.Where(task => task.Assignee == me || task.Owner == me || (task.Status == "offered" && roles.Contains(task.Role))
                || (task.Status == "claimed" && away.Contains(task.Assignee) && task.OnBehalfOf == null && roles.Contains(task.Role)));
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
        var ids = rows.ConvertAll(row => row.Task.Id);
        var copies = await db.Copies.Where(copy => copy.Person == me && ids.Contains(copy.TaskId)).ToDictionaryAsync(copy => copy.TaskId, cancellation);
        return TypedResults.Ok(Paging.PageOf(
            rows, limit, row => CursorOf(row.Task), row => views.Show(row.Task, row.Case, copies.GetValueOrDefault(row.Task.Id))));
    }

    private static System.Linq.Expressions.Expression<Func<CaseTaskRow, bool>> InOffices(string[] offices) => task => offices.Contains(task.OfficeCode);

    private static IQueryable<CaseTaskRow> Copied(ApprovalDb db, string person, string? state)
    {
        var copied = db.Tasks.Where(task => db.Copies.Any(copy => copy.TaskId == task.Id && copy.Person == person));
        return state is null ? copied : InState(copied, state);
    }

    private static IQueryable<CaseTaskRow> InState(IQueryable<CaseTaskRow> tasks, string? state) => state switch
    {
        null => tasks.Where(task => task.Status == "offered" || task.Status == "claimed"),
        "waiting" or "offered" or "claimed" => tasks.Where(task => task.Status == state),
        "done" => tasks.Where(task => task.Status == "endorsed" || task.Status == "objected"),
        _ => throw new RefusedException(Problems.BadRequest("request.parameter", "state 应为 waiting、offered、claimed 或 done。", "Expected state to be waiting, offered, claimed or done.")),
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
