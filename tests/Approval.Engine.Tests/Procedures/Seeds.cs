using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>The published procedures and offices, as the repository holds them.</summary>
internal static class Seeds
{
    public static string Folder { get; } = Path.Combine(Root(TestContext.CurrentContext.TestDirectory), "seeds");

    public static IEnumerable<string> Codes { get; } = [.. Enumerable.Range(1, 16).Select(number => $"RF-{number:00}"), "GK-01", "LH-01"];

    /// <summary>Files of versions after the first.</summary>
    public static IEnumerable<string> Later { get; } = ["GK-01.v2.json", "LH-01.v2.json", "RF-02.v2.json", "RF-06.v2.json", "RF-07.v2.json"];

    public static string Text(string code, int version = 1) => File.ReadAllText(Path.Combine(Folder, "procedures", $"{code}.v{version}.json"));

    public static string OfficesText() => File.ReadAllText(Path.Combine(Folder, "offices.json"));

    /// <summary>A seed as a tree, to be broken in one place.</summary>
    public static JsonObject Tree(string code) => JsonNode.Parse(Text(code))!.AsObject();

    public static Procedure Procedure(string code)
    {
        var reading = ProcedureReader.Read(Text(code), $"{code}.v1.json");
        return reading.IsValid ? reading.Procedure : throw new InvalidDataException(string.Join('\n', reading.Findings));
    }

    private static string Root(string from) =>
        File.Exists(Path.Combine(from, "Approval.sln")) ? from : Root(Path.GetDirectoryName(from) ?? throw new InvalidOperationException("No Approval.sln above the tests."));
}
