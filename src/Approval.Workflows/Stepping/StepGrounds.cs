using Approval.Engine.Cases;
using Approval.Engine.Tasks;

namespace Approval.Workflows.Stepping;

/// <summary>What a step of somebody rests on beside the case and the rules.</summary>
/// <param name="Absences">For whom the actor may stand in.</param>
/// <param name="Application">The application with its numbers put back; only for an actor with interests, null for everybody else.</param>
/// <param name="Fault">Of the request: <see cref="CaseRequest.Fault"/>.</param>
public sealed record StepGrounds(IReadOnlyList<Absence> Absences, Application? Application, Rejection? Fault);
