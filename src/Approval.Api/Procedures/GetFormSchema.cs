using System.Text.Json;
using Approval.Api.Http;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Procedures;

public static class GetFormSchema
{
    public static Results<JsonHttpResult<JsonElement>, Refusal> Handle(string code, RulebookStore rulebooks) =>
        rulebooks.Current.Find(code) is { } procedure
            ? TypedResults.Json(JsonElement.Parse(FormSchema.For(procedure)), contentType: "application/schema+json")
            : (Refusal)GetProcedure.Unknown;
}
