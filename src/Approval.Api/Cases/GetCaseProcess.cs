using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Calendars;
using Approval.Engine.Pictures.Bpmn;
using Approval.Engine.Progress;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>办理进程: what of the chain is done, open and ahead, with forecast dates; as BPMN when the client asks for that.</summary>
public static class GetCaseProcess
{
    public static async Task<Results<Ok<CaseProgress>, FileContentHttpResult, Refusal>> Handle(
        Guid id, HttpContext context, Caller caller, CaseReader reader, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var (stored, refused) = await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        var (rules, file) = (rulebooks.Current, stored.State.File);
        var (procedure, office) = (rules.Procedure(file.Procedure, file.ProcedureVersion), rules.Offices[file.Office]);
        var calendar = rules.CalendarOf(office);
        var journal = (await CaseJournal.ReadAsync(reader, id, cancellation)).Take(stored.Version).Select(row => row.Entry).ToList();
        if (ProgressReading.Of(journal, procedure, calendar, new WorkingHours(calendar, office.Hours), clock.GetUtcNow()) is not { } progress)
        {
            return (Refusal)Problems.CaseNotFound;
        }

        if (context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(BpmnXml.MediaType, StringComparison.OrdinalIgnoreCase)))
        {
            return TypedResults.File(BpmnXml.Write(CasePicture.Of(procedure, progress, stored.State)), $"{BpmnXml.MediaType}; charset=utf-8");
        }

        return TypedResults.Ok(caller.IsApplicant ? WithoutPeople(progress) : progress);
    }

    /// <summary>An applicant is told how far the case is, not who handles it and what they wrote to each other.</summary>
    private static CaseProgress WithoutPeople(CaseProgress progress) => progress with
    {
        Stages =
        [
            .. progress.Stages.Select(stage => stage with
            {
                Returns = [],
                Steps = [.. stage.Steps.Select(step => step with { Tasks = [.. step.Tasks.Select(task => task with { Assignee = null, AssigneeName = null })] })],
            }),
        ],
    };
}
