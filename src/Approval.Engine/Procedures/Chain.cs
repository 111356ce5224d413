using System.Collections.Immutable;

namespace Approval.Engine.Procedures;

/// <summary>The approval chain: stages in sequence, steps in parallel inside a stage. Chains of this shape cannot deadlock.</summary>
public sealed record Chain(ImmutableArray<Stage> Stages)
{
    public static Chain None { get; } = new([]);

    public Stage? Find(string stageId) => Stages.FirstOrDefault(stage => stage.Id == stageId);

    /// <summary>The stage after <paramref name="stageId"/>, or null when it is the last; the first stage for null.</summary>
    public Stage? After(string? stageId) =>
        stageId is null ? Stages.FirstOrDefault() : Stages.SkipWhile(stage => stage.Id != stageId).Skip(1).FirstOrDefault();
}

/// <summary>One 环节.</summary>
/// <param name="ReturnsTo">Earlier stages that a reviewer may send the case back to.</param>
public sealed record Stage(string Id, LocalText Name, ImmutableArray<Step> Steps, ImmutableArray<string> ReturnsTo);

/// <summary>Work in a stage, given to people by role and department.</summary>
/// <param name="Role">Role of those who may claim it.</param>
/// <param name="Department">承办科室, for people to read.</param>
/// <param name="Signers">How many different people sign in mode <see cref="SigningMode.All"/>; 1 in mode single.</param>
/// <param name="Budget">
/// Time for the step, counted from its opening; null when only the case's limits bind. The budgets are proved to fit the
/// procedure's base promise; under a shorter local promise or that of a key project the promise itself is what binds.
/// </param>
public sealed record Step(string Id, LocalText Name, string Role, string? Department, SigningMode Mode, int Signers, TimeLimit? Budget, string? LegalBasis);

public enum SigningMode
{
    /// <summary>One person signs.</summary>
    Single,

    /// <summary>会签: every signer must agree; art 34 asks two staff for a substance check.</summary>
    All,
}
