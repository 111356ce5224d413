using System.Collections.Immutable;
using System.Text.Json;
using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

/// <summary>
/// What conditions of a chain may ask of a case. Facts of the application are pinned at receipt, those that the procedure asks for and
/// no more, because the application itself is not part of the folded state; the others are told from the state.
/// </summary>
public static class ConditionFacts
{
    private const string Form = "form.";
    private const string Material = "material.";

    /// <summary>Null when the chain asks for none.</summary>
    public static ImmutableArray<CaseFact>? Pin(Procedure procedure, Application application, Channel channel)
    {
        var pinned = procedure.Chain.Facts
            .Select(name => (Name: name, Value: ValueIn(application, channel, name)))
            .Where(fact => fact.Value is not null)
            .Select(fact => new CaseFact(fact.Name, fact.Value!))
            .OrderBy(fact => fact.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        return pinned.IsEmpty ? null : pinned;
    }

    /// <summary>The facts of a case as it stands.</summary>
    public static Func<string, string?> Of(CaseState.Known state) => name => name switch
    {
        "project.class" => JsonNamingPolicy.CamelCase.ConvertName(state.File.ProjectClass.ToString()),
        "acceptance" => CaseEvolution.AcceptanceOf(state) is { } acceptance ? acceptance.Deemed ? "deemed" : "explicit" : null,
        _ when name.StartsWith(Material, StringComparison.Ordinal) => state.File.Materials.Contains(name[Material.Length..]) ? "true" : null,
        _ => state.File.Facts?.FirstOrDefault(fact => fact.Name == name)?.Value,
    };

    private static string? ValueIn(Application application, Channel channel, string name) => name switch
    {
        "project.division" => application.Project?.DivisionCode,
        "applicant.type" => application.Applicant.Type,
        "channel" => JsonNamingPolicy.CamelCase.ConvertName(channel.ToString()),
        _ when name.StartsWith(Form, StringComparison.Ordinal) => Text(application.Form, name[Form.Length..]),
        _ => null,
    };

    private static string? Text(JsonElement form, string field) =>
        form.ValueKind == JsonValueKind.Object && form.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            }
            : null;
}
