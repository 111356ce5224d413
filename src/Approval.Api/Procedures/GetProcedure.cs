using Approval.Api.Http;
using Approval.Engine;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Procedures;

public static class GetProcedure
{
    public static Problem Unknown { get; } = Problems.NotFound("procedure.unknown", "没有这个事项。", "There is no such procedure.");

    public static Results<Ok<ProcedureView>, Refusal> Handle(string code, RulebookStore rulebooks, TimeProvider clock) =>
        rulebooks.Current.InForce(code, CivilTime.DayOf(clock.GetUtcNow())) is { } procedure ? TypedResults.Ok(ProcedureView.Of(procedure)) : (Refusal)Unknown;

    public static Results<Ok<ProcedureView>, Refusal> HandleVersion(string code, int version, RulebookStore rulebooks) =>
        rulebooks.Current.Find(code, version) is { } procedure ? TypedResults.Ok(ProcedureView.Of(procedure)) : (Refusal)Unknown;
}
