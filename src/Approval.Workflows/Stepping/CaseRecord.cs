using Approval.Engine.Audit;
using Approval.Engine.Cases;

namespace Approval.Workflows.Stepping;

/// <summary>A case as the database holds it, locked.</summary>
/// <param name="Head">Hash of its last journal row.</param>
/// <param name="Orchestration">What the orchestrator handed back last.</param>
/// <param name="Application">Loaded only when an answer is to be rendered or it may change.</param>
public sealed record CaseRecord(
    Guid Id,
    int Version,
    byte[] Head,
    CaseState State,
    string? Orchestration,
    string Procedure,
    int ProcedureVersion,
    string Office,
    Application? Application)
{
    public static CaseRecord New(Guid id, string procedure, int procedureVersion, string office) =>
        new(id, 0, HashChain.Genesis, CaseState.Initial, null, procedure, procedureVersion, office, null);
}
