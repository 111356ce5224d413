using System.Text.Json;
using Approval.Api.Http;
using Approval.Engine;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Procedures;

public static class GetFormSchema
{
    public static Results<JsonHttpResult<JsonElement>, Refusal> Handle(string code, RulebookStore rulebooks, TimeProvider clock) =>
        rulebooks.Current.InForce(code, CivilTime.DayOf(clock.GetUtcNow())) is { } procedure
            ? TypedResults.Json(JsonElement.Parse(FormSchema.For(procedure)), contentType: "application/schema+json")
            : (Refusal)GetProcedure.Unknown;
}
