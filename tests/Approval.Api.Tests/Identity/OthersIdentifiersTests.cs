using System.Text.Json.Nodes;
using Approval.Api.Identity;
using Approval.Api.Tests.Host;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Identity;

/// <summary>
/// What belongs to somebody else, named in every place of a request but the path, which the matrix has (RELIABILITY A1, A4, A5, A11).
/// The stranger to the case is the second company, or the clerk of Xiangtan.
/// </summary>
internal sealed class OthersIdentifiersTests
{
    private ApiHost host = null!;
    private ApiCaller owner = null!;
    private ApiCaller other = null!;
    private Guid id;
    private string number = null!;

    [OneTimeSetUp]
    public async Task File()
    {
        host = await SharedApi.HostAsync();
        (owner, other) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-applicant-2"));
        var filed = await owner.PostAsync("/api/v1/cases", (await owner.ExampleAsync()).ToJsonString());
        (id, number) = (filed["id"].GetGuid(), filed["caseNumber"].GetString()!);
    }

    [TestCase("q={0}")]
    [TestCase("office=430100&limit=200")]
    [TestCase("assignee=demo-reviewer&limit=200")]
    [TestCase("assignee=demo-applicant&limit=200")]
    [TestCase("procedure=RF-01&state=received&limit=200")]
    [TestCase("lamp=green&sort=due&limit=200")]
    public async Task In_a_filter_they_find_nothing(string query)
    {
        foreach (var client in new[] { "demo-applicant-2", "demo-clerk-430300" })
        {
            var answer = await (await host.AsAsync(client)).GetAsync("/api/v1/cases?" + query.Replace("{0}", Uri.EscapeDataString(number), StringComparison.Ordinal));

            Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
            Assert.That(answer.Text, Does.Not.Contain(id.ToString()).And.Not.Contain(number));
        }
    }

    [TestCase("/api/v1/cases?limit=1", "/api/v1/cases?limit=200&cursor=")]
    [TestCase("/api/v1/events?limit=1", "/api/v1/events?limit=200&after=")]
    public async Task A_cursor_says_where_and_not_whose(string first, string next)
    {
        await owner.FileExampleAsync();
        var cursor = (await owner.GetAsync(first))["nextCursor"].GetString();

        var answer = await other.GetAsync(next + cursor);

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(answer.Text, Does.Not.Contain(id.ToString()));
    }

    [TestCase("\"2\"")]
    [TestCase("\"1\"")]
    [TestCase("\"99\"")]
    [TestCase(null)]
    public async Task A_version_right_or_wrong_tells_a_stranger_nothing(string? tag) =>
        (await other.PostAsync($"/api/v1/cases/{id}/withdraw", null, tag is null ? [] : [("If-Match", tag)])).ShouldBeProblem(404, "case.not_found");

    [Test]
    public async Task A_key_of_somebody_else_answers_nothing_of_theirs()
    {
        var (key, body) = (("Idempotency-Key", Guid.NewGuid().ToString()), (await owner.ExampleAsync()).ToJsonString());
        var first = await owner.PostAsync("/api/v1/cases", body, key);

        var theirs = await other.PostAsync("/api/v1/cases", body, key);

        Assert.That(theirs.Text, Does.Not.Contain(first["id"].GetString()).And.Not.Contain(first["trackingCode"].GetString()));
        Assert.That(theirs.Headers, Does.Not.ContainKey("Idempotency-Replayed"));
    }

