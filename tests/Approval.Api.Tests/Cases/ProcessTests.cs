using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

/// <summary>办理进程 of RF-01, accepted on 12 February 2026 before the Spring Festival.</summary>
internal sealed class ProcessTests
{
    private ApiCaller clerk = null!;
    private Guid id;

    [OneTimeSetUp]
    public async Task Accept()
    {
        clerk = await SharedApi.AsAsync("demo-clerk");
        id = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync();
        var accepted = await clerk.CommandAsync(id, "accept", null, 2);
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);
    }

    [Test]
    public async Task It_says_what_is_done_open_and_ahead_and_when_the_rest_is_expected()
    {
        var process = await clerk.GetAsync($"/api/v1/cases/{id}/process");

        Assert.That(process.Status, Is.EqualTo(200), process.Text);
        var stages = process["stages"].EnumerateArray().ToList();
        Assert.That(stages.Select(stage => stage.GetProperty("status").GetString()), Is.EqualTo(new[] { "open", "ahead", "ahead" }));

        // 2, 3 and 1 working days: 13 and 14 (worked Saturday); after the festival 24, 25, 26; 27.
        Assert.That(stages.Select(stage => stage.GetProperty("expected").GetProperty("through").GetString()), Is.EqualTo(new[] { "2026-02-14", "2026-02-26", "2026-02-27" }));
        Assert.That(process["forecast"].GetProperty("decision").GetString(), Is.EqualTo("2026-02-27"));
        Assert.That((process["forecast"].GetProperty("promised").GetString(), process["forecast"].GetProperty("passesPromise").GetBoolean()), Is.EqualTo(("2026-02-28", false)));
        Assert.That(process["intake"].GetProperty("doneOn").GetString(), Is.EqualTo("2026-02-12"));
    }

    [Test]
    public async Task The_applicant_is_not_told_who_handles_it()
    {
        var reviewed = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync();
        Assert.That((await clerk.CommandAsync(reviewed, "accept", null, 2)).Status, Is.EqualTo(200));
        var reviewer = await SharedApi.AsAsync("demo-reviewer");
        var task = (await reviewer.GetAsync($"/api/v1/cases/{reviewed}"))["openTasks"][0].GetProperty("id").GetGuid();
        var claimed = await reviewer.PostAsync($"/api/v1/tasks/{task}/claim", null, ("If-Match", (await reviewer.GetAsync($"/api/v1/cases/{reviewed}")).ETag!));
        Assert.That(claimed.Status, Is.EqualTo(200), claimed.Text);

        Assert.That((await reviewer.GetAsync($"/api/v1/cases/{reviewed}/process")).Text, Does.Contain("demo-reviewer"));
        var seen = await (await SharedApi.AsAsync("demo-applicant")).GetAsync($"/api/v1/cases/{reviewed}/process");
        Assert.That(seen.Status, Is.EqualTo(200), seen.Text);
        Assert.That(seen.Text, Does.Not.Contain("demo-reviewer").And.Not.Contain("assignee"));
        Assert.That(seen["stages"][0].GetProperty("steps")[0].GetProperty("tasks")[0].GetProperty("status").GetString(), Is.EqualTo("claimed"));
    }

    [Test]
    public async Task As_BPMN_it_is_the_picture_with_colours()
    {
        var picture = await clerk.GetAsync($"/api/v1/cases/{id}/process", ("Accept", "application/bpmn+xml"));

        Assert.That((picture.Status, picture.ContentType?.MediaType), Is.EqualTo((200, "application/bpmn+xml")));
        Assert.That(picture.Text, Does.Contain("bioc:fill").And.Contain("color:background-color").And.Contain("预计 2026-02-27").And.Contain("approval:state=\"open\""));
    }

    [TestCase("demo-applicant-2", 404, "case.not_found")]
    [TestCase("demo-clerk-430300", 403, "case.wrong_office")]
    [TestCase("demo-admin", 403, "access.role_not_competent")]
    [TestCase(null, 401, "auth.required")]
    public async Task It_is_refused(string? client, int status, string code) =>
        (await (await SharedApi.AsAsync(client)).GetAsync($"/api/v1/cases/{id}/process")).ShouldBeProblem(status, code);
}
