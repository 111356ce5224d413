using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;

namespace Approval.Workflows.Stepping;

/// <summary>What a step of somebody rests on beside the case and the rules.</summary>
/// <param name="Absences">For whom the actor may stand in.</param>
/// <param name="Application">The application with its numbers put back; null unless the actor or the chair has interests.</param>
/// <param name="ChairInterests">Of the officer whom the command names as chair.</param>
/// <param name="Fault">Of the request: <see cref="CaseRequest.Fault"/>.</param>
public sealed record StepGrounds(IReadOnlyList<Absence> Absences, Application? Application, ImmutableArray<string> ChairInterests, Rejection? Fault);
