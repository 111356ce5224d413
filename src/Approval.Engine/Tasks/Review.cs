using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Approval.Engine.Tasks;

/// <summary>Where the chain of a case stands.</summary>
/// <param name="Round">Counts stage openings over the whole case; a return raises it, so tasks of different rounds never mix.</param>
/// <param name="Stage">The open stage; null between stages and after the end.</param>
/// <param name="Tasks">Tasks of the open stage.</param>
/// <param name="LastClosed">The stage that closed last; null at the start or after a return.</param>
/// <param name="Objected">Somebody objected in the last stage that closed.</param>
/// <param name="Complete">The chain has run to its end.</param>
/// <param name="ReturnTo">The stage that a return asks for next; null otherwise.</param>
public sealed record Review(int Round, string? Stage, ImmutableArray<CaseTask> Tasks, string? LastClosed, bool Objected, bool Complete, string? ReturnTo = null)
{
    public static Review NotBegun { get; } = new(0, null, [], null, false, false);

    public CaseTask? Find(Guid taskId) => Tasks.FirstOrDefault(task => task.Id == taskId);

    public Review With(CaseTask changed) => this with { Tasks = [.. Tasks.Select(task => task.Id == changed.Id ? changed : task)] };
}

public enum CaseTaskStatus
{
    /// <summary>待签收: anybody with the role may claim it.</summary>
    Offered,

    /// <summary>已签收</summary>
    Claimed,
    Endorsed,
    Objected,

    /// <summary>The stage ended without it: another signer objected, or the case left the stage.</summary>
    Cancelled,
}

/// <summary>待办: a step given to people.</summary>
/// <param name="Signer">1 to the number of signers of the step.</param>
public sealed record CaseTask(
    Guid Id,
    string Stage,
    string Step,
    int Signer,
    string Role,
    CaseTaskStatus Status,
    string? Assignee,
    string? AssigneeName)
{
    [JsonIgnore]
    public bool IsOpen => Status is CaseTaskStatus.Offered or CaseTaskStatus.Claimed;
}

/// <summary>A task as it is offered when its stage opens.</summary>
public sealed record OfferedTask(Guid Id, string Step, int Signer, string Role, string? Department);
