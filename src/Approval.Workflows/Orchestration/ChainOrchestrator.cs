using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Orchestration;

/// <summary>The built-in orchestrator: what is next follows from procedure and state alone, so it remembers nothing.</summary>
public sealed class ChainOrchestrator : IOrchestrator
{
    public Reaction React(Procedure procedure, CaseState state, IReadOnlyList<CaseEvent> happened, string? stored) =>
        new(Next(procedure, state) is { } command ? [command] : [], null);

    private static CaseCommand? Next(Procedure procedure, CaseState state) => state switch
    {
        CaseState.Accepted when procedure.Chain.After(null) is { } first => new CaseCommand.OpenStage(first.Id),
        CaseState.InReview { Review: { Stage: { } open } review } when !review.Tasks.Any(task => task.IsOpen) => new CaseCommand.CloseStage(open),
        CaseState.InReview { Review: { Stage: null, Complete: false } review } => review switch
        {
            { Objected: true } => new CaseCommand.CompleteChain(),
            { ReturnTo: { } earlier } => new CaseCommand.OpenStage(earlier),
            _ when procedure.Chain.After(review.LastClosed) is { } next => new CaseCommand.OpenStage(next.Id),
            _ => new CaseCommand.CompleteChain(),
        },
        _ => null,
    };
}
