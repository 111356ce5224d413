using System.Text.Json;
using System.Text.Json.Nodes;
using Approval.Api.Tests.Host;
using Approval.Testing;

namespace Approval.Api.Tests.Administration.Versions;

/// <summary>A draft of RF-01 from its first words to the day it takes cases, over HTTP.</summary>
internal sealed class VersionTests
{
    private const string Drafts = "/api/v1/admin/procedures/drafts";

    private ApiHost host = null!;
    private ApiCaller admin = null!;

    [SetUp]
    public async Task Start()
    {
        host = await ApiHost.StartAsync(("APPROVAL_CLOCK", "2026-03-02T10:00:00+08:00"));
        admin = await host.AsAsync("demo-admin");
    }

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_draft_is_written_linted_changed_and_published()
    {
        var created = await admin.PostAsync(Drafts, new { procedure = Version(2, 21), note = "承诺时限" });
        Assert.That(created.Status, Is.EqualTo(201), created.Text);
        var id = created["draft"].GetProperty("id").GetGuid();
        Assert.That((created.ETag, created.Headers["Location"]), Is.EqualTo(("\"1\"", $"{Drafts}/{id}")));

        var lint = await admin.PostAsync($"{Drafts}/{id}/lint", null);
        Assert.That(lint["publishable"].GetBoolean(), Is.False);
        Assert.That(lint["findings"].EnumerateArray().Select(finding => (finding.GetProperty("severity").GetString(), finding.GetProperty("path").GetString())), Does.Contain(("error", "$.limits.promised.amount")));
        (await admin.PostAsync($"{Drafts}/{id}/publish", new { reason = "缩短承诺时限" }, ("If-Match", "\"1\""))).ShouldBeProblem(422, "procedure.refused");

        var changed = await admin.SendAsync(HttpMethod.Put, $"{Drafts}/{id}", ApiCaller.Json(JsonSerializer.Serialize(new { procedure = Version(2, 6) })), ("If-Match", created.ETag!));
        Assert.That((changed.Status, changed.ETag), Is.EqualTo((200, "\"2\"")), changed.Text);
        (await admin.PostAsync($"{Drafts}/{id}/publish", new { reason = "缩短承诺时限" }, ("If-Match", "\"1\""))).ShouldBeProblem(412, "draft.stale_revision");
        (await admin.PostAsync($"{Drafts}/{id}/publish", new { reason = "缩短承诺时限" })).ShouldBeProblem(428, "precondition.required");

        var published = await admin.PostAsync($"{Drafts}/{id}/publish", new { reason = "缩短承诺时限", effectiveFrom = "2026-03-03" }, ("If-Match", "\"2\""));
        Assert.That(published.Status, Is.EqualTo(200), published.Text);
        Assert.That((published["version"].GetInt32(), published["standing"].GetString(), published["publishedBy"].GetString()), Is.EqualTo((2, "scheduled", "demo-admin")));
        (await admin.SendAsync(HttpMethod.Delete, $"{Drafts}/{id}", null, ("If-Match", "\"2\""))).ShouldBeProblem(409, "draft.published");

        Assert.That((await admin.GetAsync("/api/v1/procedures/RF-01"))["version"].GetInt32(), Is.EqualTo(1));
        await host.AdvanceAsync("2026-03-03T09:00:00+08:00");
        Assert.That((await admin.GetAsync("/api/v1/procedures/RF-01"))["version"].GetInt32(), Is.EqualTo(2));
        var standing = (await admin.GetAsync("/api/v1/admin/procedures?procedure=RF-01"))["items"].EnumerateArray().Select(item => (item.GetProperty("version").GetInt32(), item.GetProperty("standing").GetString()));
        Assert.That(standing, Is.EqualTo(new[] { (1, "superseded"), (2, "inForce") }));
    }

