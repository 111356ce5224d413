using System.Collections.Immutable;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;

namespace Approval.Api.Tasks;

/// <param name="State">waiting, offered, claimed, endorsed, objected, deemed or cancelled.</param>
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
    /// <summary>委派: who signs when the assignee has given an opinion; and the opinion, when it has been given.</summary>
    public string? Owner { get; init; }

    public string? OwnerName { get; init; }

    public string? Advice { get; init; }

    /// <summary>代理: the absent person for whom the assignee acts.</summary>
    public string? OnBehalfOf { get; init; }

    public string? OnBehalfOfName { get; init; }

    /// <summary>加签: the task it was added for, and before, beside or after.</summary>
    public Guid? AddedFor { get; init; }

    public string? Position { get; init; }

    /// <summary>催办: the last time, how often, and from when on the caller may urge again.</summary>
    public DateTimeOffset? UrgedAt { get; init; }

    public int UrgedTimes { get; init; }

    public DateTimeOffset? UrgeAgainFrom { get; init; }

    /// <summary>What the caller may do now: the last part of the address to post to. Null in lists, which do not look into the case.</summary>
    public ImmutableArray<string>? AllowedActions { get; init; }

    /// <summary>抄送 to the caller; null for none.</summary>
    public TaskCopyView? Copy { get; init; }

    public static TaskView Of(CaseTaskRow task, TaskCase its, Rulebook rules)
    {
        var stage = rules.Procedure(its.ProcedureCode, its.ProcedureVersion).Chain.Find(task.Stage)!;
        return new TaskView(
            task.Id, task.CaseId, its.Number, its.ProcedureCode, its.ProjectName, task.OfficeCode, task.Stage, stage.Name, task.Step,
            stage.Steps.First(step => step.Id == task.Step).Name, task.Role, task.Department, task.Signer, task.Round, task.Status, task.Assignee, task.AssigneeName,
            task.Opinion, task.DueOn, task.OfferedAt, task.ClaimedAt, task.ClosedAt, its.Lamp, its.Version)
        {
            Owner = task.Owner,
            OwnerName = task.OwnerName,
            Advice = task.Advice,
            OnBehalfOf = task.OnBehalfOf,
            OnBehalfOfName = task.OnBehalfOfName,
            AddedFor = task.AddedFor,
            Position = task.Position,
            UrgedAt = task.UrgedAt,
            UrgedTimes = task.UrgedTimes,
        };
    }
}

/// <summary>What a task says of its case; the state and the application of the case stay where they are.</summary>
public sealed record TaskCase(string Number, string ProcedureCode, int ProcedureVersion, string ProjectName, string Organisation, string OfficeCode, string Lamp, int Version);
