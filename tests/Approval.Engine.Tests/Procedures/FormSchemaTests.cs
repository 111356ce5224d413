using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>The JSON Schema 2020-12 of each form, held against the form it was made from.</summary>
public class FormSchemaTests
{
    [TestCaseSource(typeof(Seeds), nameof(Seeds.Codes))]
    public void Accepts_the_example(string code)
    {
        var procedure = Seeds.Procedure(code);
        using var schema = JsonDocument.Parse(FormSchema.For(procedure));
        using var example = JsonDocument.Parse(procedure.Example);

        Assert.That(Violations(schema.RootElement, example.RootElement.GetProperty("form")), Is.Empty);
    }

    // The validator below must be able to say no, and the schema must carry each constraint.
    [TestCase("{}", "required aboveGroundArea")]
    [TestCase("{\"extra\":1}", "additional extra")]
    [TestCase("{\"floorsAbove\":0}", "minimum floorsAbove")]
    [TestCase("{\"floorsAbove\":201}", "maximum floorsAbove")]
    [TestCase("{\"floorsAbove\":\"2\"}", "type floorsAbove")]
    [TestCase("{\"buildingUse\":\"factory\"}", "enum buildingUse")]
    [TestCase("{\"designUnit\":\"   \"}", "pattern designUnit")]
    [TestCase("{\"plannedStart\":\"2026-02-30\"}", "format plannedStart")]
    public void Refuses_what_the_form_refuses(string form, string violation)
    {
        using var schema = JsonDocument.Parse(FormSchema.For(Seeds.Procedure("RF-01")));
        using var given = JsonDocument.Parse(form);

        Assert.That(Violations(schema.RootElement, given.RootElement), Does.Contain(violation));
    }

    [TestCaseSource(typeof(Seeds), nameof(Seeds.Codes))]
    public void Says_everything_the_fields_say(string code)
    {
        var procedure = Seeds.Procedure(code);
        using var document = JsonDocument.Parse(FormSchema.For(procedure));
        var schema = document.RootElement;

        Assert.That(schema.GetProperty("$schema").GetString(), Is.EqualTo("https://json-schema.org/draft/2020-12/schema"));
        Assert.That(schema.GetProperty("additionalProperties").GetBoolean(), Is.False);
        Assert.That(schema.GetProperty("properties").EnumerateObject().Select(member => member.Name), Is.EqualTo(procedure.Form.Select(field => field.Name)));
        Assert.That(Texts(schema.GetProperty("required")), Is.EqualTo(procedure.Form.Where(field => field.Required).Select(field => field.Name)));
        foreach (var field in procedure.Form)
        {
            var property = schema.GetProperty("properties").GetProperty(field.Name);
            Assert.That(property.GetProperty("title").GetString(), Is.EqualTo(field.Label.Zh));
            Assert.That(property.TryGetProperty("minimum", out _), Is.EqualTo(field.Min is not null));
            Assert.That(property.TryGetProperty("maximum", out _), Is.EqualTo(field.Max is not null));
            Assert.That(property.TryGetProperty("maxLength", out _), Is.EqualTo(field.MaxLength is not null));
            Assert.That(property.TryGetProperty("format", out _), Is.EqualTo(field.Type == FieldType.Date));
            Assert.That(property.TryGetProperty("x-confidential", out _), Is.EqualTo(field.Confidential));
        }
    }

    [Test]
    public void A_pattern_is_anchored()
    {
        using var schema = JsonDocument.Parse(FormSchema.For(Seeds.Procedure("RF-06")));

        Assert.That(schema.RootElement.GetProperty("properties").GetProperty("leaderPhone").GetProperty("pattern").GetString(), Is.EqualTo("^(?:[0-9][0-9-]{6,19})$"));
    }

    /// <summary>The keywords that the schemas use, and no others: an unknown one fails the test.</summary>
    private static IEnumerable<string> Violations(JsonElement schema, JsonElement form)
    {
        foreach (var name in Texts(schema.GetProperty("required")).Where(name => !form.TryGetProperty(name, out _)))
        {
            yield return $"required {name}";
        }

        foreach (var member in form.EnumerateObject())
        {
            if (!schema.GetProperty("properties").TryGetProperty(member.Name, out var property))
            {
                yield return $"additional {member.Name}";
                continue;
            }

            foreach (var keyword in property.EnumerateObject().Where(keyword => !Holds(keyword, member.Value)))
            {
                yield return $"{keyword.Name} {member.Name}";
            }
        }
    }

    private static bool Holds(JsonProperty keyword, JsonElement value) => keyword.Name switch
    {
        "title" or "description" => true,
        "type" => keyword.Value.GetString() switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
            _ => false,
        },
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() <= keyword.Value.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript),
        "format" => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "enum" => Texts(keyword.Value).Contains(value.GetString()),
        var annotation => annotation.StartsWith("x-", StringComparison.Ordinal),
    };

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);
}
