using System.Text.Json;
using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>What an applicant filled in, held against the fields of RF-01 and RF-06.</summary>
public class ApplicationFormTests
{
    [TestCase("RF-01", "aboveGroundArea", null, "field.missing")]
    [TestCase("RF-01", "aboveGroundArea", "\"68420\"", "field.type")]
    [TestCase("RF-01", "aboveGroundArea", "null", "field.type")]
    [TestCase("RF-01", "aboveGroundArea", "-1", "field.range")]
    [TestCase("RF-01", "aboveGroundArea", "5000000.01", "field.range")]
    [TestCase("RF-01", "aboveGroundArea", "1e40", "field.range")]
    [TestCase("RF-01", "floorsAbove", "0", "field.range")]
    [TestCase("RF-01", "floorsAbove", "201", "field.range")]
    [TestCase("RF-01", "floorsAbove", "18.5", "field.type")]
    [TestCase("RF-01", "buildingUse", "\"factory\"", "field.choice")]
    [TestCase("RF-01", "buildingUse", "\"Residential\"", "field.choice")]
    [TestCase("RF-01", "buildingUse", "\"\\ud800\"", "field.choice")]
    [TestCase("RF-01", "buildingUse", "3", "field.type")]
    [TestCase("RF-01", "plannedStart", "\"2026-02-29\"", "field.date")]
    [TestCase("RF-01", "plannedStart", "\"2026-2-9\"", "field.date")]
    [TestCase("RF-01", "plannedStart", "\"2026-05-18T00:00:00\"", "field.date")]
    [TestCase("RF-01", "plannedStart", "20260518", "field.type")]
    [TestCase("RF-01", "designUnit", "\"  \"", "field.missing")]
    [TestCase("RF-01", "designUnit", "[\"a\"]", "field.type")]
    [TestCase("RF-01", "designUnit", "\"a\\u0000b\"", "field.characters")]
    [TestCase("RF-01", "designUnit", "\"\\ud800\"", "field.characters")]
    [TestCase("RF-01", "requiredSpaces", "3", "field.unknown")]
    [TestCase("RF-01", "AboveGroundArea", "3", "field.unknown")]
    [TestCase("RF-06", "leaderPhone", "\"call me\"", "field.pattern")]
    [TestCase("RF-06", "leaderPhone", "\"0731-85550177 x\"", "field.pattern")]
    [TestCase("RF-06", "leaderPhone", "\"0731-855501770000000000\"", "field.length")]
    [TestCase("RF-07", "defectsClosed", "\"true\"", "field.type")]
    public void A_wrong_field_is_named(string code, string field, string? value, string expected)
    {
        var reading = Check(code, Text(Example(code), field, value));

        Assert.That(reading.Form, Is.Null);
        Assert.That(reading.Errors.Select(error => (error.Path, error.Code)), Is.EqualTo(new[] { ($"$.form.{field}", expected) }));
        Assert.That(reading.Errors[0].Message.Zh, Is.Not.Empty.And.Not.EqualTo(reading.Errors[0].Message.En));
    }

    [TestCase("RF-01", "plannedStart", null, TestName = "optional date left out")]
    [TestCase("RF-01", "floorsAbove", "18.0", TestName = "whole number written with a point")]
    [TestCase("RF-01", "plannedStart", "\"2028-02-29\"", TestName = "leap day")]
    [TestCase("RF-02", "otherSite", "\"\"", TestName = "optional text left empty")]
    [TestCase("RF-01", "aboveGroundArea", "5000000", TestName = "largest number")]
    public void A_right_field_passes(string code, string field, string? value) => Assert.That(Check(code, Text(Example(code), field, value)).Errors, Is.Empty);

    [Test]
    public void Length_counts_characters_as_people_do()
    {
        // 𬭼 is one character and two UTF-16 units.
        var sixty = string.Concat(Enumerable.Repeat("𬭼", 60));

        Assert.That(Check("RF-01", Text(Example("RF-01"), "peacetimeUse", $"\"{sixty}\"")).Errors, Is.Empty);
        Assert.That(Check("RF-01", Text(Example("RF-01"), "peacetimeUse", $"\"{sixty}库\"")).Errors.Single().Code, Is.EqualTo("field.length"));
    }

    [Test]
    public void All_errors_come_at_once()
    {
        var form = Example("RF-01");
        form.Remove("designUnit");
        form["floorsAbove"] = 0;
        form["note"] = "x";

        Assert.That(
            Check("RF-01", form.ToJsonString()).Errors.Select(error => error.Code),
            Is.EquivalentTo(new[] { "field.missing", "field.range", "field.unknown" }));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"form\"")]
    public void A_form_that_is_no_object_is_refused(string form) =>
        Assert.That(Check("RF-01", form).Errors.Select(error => (error.Path, error.Code)), Is.EqualTo(new[] { ("$.form", "field.type") }));

    [Test]
    public void No_form_at_all_is_refused() =>
        Assert.That(ApplicationForm.Check(Seeds.Procedure("RF-01"), default).Errors.Single().Code, Is.EqualTo("field.type"));

    [Test]
    public void One_application_has_one_way_of_being_written()
    {
        var shuffled = new JsonObject(Example("RF-02").Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var written = shuffled.ToJsonString()
            .Replace("12400", "12400.00", StringComparison.Ordinal)
            .Replace("\"payFee\"", "\"payFee\", \"otherSite\": \"\"", StringComparison.Ordinal);
        written = Text(JsonNode.Parse(written)!.AsObject(), "approvalNumber", "\"  长岳发改备〔2025〕347号 \"");

        var plain = Check("RF-02", Example("RF-02").ToJsonString()).Form!.Value.GetRawText();

        Assert.That(Check("RF-02", written).Form!.Value.GetRawText(), Is.EqualTo(plain));
        Assert.That(plain, Does.StartWith("{\"aboveGroundArea\":12400,\"firstFloorArea\":2066.7,"));
        Assert.That(plain, Does.Contain("长岳发改备"));
    }

    private static FormReading Check(string code, string form)
    {
        using var document = JsonDocument.Parse(form);
        return ApplicationForm.Check(Seeds.Procedure(code), document.RootElement);
    }

    private static JsonObject Example(string code) => JsonNode.Parse(Seeds.Procedure(code).Example)!["form"]!.AsObject();

    /// <summary>The form with one member written as given, or taken out for null. Text, because a tree cannot hold every wrong value.</summary>
    private static string Text(JsonObject form, string field, string? value)
    {
        form.Remove(field);
        var rest = form.ToJsonString();
        return value is null ? rest : $"{rest[..^1]},\"{field}\":{value}}}";
    }
}
