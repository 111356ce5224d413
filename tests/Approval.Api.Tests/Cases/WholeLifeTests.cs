using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

/// <summary>RF-01 at the Changsha window across the Spring Festival of 2026 (国办发明电〔2025〕7号: off 15 to 23 February, worked 14 and 28 February).</summary>
internal sealed class WholeLifeTests
{
    private static readonly string[] AskedFor = ["site-plan"];

    private ApiHost host = null!;
    private Guid id;

    [OneTimeSetUp]
    public async Task Start() => host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_permit_goes_from_intake_to_service_on_exact_days()
    {
        var (applicant, clerk, head) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-clerk"), await host.AsAsync("demo-head"));

        // Received 12 February: five working days (art 32) are 13, 14, 24, 25, 26 February.
        var receipt = await applicant.PostAsync("/api/v1/cases", (await applicant.ExampleAsync()).ToJsonString());
        id = receipt["id"].GetGuid();
        Assert.That((receipt.Status, receipt["state"].GetString(), receipt["noticeDue"].GetString()), Is.EqualTo((201, "received", "2026-02-26")));
        Assert.That(receipt.Headers["Location"], Is.EqualTo($"/api/v1/cases/{id}"));

        await host.AdvanceAsync("2026-02-13T10:00:00+08:00");
        var notice = await clerk.CommandAsync(
            id, "request-correction", new { items = new[] { new { material = "site-plan", problem = "未标明防空地下室位置" } }, note = "一次告知" }, receipt.Version);
        Assert.That(State(notice), Is.EqualTo("correctionRequested"), notice.Text);
        Assert.That(notice["correction"].GetProperty("items").EnumerateArray().Select(item => item.GetProperty("material").GetString()), Is.EqualTo(AskedFor));

        // Handed in on 25 February, so that the five days begin again: 26, 27, 28 February, 2, 3 March.
        await host.AdvanceAsync("2026-02-25T10:00:00+08:00");
        var corrected = await applicant.CommandAsync(id, "submit-correction", new { materials = new[] { new { code = "site-plan", paper = true } } }, notice.Version);
        Assert.That((State(corrected), Due(corrected, "notice")), Is.EqualTo(("received", "2026-03-03")), corrected.Text);

        // Accepted 26 February: 7 promised and 20 statutory working days, 28 February counted.
        await host.AdvanceAsync("2026-02-26T10:00:00+08:00");
        var accepted = await clerk.CommandAsync(id, "accept", null, corrected.Version);
        Assert.That((State(accepted), Due(accepted, "promised"), Due(accepted, "statutory")), Is.EqualTo(("inReview", "2026-03-06", "2026-03-25")), accepted.Text);
        Assert.That((accepted["acceptance"].GetString(), accepted["acceptedOn"].GetString()), Is.EqualTo(("explicit", "2026-02-26")));
        Assert.That(accepted["openTasks"].GetArrayLength(), Is.EqualTo(2), "art 34: two members of staff check");

        await EndorseAsync("demo-reviewer", "review");
        await EndorseAsync("demo-reviewer-2", "review");
        await host.AdvanceAsync("2026-02-27T10:00:00+08:00");
        await EndorseAsync("demo-reviewer", "joint");
        await EndorseAsync("demo-reviewer-2", "joint");
        var last = await EndorseAsync("demo-head", "approval");

        await host.AdvanceAsync("2026-02-28T10:00:00+08:00");
        var decided = await head.CommandAsync(id, "decide", new { outcome = "granted", reasons = "符合人防工程建设规划" }, last.Version);
        Assert.That((State(decided), decided["outcome"].GetString(), decided["decidedOn"].GetString()), Is.EqualTo(("decided", "granted", "2026-02-28")), decided.Text);

        // Ten working days to deliver (art 44), counted from 2 March.
        Assert.That(Due(decided, "delivery"), Is.EqualTo("2026-03-13"));

        var issued = await clerk.CommandAsync(id, "issue", new { documentNumber = "长防审〔2026〕12号" }, decided.Version);
        Assert.That((State(issued), issued["document"].GetProperty("number").GetString()), Is.EqualTo(("issued", "长防审〔2026〕12号")), issued.Text);

        await host.AdvanceAsync("2026-03-02T10:00:00+08:00");
        var served = await clerk.CommandAsync(id, "serve", new { method = "electronic", servedAt = "2026-03-02T09:30:00+08:00" }, issued.Version);
        Assert.That((State(served), served["document"].GetProperty("servedOn").GetString()), Is.EqualTo(("served", "2026-03-02")), served.Text);
        Assert.That(served["clocks"].EnumerateArray().Select(clock => clock.GetProperty("state").GetString()), Is.All.EqualTo("stopped"));

        // What a command answered is what a reader gets: one ETag, one representation.
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}")).Text, Is.EqualTo(served.Text));

        var journal = (await applicant.GetAsync($"/api/v1/cases/{id}/events?limit=200"))["items"].EnumerateArray().ToList();
        Assert.That(journal.Select(row => row.GetProperty("version").GetInt32()), Is.EqualTo(Enumerable.Range(1, served.Version)));
        Assert.That(journal.Skip(1).Select(row => row.GetProperty("previousHash").GetString()), Is.EqualTo(journal.SkipLast(1).Select(row => row.GetProperty("hash").GetString())));

        var track = await (await host.AsAsync(null)).PostAsync(
            "/api/v1/cases/track", new { caseNumber = receipt["caseNumber"].GetString(), trackingCode = receipt["trackingCode"].GetString()!.ToLowerInvariant() });
        Assert.That((track.Status, State(track), track["decidedOn"].GetString()), Is.EqualTo((200, "served", "2026-02-28")));
    }

    private async Task<Answer> EndorseAsync(string person, string stage)
    {
        var caller = await host.AsAsync(person);
        var mine = (await caller.GetAsync("/api/v1/tasks?mine=true&state=offered"))["items"].EnumerateArray().First();
        Assert.That(mine.GetProperty("stage").GetString(), Is.EqualTo(stage));
        var answer = await caller.PostAsync($"/api/v1/tasks/{mine.GetProperty("id").GetGuid()}/endorse", new { opinion = "同意" });
        Assert.That((answer.Status, answer["state"].GetString()), Is.EqualTo((200, "endorsed")), answer.Text);
        return answer;
    }

    private static string? State(Answer answer) => answer["state"].GetString();

    private static string? Due(Answer answer, string clock) =>
        answer["clocks"].EnumerateArray().First(found => found.GetProperty("id").GetString() == clock).GetProperty("due").GetString();
}
