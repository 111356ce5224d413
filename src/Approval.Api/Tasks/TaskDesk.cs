using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Workflows;
using Approval.Workflows.Personal;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Tasks;

/// <summary>Takes a command on a task from HTTP to the write path and back.</summary>
public sealed class TaskDesk(
    IHttpContextAccessor http,
    ApprovalDb db,
    CaseWhereabouts whereabouts,
    CaseRunner runner,
    CaseReader reader,
    PersonalVault vault,
    RulebookStore rulebooks,
    TaskViews views,
    PeopleDirectory people,
    TimeProvider clock)
{
    public static Problem Unknown { get; } = Problems.NotFound("task.not_found", "没有这个待办。", "There is no such task.");

    public Task<Results<Answered<TaskView>, Refusal>> RunAsync(Guid id, byte[] body, CaseCommand command, CancellationToken cancellation) =>
        RunAsync(id, body, [], "", _ => command, cancellation);

    /// <summary>A command that names a person. Who may not see the task learns nothing of people either.</summary>
    public Task<Results<Answered<TaskView>, Refusal>> RunAsync(Guid id, byte[] body, string person, string pointer, Func<Person, CaseCommand> command, CancellationToken cancellation) =>
        RunAsync(id, body, [person], pointer, named => command(named[0]), cancellation);

    /// <param name="pointer">Where the body names them.</param>
    public async Task<Results<Answered<TaskView>, Refusal>> RunAsync(
        Guid id, byte[] body, IReadOnlyList<string> persons, string pointer, Func<IReadOnlyList<Person>, CaseCommand> command, CancellationToken cancellation)
    {
        var context = http.HttpContext!;
        var caller = Caller.Of(context.User);
        var key = IdempotencyHeader.Read(context, caller.Actor.Id, body);
        var expected = EntityTag.IfMatch(context.Request);
        var (task, refused) = await FindAsync(id, caller, forReading: false, cancellation);
        if (task is null)
        {
            return (Refusal)refused!;
        }

        var asked = persons.Take(CaseDecider.MostCopies + 1).ToList();
        var known = asked.Count == 0 ? null : await people.FindAsync(asked, cancellation);
        var named = asked.ConvertAll(id => known!.GetValueOrDefault(id) ?? new Person(id, "", [], null));
        var (absences, parties) = (await AbsencesAsync(caller, cancellation), await PartiesAsync(task.CaseId, caller, cancellation));
        var outcome = await runner.RunAsync(
            new CaseRequest(task.CaseId, command(named), caller.Actor, expected)
            {
                Fault = asked.Exists(id => !known!.ContainsKey(id)) ? PeopleDirectory.Unknown(pointer) : null,
                Key = key,
                Answer = after => Answers.Render(StatusCodes.Status200OK, views.With(TaskProgress.After(task, after), after.State, caller, absences, parties), after.Version),
            },
            cancellation);
        return outcome is { Rejection: null, Answer: { } answer }
            ? new Answered<TaskView>(answer, outcome.Replayed)
            : (Refusal)Problem.Of(outcome.Rejection!);
    }

    /// <summary>A task of a case that the caller may see, or why not.</summary>
    /// <param name="forReading">To whom it was copied may read it, wherever they serve.</param>
    public async Task<(TaskView? Task, Problem? Refused)> FindAsync(Guid id, Caller caller, bool forReading, CancellationToken cancellation)
    {
        var found = await db.Tasks.Where(task => task.Id == id)
            .Join(db.Cases, task => task.CaseId, its => its.Id, (task, its) => new
            {
                Task = task,
                Case = new TaskCase(its.Number, its.ProcedureCode, its.ProcedureVersion, its.ProjectName, its.Organisation, its.OfficeCode, its.Lamp, its.Version),
                its.State,
            })
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return (null, !caller.IsApplicant && await whereabouts.TaskExistsAsync(id, cancellation) ? Problems.WrongOffice : Unknown);
        }

        var me = caller.Actor.Id;
        var copy = forReading ? await db.Copies.Where(row => row.TaskId == id && row.Person == me).SingleOrDefaultAsync(cancellation) : null;
        return copy is null && CaseSight.Of(caller, rulebooks.Current).Refuse(found.Case.Organisation, found.Case.OfficeCode, [found.Task.OfficeCode]) is { } refused
            ? (null, refused)
            : (views.With(views.Show(found.Task, found.Case, copy), CaseJson.ReadState(found.State), caller, await AbsencesAsync(caller, cancellation), await PartiesAsync(found.Task.CaseId, caller, cancellation)), null);
    }

    /// <summary>回避: the application whole, for a caller who has interests; nobody else is held against it.</summary>
    private async Task<Application?> PartiesAsync(Guid caseId, Caller caller, CancellationToken cancellation) =>
        !caller.Actor.Interests.IsDefaultOrEmpty && await reader.FindAsync(caseId, cancellation) is { } stored ? vault.Open(caseId, stored.Application, stored.Personal) : null;

    /// <summary>代理: those for whom the caller may stand in today.</summary>
    public async Task<IReadOnlyList<Absence>> AbsencesAsync(Caller caller, CancellationToken cancellation)
    {
        var (me, today) = (caller.Actor.Id, CivilTime.DayOf(clock.GetUtcNow()));
        return await db.Absences.Where(row => row.Substitute == me && row.RemovedAt == null && row.FromDay <= today && row.ThroughDay >= today)
            .Select(row => new Absence(row.Person, row.PersonName, row.Substitute, row.FromDay, row.ThroughDay))
            .ToListAsync(cancellation);
    }
}
