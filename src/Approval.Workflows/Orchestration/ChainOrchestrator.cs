using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Workflows.Orchestration;

/// <summary>The built-in orchestrator: what is next follows from procedure and state alone, so it remembers nothing.</summary>
public sealed class ChainOrchestrator : IOrchestrator
{
    public Reaction React(Procedure procedure, CaseState state, IReadOnlyList<CaseEvent> happened, string? stored) =>
        new(Next(procedure, state) is { } command ? [command] : [], null);

    private static CaseCommand? Next(Procedure procedure, CaseState state) => state switch
    {
        CaseState.Accepted s when procedure.Chain.Stages.Length > 0 && First(procedure, s) is { } first => new CaseCommand.OpenStage(first),
        CaseState.InReview { Review: { Stage: { } open } review } when !review.Tasks.Any(task => task.IsPending) => new CaseCommand.CloseStage(open),
        CaseState.InReview { Review: { Stage: null, Complete: false } review } s =>
            ChainPath.Next(procedure.Chain, review, ConditionFacts.Of(s)).Stage is { } next ? new CaseCommand.OpenStage(next.Id) : new CaseCommand.CompleteChain(),
        _ => null,
    };

    private static string? First(Procedure procedure, CaseState.Accepted accepted) =>
        ChainPath.Next(procedure.Chain, Review.NotBegun, ConditionFacts.Of(accepted)).Stage?.Id;
}