    [Test]
    public async Task A_version_is_rehearsed_published_and_running_cases_are_moved_to_it()
    {
        var (clerk, head) = (await host.AsAsync("demo-clerk"), await host.AsAsync("demo-head"));
        var applicant = await host.AsAsync("demo-applicant");
        var (first, second) = (await applicant.FileExampleAsync(), await applicant.FileExampleAsync());
        foreach (var id in new[] { first, second })
        {
            Assert.That((await clerk.CommandAsync(id, "accept", null, 2)).Status, Is.EqualTo(200));
        }

        var draft = (await admin.PostAsync(Drafts, new { procedure = Version(2, 6) }))["draft"].GetProperty("id").GetGuid();
        var rehearsed = await admin.PostAsync($"{Drafts}/{draft}/rehearse", new { months = 1 });
        Assert.That((rehearsed["rehearsed"].GetInt64(), rehearsed["different"].GetInt64(), rehearsed["date"].GetInt64(), rehearsed["path"].GetInt64()), Is.EqualTo((2, 2, 2, 0)), rehearsed.Text);
        (await admin.PostAsync($"{Drafts}/{draft}/rehearse", new { months = 99 })).ShouldBeProblem(422, "months.out_of_range");
        Assert.That((await admin.PostAsync($"{Drafts}/{draft}/publish", new { reason = "缩短承诺时限" }, ("If-Match", "\"1\""))).Status, Is.EqualTo(200));

        const string Moves = "/api/v1/admin/procedures/RF-01/versions/2/moves";
        var before = await host.CountRowsAsync();
        var preview = await admin.PostAsync($"{Moves}/preview?limit=1", null);
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That((preview["moved"].GetArrayLength(), preview["nextCursor"].ValueKind), Is.EqualTo((1, JsonValueKind.String)), preview.Text);
        var due = preview["moved"][0].GetProperty("dues").EnumerateArray().Single(change => change.GetProperty("clockId").GetString() == "promised");
        Assert.That((due.GetProperty("before").GetString(), due.GetProperty("after").GetString()), Is.EqualTo(("2026-03-11", "2026-03-10")));

        (await admin.PostAsync(Moves, null)).ShouldBeProblem(422, "procedure.reason_missing");
        var moved = await admin.PostAsync(Moves, new { reason = "缩短承诺时限", cases = new[] { first } });
        Assert.That(moved["moved"].EnumerateArray().Select(impact => impact.GetProperty("caseId").GetGuid()), Is.EqualTo(new[] { first }), moved.Text);

        // The head moves the other one, at the version seen.
        var seen = await head.GetAsync($"/api/v1/cases/{second}");
        (await clerk.CommandAsync(second, "move-to-version", new { version = 2, reason = "缩短承诺时限" }, seen.Version)).ShouldBeProblem(403, "case.role_not_competent");
        (await head.CommandAsync(second, "move-to-version", new { version = 9, reason = "缩短承诺时限" }, seen.Version)).ShouldBeProblem(422, "move.version_unknown");
        var byHead = await head.CommandAsync(second, "move-to-version", new { version = 2, reason = "缩短承诺时限" }, seen.Version);
        Assert.That(byHead.Status, Is.EqualTo(200), byHead.Text);
        Assert.That((await admin.PostAsync($"{Moves}/preview", null))["moved"].GetArrayLength(), Is.Zero);

        var supervisor = await host.AsAsync("demo-supervisor");
        var report = await supervisor.GetAsync("/api/v1/supervision/reports/shortening");
        Assert.That((report.Status, report["versions"].GetArrayLength()), Is.EqualTo((200, 0)), report.Text);
        (await supervisor.GetAsync("/api/v1/supervision/reports/shortening?from=2026-03-02&through=2026-03-01")).ShouldBeProblem(400, "request.parameter");
        (await clerk.GetAsync("/api/v1/supervision/reports/shortening")).ShouldBeProblem(403, "access.role_not_competent");
    }

    [Test]
    public async Task A_retired_procedure_leaves_the_guide_and_refuses_applications()
    {
        var retired = await admin.PostAsync("/api/v1/admin/procedures/RF-01/versions/1/retire", new { reason = "事项取消" });
        Assert.That((retired.Status, retired["standing"].GetString()), Is.EqualTo((200, "retired")), retired.Text);

        var applicant = await host.AsAsync("demo-applicant");
        var guide = (await applicant.GetAsync("/api/v1/procedures"))["items"].EnumerateArray().Select(item => item.GetProperty("code").GetString());
        Assert.That(guide, Does.Not.Contain("RF-01").And.Contain("RF-02"));
        (await applicant.PostAsync("/api/v1/cases", (await applicant.ExampleAsync()).ToJsonString())).ShouldBeProblem(422, "procedure.retired");
        (await admin.PostAsync("/api/v1/admin/procedures/RF-01/versions/9/retire", new { reason = "事项取消" })).ShouldBeProblem(404, "procedure.version_not_found");
    }

    [Test]
    public async Task Drafts_are_listed_page_by_page_and_thrown_away()
    {
        var ids = new List<Guid>();
        foreach (var number in Enumerable.Range(0, 3))
        {
            ids.Add((await admin.PostAsync(Drafts, new { procedure = new { code = "RF-01", number } }))["draft"].GetProperty("id").GetGuid());
        }

        var first = await admin.GetAsync($"{Drafts}?limit=2");
        var rest = await admin.GetAsync($"{Drafts}?limit=2&cursor={first["nextCursor"].GetString()}");
        var deleted = await admin.SendAsync(HttpMethod.Delete, $"{Drafts}/{ids[0]}", null, ("If-Match", "\"1\""));

        Assert.That(first["items"].EnumerateArray().Concat(rest["items"].EnumerateArray()).Select(item => item.GetProperty("id").GetGuid()), Is.EquivalentTo(ids));
        Assert.That((rest["items"].GetArrayLength(), rest["nextCursor"].ValueKind), Is.EqualTo((1, JsonValueKind.Null)));
        Assert.That(deleted.Status, Is.EqualTo(204));
        (await admin.GetAsync($"{Drafts}/{ids[0]}")).ShouldBeProblem(404, "draft.not_found");
        (await admin.GetAsync($"{Drafts}?cursor=xyz")).ShouldBeProblem(400, "cursor.invalid");
    }

    [TestCase("""{"procedure":[]}""", 422, "draft.not_an_object")]
    [TestCase("""{"procedure":{},"effectiveFrom":"2026-01-01"}""", 400, "request.malformed")]
    [TestCase("""{}""", 400, "request.malformed")]
    public async Task A_body_that_is_no_draft_is_refused(string body, int status, string code) =>
        (await admin.PostAsync(Drafts, body)).ShouldBeProblem(status, code);

    [TestCase("demo-head")]
    [TestCase("demo-supervisor")]
    [TestCase("demo-applicant")]
    public async Task Only_administrators_come_near(string client) =>
        (await (await host.AsAsync(client)).GetAsync(Drafts)).ShouldBeProblem(403, "access.role_not_competent");

    /// <summary>The seeds' first version under the next number, with another promise.</summary>
    internal static JsonObject Version(int version, int promise)
    {
        var tree = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "seeds", "procedures", "RF-01.v1.json")))!.AsObject();
        tree["version"] = version;
        tree["limits"]!["promised"]!["amount"] = promise;
        return tree;
    }
}
