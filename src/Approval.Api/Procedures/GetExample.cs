using System.Text.Json;
using Approval.Api.Http;
using Approval.Engine;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Procedures;

public static class GetExample
{
    public static Results<Ok<JsonElement>, Refusal> Handle(string code, RulebookStore rulebooks, TimeProvider clock) =>
        rulebooks.Current.InForce(code, CivilTime.DayOf(clock.GetUtcNow())) is { } procedure ? TypedResults.Ok(JsonElement.Parse(procedure.Example)) : (Refusal)GetProcedure.Unknown;
}
