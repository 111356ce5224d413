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
    /// <summary>Everybody who has signed a step, in the order of their first signature; null for nobody.</summary>
    public ImmutableArray<string>? People { get; init; }

    /// <summary>Who signed the steps that others must not be signed by; null for none.</summary>
    public ImmutableArray<StepSigners>? SignedBy { get; init; }

    /// <summary>How often the case was sent back out of a stage; null for never.</summary>
    public ImmutableArray<StageReturns>? Returns { get; init; }

    /// <summary>After a return: what was agreed and is not asked again when its stage comes up; null for nothing.</summary>
    public ImmutableArray<KeptStep>? Kept { get; init; }

    /// <summary>撤回: the task whose opinion nobody has acted after; null when somebody has, or nobody has signed.</summary>
    public Guid? LastOpinion { get; init; }

    /// <summary>The stage that <see cref="LastOpinion"/> closed, as it stood then; null when that stage is open, or the opinion can no longer be withdrawn.</summary>
    public Review? Closed { get; init; }

    /// <summary>The highest round there has been, when an earlier one stands open again; null otherwise.</summary>
    public int? HighestRound { get; init; }

    /// <summary>The round of the stage that opens next.</summary>
    [JsonIgnore]
    public int NextRound => Math.Max(Round, HighestRound ?? 0) + 1;

    public static Review NotBegun { get; } = new(0, null, [], null, false, false);

    public CaseTask? Find(Guid taskId) => Tasks.FirstOrDefault(task => task.Id == taskId);

    public int ReturnsOutOf(string stage) => Returns?.FirstOrDefault(returns => returns.Stage == stage)?.Times ?? 0;

    public KeptStep? KeptOf(string stage, string step) => Kept?.FirstOrDefault(kept => kept.Stage == stage && kept.Step == step);

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

    /// <summary>Not asked yet: somebody else signs first (顺签, 加签).</summary>
    Waiting,

    /// <summary>视为同意: its time passed in silence, and an act says that this is agreement.</summary>
    Deemed,
}

/// <summary>待办: a step given to people.</summary>
/// <param name="Signer">Counts from 1 in its step; added signers come after those of the procedure.</param>
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
    /// <summary>The partner office whose people do it; null: the office of the case.</summary>
    public string? Office { get; init; }

    /// <summary>委派: who gets it back from the assignee, and signs; null when nobody else does.</summary>
    public string? Owner { get; init; }

    public string? OwnerName { get; init; }

    /// <summary>加签: the task beside which this one was added; null for the signers of the procedure.</summary>
    public Guid? AddedFor { get; init; }

    /// <summary>加签: where it stands to the task it was added for.</summary>
    public SignerPosition? Position { get; init; }

    /// <summary>代理: the absent person for whom the assignee signs; null: for themselves.</summary>
    public string? OnBehalfOf { get; init; }

    public string? OnBehalfOfName { get; init; }

    /// <summary>加签: who asked for this signer.</summary>
    public string? AddedBy { get; init; }

    /// <summary>减签: taken away before signing; a cancelled task that does not come back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }

    /// <summary>催办: the last time.</summary>
    public DateTimeOffset? UrgedAt { get; init; }

    /// <summary>How often it was urged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int UrgedTimes { get; init; }

    /// <summary>The last urging of each person who has urged; null for nobody.</summary>
    public ImmutableArray<Urging>? UrgingsBy { get; init; }

    /// <summary>The head of its office may sign too, because its time passed in silence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Escalated { get; init; }

    /// <summary>Somebody may act on it now.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is CaseTaskStatus.Offered or CaseTaskStatus.Claimed;

    /// <summary>Its assignee has agreed or objected.</summary>
    [JsonIgnore]
    public bool IsSigned => Status is CaseTaskStatus.Endorsed or CaseTaskStatus.Objected;

    /// <summary>Its stage cannot close without it.</summary>
    [JsonIgnore]
    public bool IsPending => IsOpen || Status == CaseTaskStatus.Waiting;
}

/// <summary>加签: when the added person signs.</summary>
public enum SignerPosition
{
    Before,
    Beside,
    After,
}

/// <param name="Today">How often on the day of <paramref name="At"/>.</param>
public sealed record Urging(string By, DateTimeOffset At, int Today);

/// <summary>A task as it is offered when its stage opens.</summary>
/// <param name="Office">The partner office whose people do it; null: the office of the case.</param>
public sealed record OfferedTask(Guid Id, string Step, int Signer, string Role, string? Department, string? Office = null)
{
    /// <summary>Not asked yet: an earlier signer comes first (顺签).</summary>
    public bool? Waits { get; init; }

    /// <summary>Agreed before the return, and still agreed.</summary>
    public KeptSigner? Kept { get; init; }
}

/// <summary>Who signed a step.</summary>
public sealed record StepSigners(string Step, ImmutableArray<string> People);

public sealed record StageReturns(string Stage, int Times);

/// <param name="Signers">Those whose signature stands; null: the whole step.</param>
public sealed record KeptStep(string Stage, string Step, ImmutableArray<KeptSigner>? Signers = null);

public sealed record KeptSigner(int Signer, string Assignee, string AssigneeName);
