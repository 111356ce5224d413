using System.Text.Json;
using Approval.Api.Http;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Procedures;

public static class GetExample
{
    public static Results<Ok<JsonElement>, Refusal> Handle(string code, RulebookStore rulebooks) =>
        rulebooks.Current.Find(code) is { } procedure ? TypedResults.Ok(JsonElement.Parse(procedure.Example)) : (Refusal)GetProcedure.Unknown;
}
