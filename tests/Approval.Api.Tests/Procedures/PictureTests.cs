using System.Net.Http.Headers;
using System.Text;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Procedures;

internal sealed class PictureTests
{
    private const string Foreign = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p">
        <startEvent id="s"/><{0} id="Review_1" name="审查"/><endEvent id="e"/>
        <sequenceFlow id="f" sourceRef="s" targetRef="Review_1"/><sequenceFlow id="g" sourceRef="Review_1" targetRef="e"/>
        </process></definitions>
        """;

    [TestCase("/api/v1/procedures/RF-01/bpmn")]
    [TestCase("/api/v1/procedures/RF-01/versions/1/bpmn")]
    public async Task Anybody_may_see_how_a_procedure_goes(string address)
    {
        var answer = await (await SharedApi.AsAsync(null)).GetAsync(address);

        Assert.That((answer.Status, answer.ContentType?.MediaType, answer.ContentType?.CharSet), Is.EqualTo((200, "application/bpmn+xml", "utf-8")));
        Assert.That(answer.Text, Does.StartWith("<?xml").And.Contain("技术审查").And.Contain("BPMNDiagram"));
    }

    [TestCase("/api/v1/procedures/RF-99/bpmn")]
    [TestCase("/api/v1/procedures/RF-01/versions/99/bpmn")]
    public async Task Of_what_is_not_there_there_is_no_picture(string address) =>
        (await (await SharedApi.AsAsync(null)).GetAsync(address)).ShouldBeProblem(404, "procedure.unknown");

    [Test]
    public async Task What_was_exported_is_imported_as_the_chain_of_the_guide()
    {
        var admin = await SharedApi.AsAsync("demo-admin");
        var guide = await admin.GetAsync("/api/v1/procedures/LH-01");

        var answer = await ImportAsync("demo-admin", (await admin.GetAsync("/api/v1/procedures/LH-01/bpmn")).Text);

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(answer["chain"].GetRawText(), Is.EqualTo(guide["chain"].GetRawText()));
        Assert.That(answer["findings"].GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task What_was_assumed_is_told()
    {
        var answer = await ImportAsync("demo-admin", Foreign.Replace("{0}", "userTask", StringComparison.Ordinal));

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(answer["chain"].GetProperty("stages")[0].GetProperty("steps")[0].GetProperty("role").GetString(), Is.EqualTo("reviewer"));
        Assert.That(answer["findings"].EnumerateArray().Select(finding => finding.GetProperty("code").GetString()), Does.Contain("bpmn.role_assumed"));
    }

    [Test]
    public async Task What_is_no_chain_is_refused_by_its_element()
    {
        var answer = await ImportAsync("demo-admin", Foreign.Replace("{0}", "scriptTask", StringComparison.Ordinal));

        answer.ShouldBeProblem(422, "bpmn.unsupported_element");
        Assert.That(answer.Errors, Is.EqualTo(new[] { ("//*[@id='Review_1']", "bpmn.unsupported_element") }));
        Assert.That(answer["detail"].GetString(), Does.Contain("Review_1"));
    }

    [TestCase("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "application/xml", 400, "bpmn.malformed")]
    [TestCase("", "text/xml", 400, "bpmn.malformed")]
    [TestCase("{}", "application/json", 415, "request.media_type")]
    public async Task Hostile_bodies_are_refused(string body, string type, int status, string code) => (await ImportAsync("demo-admin", body, type)).ShouldBeProblem(status, code);

    [Test]
    public async Task A_body_without_end_is_refused() => (await ImportAsync("demo-admin", new string(' ', 1024 * 1024 + 1))).ShouldBeProblem(413, "request.too_large");

    [TestCase("demo-head", 403, "access.role_not_competent")]
    [TestCase(null, 401, "auth.required")]
    public async Task Import_is_for_administrators(string? client, int status, string code) => (await ImportAsync(client, "<a/>")).ShouldBeProblem(status, code);

    private static async Task<Answer> ImportAsync(string? client, string xml, string type = "application/bpmn+xml") =>
        await (await SharedApi.AsAsync(client)).SendAsync(HttpMethod.Post, "/api/v1/admin/procedures/import-bpmn", new StringContent(xml, Encoding.UTF8, new MediaTypeHeaderValue(type)));
}
