using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Procedures;

/// <summary>What is served is BPMN to others: valid against the schemas of the OMG, and read without a warning by the reader that bpmn-js uses.</summary>
internal sealed class PictureSchemaTests
{
    private const string ReadAll = """
        import BpmnModdle from 'bpmn-moddle';
        let text = '';
        for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
        const files = JSON.parse(text);
        const read = [];
        for (const xml of files) {
          const moddle = new BpmnModdle();
          const { rootElement, warnings } = await moddle.fromXML(xml);
          read.push({ warnings: warnings.map(warning => warning.message), xml: (await moddle.toXML(rootElement, { format: true })).xml });
        }
        console.log(JSON.stringify(read));
        """;

    private static readonly Lazy<XmlSchemaSet> Schemas = new(() =>
    {
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        set.Add(null, Path.Combine(NodeScript.Npm, "node_modules", "bpmn-moddle", "resources", "bpmn", "xsd", "BPMN20.xsd"));
        set.Compile();
        return set;
    });

    private readonly List<string> pictures = [];

    [OneTimeSetUp]
    public async Task Fetch()
    {
        await NodeScript.InstallAsync();
        var clerk = await SharedApi.AsAsync("demo-clerk");
        foreach (var code in (await clerk.GetAsync("/api/v1/procedures"))["items"].EnumerateArray().Select(item => item.GetProperty("code").GetString()))
        {
            pictures.Add((await clerk.GetAsync($"/api/v1/procedures/{code}/bpmn")).Text);
        }

        var id = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync("LH-01");
        Assert.That((await clerk.CommandAsync(id, "accept", null, 2)).Status, Is.EqualTo(200));
        pictures.Add((await clerk.GetAsync($"/api/v1/cases/{id}/process", ("Accept", "application/bpmn+xml"))).Text);
        Assert.That(pictures, Has.Count.EqualTo(19));
    }

    [Test]
    public void The_schema_of_the_OMG_accepts_every_picture()
    {
        var faults = pictures.SelectMany(Faults).ToList();

        Assert.That(faults, Is.Empty);
        Assert.That(Faults(pictures[0].Replace("<bpmn:incoming>", "<bpmn:arriving>", StringComparison.Ordinal).Replace("</bpmn:incoming>", "</bpmn:arriving>", StringComparison.Ordinal)), Is.Not.Empty, "the schema judges nothing");
    }

    [Test]
    public async Task The_reader_of_bpmn_js_has_no_warning_for_any_picture()
    {
        Assert.That((await ReadAsync(pictures)).SelectMany(read => read.Warnings), Is.Empty);
        Assert.That((await ReadAsync([pictures[0].Replace("targetRef=\"complete\"", "targetRef=\"nowhere\"", StringComparison.Ordinal)])).Single().Warnings, Is.Not.Empty, "the reader warns of nothing");
    }

    [Test]
    public async Task What_a_tool_of_that_reader_saves_again_is_the_same_chain()
    {
        var admin = await SharedApi.AsAsync("demo-admin");
        foreach (var (before, after) in pictures.SkipLast(1).Zip(await ReadAsync([.. pictures.SkipLast(1)])))
        {
            Assert.That(await ImportedAsync(admin, after.Xml), Is.EqualTo(await ImportedAsync(admin, before)));
        }
    }

    private static async Task<string> ImportedAsync(ApiCaller admin, string xml)
    {
        var answer = await admin.SendAsync(HttpMethod.Post, "/api/v1/admin/procedures/import-bpmn", new StringContent(xml, Encoding.UTF8, new MediaTypeHeaderValue("application/bpmn+xml")));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Text;
    }

    private static List<string> Faults(string xml)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas.Value };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
        }

        return faults;
    }

    private static async Task<List<SavedAgain>> ReadAsync(IReadOnlyList<string> files) =>
        JsonSerializer.Deserialize<List<SavedAgain>>(await NodeScript.RunAsync(ReadAll, JsonSerializer.Serialize(files)), JsonSerializerOptions.Web)!;

    private sealed record SavedAgain(List<string> Warnings, string Xml);
}