    [Test]
    public async Task In_a_body_a_file_of_another_is_unknown_and_another_s_name_is_not_lent()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([.. "%PDF-1.7\n"u8]), "file", "x.pdf" } };
        var file = (await owner.SendAsync(HttpMethod.Post, "/api/v1/files", form))["id"].GetString();
        var body = await other.ExampleAsync();
        body["materials"]![3] = new JsonObject { ["code"] = "site-plan", ["fileId"] = file };
        (await other.PostAsync("/api/v1/cases", body.ToJsonString())).ShouldBeProblem(422, "file.unknown");

        var (clerk, elsewhere) = (await host.AsAsync("demo-clerk"), await host.AsAsync("demo-clerk-430300"));
        (await elsewhere.PostAsync("/api/v1/cases", (await elsewhere.ExampleAsync()).ToJsonString())).ShouldBeProblem(403, "case.wrong_office");
        var theirs = await other.PostAsync("/api/v1/cases", (await other.ExampleAsync()).ToJsonString());
        Assert.That((await owner.GetAsync($"/api/v1/cases/{theirs["id"].GetGuid()}")).Status, Is.EqualTo(404), "whatever the form says, the case belongs to who filed it");
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{theirs["id"].GetGuid()}")).Status, Is.EqualTo(200));
    }

    [TestCase("state", "\"decided\"")]
    [TestCase("office", "\"430300\"")]
    [TestCase("organisation", "\"91430302MA4L7Q9X97\"")]
    [TestCase("caseNumber", "\"1\"")]
    [TestCase("trackingCode", "\"AAAAAA\"")]
    [TestCase("version", "9")]
    [TestCase("lamp", "\"green\"")]
    [TestCase("clocks", "[]")]
    [TestCase("noticeDue", "\"2030-01-01\"")]
    [TestCase("role", "\"head\"")]
    [TestCase("actor", "{}")]
    [TestCase("id", "\"00000000-0000-0000-0000-000000000001\"")]
    public async Task What_the_service_sets_cannot_be_sent(string member, string value)
    {
        var before = await host.CountRowsAsync();
        var intake = await owner.ExampleAsync();
        intake[member] = JsonNode.Parse(value);
        (await owner.PostAsync("/api/v1/cases", intake.ToJsonString())).ShouldBeProblem(400, "request.malformed");

        var clerk = await host.AsAsync("demo-clerk");
        (await clerk.CommandAsync(id, "accept", new JsonObject { [member] = JsonNode.Parse(value) }.ToJsonString(), 2)).ShouldBeProblem(400, "request.malformed");
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    /// <summary>The clerk accepted, became a reviewer, and repeats the request: the answer was right then, and is not given now.</summary>
    [Test]
    public async Task A_kept_answer_is_for_those_who_may_still_give_the_command()
    {
        var (mine, key) = (await owner.FileExampleAsync(), ("Idempotency-Key", Guid.NewGuid().ToString()));
        var person = new Actor("moved-1", "调岗 人员", ActorKind.Person, [Roles.Clerk], "430100", null);
        var first = await (await AsAsync(person)).CommandAsync(mine, "accept", null, 2, key);
        Assert.That(first.Status, Is.EqualTo(200), first.Text);

        Assert.That((await (await AsAsync(person)).CommandAsync(mine, "accept", null, 2, key)).Headers["Idempotency-Replayed"], Is.EqualTo("true"));
        (await (await AsAsync(person with { Roles = [Roles.Reviewer] })).CommandAsync(mine, "accept", null, 2, key)).ShouldBeProblem(403, "case.role_not_competent");
        (await (await AsAsync(person with { Office = "430300" })).CommandAsync(mine, "accept", null, 2, key)).ShouldBeProblem(403, "case.wrong_office");
        (await (await AsAsync(person with { Roles = [Roles.Supervisor] })).CommandAsync(mine, "accept", null, 2, key)).ShouldBeProblem(403, "access.role_not_competent");
    }

    [Test]
    public async Task A_kept_receipt_is_for_the_organisation_that_filed()
    {
        var (body, key) = ((await owner.ExampleAsync()).ToJsonString(), ("Idempotency-Key", Guid.NewGuid().ToString()));
        var client = new Actor("moved-2", "代理系统", ActorKind.Client, [Roles.Applicant], null, DemoClients.FirstCompany);
        var first = await (await AsAsync(client)).PostAsync("/api/v1/cases", body, key);
        Assert.That(first.Status, Is.EqualTo(201), first.Text);

        (await (await AsAsync(client with { Organisation = DemoClients.SecondCompany })).PostAsync("/api/v1/cases", body, key)).ShouldBeProblem(404, "case.not_found");
        Assert.That((await (await AsAsync(client)).PostAsync("/api/v1/cases", body, key)).Text, Is.EqualTo(first.Text));
    }

    private async Task<ApiCaller> AsAsync(Actor actor)
    {
        var caller = await host.AsAsync(null);
        caller.Http.DefaultRequestHeaders.Authorization = new("Bearer", host.Services.GetRequiredService<TokenIssuer>().Issue(actor));
        return caller;
    }
}
