using System.Text.Json.Nodes;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>Whatever stands anywhere in a file, a reader answers with findings and never throws.</summary>
public class HostileFileTests
{
    private static readonly string[] Junk = ["null", "true", "0", "-1", "1e99", "\"\"", "\"x\"", "\"\\udc00\"", "[]", "[null]", "{}", "{\"a\":1}"];

    [Test]
    public void Every_value_of_a_procedure_may_be_junk()
    {
        foreach (var (path, json) in Spoilt(Seeds.Tree("RF-02")))
        {
            var reading = ProcedureReader.Read(json, "x.json");
            Assert.That(reading.IsValid, Is.EqualTo(reading.Findings.IsEmpty), path);
            Assert.That(reading.Findings.Select(finding => finding.Path), Is.All.StartsWith("$"), path);
        }
    }

    [Test]
    public void Every_value_of_the_offices_may_be_junk()
    {
        foreach (var (path, json) in Spoilt(JsonNode.Parse(Seeds.OfficesText())!))
        {
            var reading = OfficeReader.Read(json, "x.json");
            Assert.That(reading.Offices.IsEmpty, Is.EqualTo(!reading.IsValid), path);
        }
    }

    /// <summary>The file with each of its values in turn replaced by each piece of junk.</summary>
    private static IEnumerable<(string Path, string Json)> Spoilt(JsonNode root)
    {
        const string mark = "<here>";
        var marked = JsonValue.Create(mark).ToJsonString();
        foreach (var node in Nodes(root).ToList())
        {
            var path = node.GetPath();
            var place = JsonValue.Create(mark);
            node.ReplaceWith(place);
            var json = root.ToJsonString();
            Assert.That(json, Does.Contain(marked));
            foreach (var junk in Junk)
            {
                yield return ($"{path} = {junk}", json.Replace(marked, junk, StringComparison.Ordinal));
            }

            place.ReplaceWith(node);
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode root) => root switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => Nodes(member.Value!).Prepend(member.Value!)),
        JsonArray items => items.SelectMany(item => Nodes(item!).Prepend(item!)),
        _ => [],
    };
}
