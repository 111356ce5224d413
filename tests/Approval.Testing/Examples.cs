using System.Text.Json;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Testing;

/// <summary>The example application that every procedure carries (示范文本, art 30), as the Engine takes it.</summary>
public static class Examples
{
    /// <param name="project">Changes the project, to a key one for instance.</param>
    public static Application Of(Procedure procedure, Func<Project, Project>? project = null)
    {
        using var example = JsonDocument.Parse(procedure.Example);
        var body = example.RootElement;
        var applicant = body.GetProperty("applicant");
        var about = body.TryGetProperty("project", out var named)
            ? new Project(Text(named, "name")!, Text(named, "code"), Text(named, "address")!, Text(named, "divisionCode")!, named.GetProperty("key").GetBoolean())
            : null;
        return new Application(
            new Party(Text(applicant, "name")!, Text(applicant, "type")!, Text(applicant, "identifier")!, Text(applicant, "contact"), Text(applicant, "phone")),
            null,
            project is null || about is null ? about : project(about),
            body.GetProperty("form").Clone(),
            [.. body.GetProperty("materials").EnumerateArray().Select(material => Paper(Text(material, "code")!))]);
    }

    public static SubmittedMaterial Paper(string code) => new(code, null, true, null);

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
