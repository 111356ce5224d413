using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Procedures;

/// <summary>The approval chain: stages in sequence, steps in parallel inside a stage. Chains of this shape cannot deadlock.</summary>
public sealed record Chain(ImmutableArray<Stage> Stages)
{
    public static Chain None { get; } = new([]);

    public Stage? Find(string stageId) => Stages.FirstOrDefault(stage => stage.Id == stageId);

    /// <summary>Names of the facts that conditions of the chain ask for, each once.</summary>
    [JsonIgnore]
    public IEnumerable<string> Facts =>
        Stages.SelectMany(stage => stage.Steps.Select(step => step.When).Prepend(stage.When)).OfType<Condition>().SelectMany(condition => condition.Facts).Distinct(StringComparer.Ordinal);

    /// <summary>Whether another step must not be signed by those who signed this one.</summary>
    public bool IsIncompatible(string stepId) => Stages.Any(stage => stage.Steps.Any(step => step.NotSignersOf.Contains(stepId)));

    /// <summary>The stage after <paramref name="stageId"/>, or null when it is the last; the first stage for null.</summary>
    public Stage? After(string? stageId) =>
        stageId is null ? Stages.FirstOrDefault() : Stages.SkipWhile(stage => stage.Id != stageId).Skip(1).FirstOrDefault();
}

/// <summary>One 环节.</summary>
/// <param name="ReturnsTo">Earlier stages that a reviewer may send the case back to.</param>
public sealed record Stage(string Id, LocalText Name, ImmutableArray<Step> Steps, ImmutableArray<string> ReturnsTo)
{
    /// <summary>退回 out of a stage is counted: this often unless the data says otherwise.</summary>
    public const int UsualReturns = 3;

    /// <summary>When the stage is gone through; null: always. Judged when the stage comes up.</summary>
    public Condition? When { get; init; }

    /// <summary>How often a case may be sent back out of this stage.</summary>
    public int ReturnsAtMost { get; init; } = UsualReturns;

    public Step? Find(string stepId) => Steps.FirstOrDefault(step => step.Id == stepId);
}

/// <summary>Work in a stage, given to people by role and department.</summary>
/// <param name="Role">Role of those who may claim it.</param>
/// <param name="Department">承办科室, for people to read.</param>
/// <param name="Signers">How many people are asked: 1 in mode single, otherwise at least 2.</param>
/// <param name="Budget">
/// Time for the step, counted from its opening; null when only the case's limits bind. The budgets are proved to fit the
/// procedure's base promise; under a shorter local promise or that of a key project the promise itself is what binds.
/// </param>
public sealed record Step(string Id, LocalText Name, string Role, string? Department, SigningMode Mode, int Signers, TimeLimit? Budget, string? LegalBasis)
{
    /// <summary>When the step is part of its stage; null: always. Judged when the stage opens.</summary>
    public Condition? When { get; init; }

    /// <summary>The role of each signer in order, where they differ; empty: all have <see cref="Role"/>.</summary>
    public ImmutableArray<string> SignerRoles { get; init; } = [];

    /// <summary>票签: what carries the step; null in every other mode.</summary>
    public QuorumRule? Quorum { get; init; }

    /// <summary>
    /// 参与部门 of a joint review (联审联批): the agency, as the office's partners name it, whose people do this step; null: the office
    /// that handles the case.
    /// </summary>
    public string? Agency { get; init; }

    /// <summary>What becomes of the step when its budget passes in silence; null: a card, and nothing else.</summary>
    public SilenceRule? OnSilence { get; init; }

    /// <summary>After a return, what was agreed here stands and is not asked again.</summary>
    public bool KeepsOnReturn { get; init; }

    /// <summary>Steps whose signers may not sign this one (职责分离).</summary>
    public ImmutableArray<string> NotSignersOf { get; init; } = [];

    /// <summary>Whether the same people are asked in the same way, so that what was signed for one was signed for the other.</summary>
    public bool AsksTheSameAs(Step other) =>
        Id == other.Id
        && Mode == other.Mode
        && Agency == other.Agency
        && Signers == other.Signers
        && Enumerable.Range(1, Signers).All(signer => RoleOf(signer) == other.RoleOf(signer))
        && (Quorum is null ? other.Quorum is null : other.Quorum is not null && Quorum.SaysTheSameAs(other.Quorum));

    /// <param name="signer">From 1.</param>
    public string RoleOf(int signer) => signer <= SignerRoles.Length ? SignerRoles[signer - 1] : Role;
}
