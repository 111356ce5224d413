using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Api.Cases;

/// <summary>Protection class and the like are for the office that handles the case and for its owner alone.</summary>
public static class ConfidentialFields
{
    public static (JsonElement Form, ImmutableArray<string>? Withheld) Show(JsonElement form, Procedure procedure, bool entitled)
    {
        ImmutableArray<string> withheld = entitled ? [] : [.. procedure.Form.Where(field => field.Confidential && form.TryGetProperty(field.Name, out _)).Select(field => field.Name)];
        if (withheld.IsEmpty)
        {
            return (form, null);
        }

        var shown = JsonObject.Create(form)!;
        foreach (var name in withheld)
        {
            shown.Remove(name);
        }

        return (JsonSerializer.SerializeToElement(shown), withheld);
    }
}
