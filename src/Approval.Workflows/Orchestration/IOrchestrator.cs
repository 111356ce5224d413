using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Orchestration;

/// <summary>
/// The chain as a process manager: events in, commands out. Called inside the step's transaction and touches no database: what it
/// wants to remember it hands back, and the case's row keeps it.
/// </summary>
public interface IOrchestrator
{
    /// <param name="stored">What this orchestrator handed back last time; null at the start.</param>
    Reaction React(Procedure procedure, CaseState state, IReadOnlyList<CaseEvent> happened, string? stored);
}

/// <param name="Stored">To be kept with the case, as text; null for nothing.</param>
public sealed record Reaction(IReadOnlyList<CaseCommand> Commands, string? Stored);
