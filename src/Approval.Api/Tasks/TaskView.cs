using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;

namespace Approval.Api.Tasks;

/// <param name="State">offered, claimed, endorsed, objected or cancelled.</param>
/// <param name="Signer">Which of the step's signers this is, from 1.</param>
/// <param name="Round">Counts the openings of stages; a return starts a new one.</param>
/// <param name="CaseVersion">Version of the case, for If-Match.</param>
public sealed record TaskView(
    Guid Id,
    Guid CaseId,
    string CaseNumber,
    string Procedure,
    string ProjectName,
    string Office,
    string Stage,
    LocalText StageName,
    string Step,
    LocalText StepName,
    string Role,
    string? Department,
    int Signer,
    int Round,
    string State,
    string? Assignee,
    string? AssigneeName,
    string? Opinion,
    DateOnly? Due,
    DateTimeOffset OfferedAt,
    DateTimeOffset? ClaimedAt,
    DateTimeOffset? ClosedAt,
    string CaseLamp,
    int CaseVersion)
{
    public static TaskView Of(CaseTaskRow task, TaskCase its, Rulebook rules)
    {
        var stage = rules.Procedure(its.ProcedureCode, its.ProcedureVersion).Chain.Find(task.Stage)!;
        return new TaskView(
            task.Id, task.CaseId, its.Number, its.ProcedureCode, its.ProjectName, task.OfficeCode, task.Stage, stage.Name, task.Step,
            stage.Steps.First(step => step.Id == task.Step).Name, task.Role, task.Department, task.Signer, task.Round, task.Status, task.Assignee, task.AssigneeName,
            task.Opinion, task.DueOn, task.OfferedAt, task.ClaimedAt, task.ClosedAt, its.Lamp, its.Version);
    }
}

/// <summary>What a task says of its case; the state and the application of the case stay where they are.</summary>
public sealed record TaskCase(string Number, string ProcedureCode, int ProcedureVersion, string ProjectName, string Organisation, string OfficeCode, string Lamp, int Version);
