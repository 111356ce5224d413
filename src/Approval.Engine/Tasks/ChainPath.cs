using System.Collections.Immutable;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Tasks;

/// <summary>The way of one case through the chain of its procedure: which stage comes next, and which steps it has.</summary>
public static class ChainPath
{
    /// <summary>
    /// The stage that may open now, and those passed over on the way to it because their condition, or that of each of their steps, does
    /// not hold. No stage is left out otherwise and none is opened twice, whatever an orchestrator asks.
    /// </summary>
    /// <param name="valueOf">The facts of the case.</param>
    public static (Stage? Stage, ImmutableArray<string> Skipped) Next(Chain chain, Review review, Func<string, string?> valueOf)
    {
        if (review is { Stage: not null } or { Complete: true } or { Objected: true })
        {
            return (null, []);
        }

        var skipped = ImmutableArray.CreateBuilder<string>();
        var stage = review.ReturnTo is { } earlier ? chain.Find(earlier) : chain.After(review.LastClosed);
        while (stage is not null && !Applies(stage, valueOf))
        {
            skipped.Add(stage.Id);
            stage = chain.After(stage.Id);
        }

        return (stage, skipped.ToImmutable());
    }

    public static bool Applies(Stage stage, Func<string, string?> valueOf) => Holds(stage.When, valueOf) && stage.Steps.Any(step => Holds(step.When, valueOf));

    /// <summary>The steps of a stage that this case goes through.</summary>
    public static IEnumerable<Step> StepsOf(Stage stage, Func<string, string?> valueOf) => stage.Steps.Where(step => Holds(step.When, valueOf));

    private static bool Holds(Condition? condition, Func<string, string?> valueOf) => condition?.Holds(valueOf) ?? true;
}
