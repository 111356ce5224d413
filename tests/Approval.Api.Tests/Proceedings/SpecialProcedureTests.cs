using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Proceedings;

/// <summary>特别程序 of RF-02 version 2, accepted on 12 February 2026 at nine; the clock of this host stands still.</summary>
internal sealed class SpecialProcedureTests
{
    private ApiCaller applicant = null!;
    private ApiCaller clerk = null!;
    private ApiCaller reviewer = null!;
    private ApiCaller head = null!;

    [SetUp]
    public async Task Callers() => (applicant, clerk, reviewer, head) =
        (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-clerk"), await SharedApi.AsAsync("demo-reviewer"), await SharedApi.AsAsync("demo-head"));

    [Test]
    public async Task Applied_for_approved_told_and_reported()
    {
        var (id, accepted) = await AcceptedAsync();
        var applied = await Ok(reviewer, id, "special-procedures", new { kind = "expertReview", expectedDays = 5, reason = "口部设计需要论证" }, accepted);
        Assert.That((applied["state"].GetString(), State(applied)), Is.EqualTo(("inReview", "applied")));
        Assert.That(Allowed(applied), Does.Not.Contain("special-procedures/1/approve").And.Not.Contain("special-procedures/1/notice"));
        Assert.That(Allowed(await head.GetAsync($"/api/v1/cases/{id}")), Does.Contain("special-procedures/1/approve").And.Contain("special-procedures/1/refuse"));

        var approved = await Ok(head, id, "special-procedures/1/approve", new { note = "同意" }, applied.Version);
        Assert.That((State(approved), approved["specialProcedure"].GetProperty("approverRole").GetString()), Is.EqualTo(("approved", "head")));
        var told = await Ok(clerk, id, "special-procedures/1/notice", new { noticeNumber = "长防特告〔2026〕1号" }, approved.Version);
        Assert.That((told["state"].GetString(), told["lamp"].GetString(), told["suspension"].GetProperty("noticeNumber").GetString()), Is.EqualTo(("suspended", "blue", "长防特告〔2026〕1号")));
        Assert.That((await applicant.GetAsync($"/api/v1/cases/{id}"))["specialProcedure"].TryGetProperty("appliedBy", out _), Is.False, "an applicant sees the office and not its people");
        (await clerk.CommandAsync(id, "resume", null, told.Version)).ShouldBeProblem(409, "special.result_required");

        var reported = await Ok(reviewer, id, "special-procedures/1/result", new { resultNumber = "长防评〔2026〕1号", result = "评审通过" }, told.Version);
        Assert.That((reported["state"].GetString(), reported.Body.TryGetProperty("specialProcedure", out _)), Is.EqualTo(("inReview", false)));
        var journal = (await clerk.GetAsync($"/api/v1/cases/{id}/events"))["items"].EnumerateArray().Select(row => row.GetProperty("type").GetString()).ToList();
        Assert.That(journal, Is.SupersetOf(new[] { "special.applied.v1", "special.approved.v1", "case.suspended.v1", "special.reported.v1", "case.resumed.v1" }));
    }

    [Test]
    public async Task Suspending_at_one_stroke_is_refused()
    {
        var (id, accepted) = await AcceptedAsync();

        var answer = await clerk.CommandAsync(id, "suspend", new { kind = "expertReview", expectedDays = 5, noticeNumber = "x", reason = "x" }, accepted);

        answer.ShouldBeProblem(409, "suspension.approval_required");
        Assert.That(answer["legalBasis"].GetString(), Does.Contain("第四十五条"));
        Assert.That(answer["detail"].GetString(), Does.Contain("专家评审"));
    }

    [Test]
    public async Task Whoever_applied_does_not_approve()
    {
        var (id, accepted) = await AcceptedAsync();
        var applied = await Ok(head, id, "special-procedures", new { kind = "appraisal", expectedDays = 5, reason = "x" }, accepted);

        (await head.CommandAsync(id, "special-procedures/1/approve", null, applied.Version)).ShouldBeProblem(403, "duties.own_request");
        (await reviewer.CommandAsync(id, "special-procedures/1/approve", null, applied.Version)).ShouldBeProblem(403, "case.role_not_competent");
    }

    [TestCase("special-procedures", """{"kind":"tea","expectedDays":5,"reason":"x"}""", 422, "suspension.kind_not_allowed")]
    [TestCase("special-procedures", """{"kind":"expertReview","expectedDays":16,"reason":"x"}""", 422, "suspension.days_out_of_range")]
    [TestCase("special-procedures", """{"kind":"expertReview","expectedDays":5,"reason":" "}""", 422, "special.reason_missing")]
    [TestCase("special-procedures", """{"kind":"hearing","expectedDays":5,"reason":"x"}""", 409, "suspension.hearing_has_its_course")]
    [TestCase("special-procedures", """{"kind":"inspection","expectedDays":5,"reason":"x","staff":[{"id":"a","name":"甲"}]}""", 422, "special.staff_too_few")]
    [TestCase("special-procedures", """{"kind":"inspection","expectedDays":5,"reason":"x","staff":[{"id":"a","name":"甲"},{"id":"a","name":"甲"}]}""", 422, "special.staff")]
    [TestCase("special-procedures", """{"kind":"inspection","expectedDays":5,"reason":"x","staff":[null,null]}""", 422, null)]
    [TestCase("special-procedures/1/approve", "{}", 404, "special.not_found")]
    [TestCase("special-procedures/1/notice", """{"noticeNumber":"x"}""", 404, "special.not_found")]
    [TestCase("special-procedures/0/refuse", """{"reason":"x"}""", 404, "special.not_found")]
    [TestCase("special-procedures/1/result", """{"resultNumber":"x","result":"x"}""", 409, "case.invalid_state")]
    [TestCase("apply-extension", """{"days":11,"reason":"x"}""", 422, "extension.days_out_of_range")]
    [TestCase("apply-extension", """{"days":5,"reason":" "}""", 422, "extension.reason_missing")]
    [TestCase("exclude", """{"kind":"expertReview","from":"2026-02-12","through":"2026-02-12","noticeNumber":"x","reason":"x"}""", 422, "suspension.days_out_of_range")]
    [TestCase("suspend", """{"kind":"testing","expectedDays":5,"noticeNumber":"x","reason":"x"}""", 409, "suspension.approval_required")]
    [TestCase("suspend", """{"kind":"hearing","expectedDays":5,"noticeNumber":"x","reason":"x"}""", 409, "suspension.hearing_has_its_course")]
    public async Task Refused_and_nothing_is_stored(string command, string body, int status, string? code)
    {
        var (id, accepted) = await AcceptedAsync();

        var answer = await head.CommandAsync(id, command, body, accepted);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        if (code is not null)
        {
            answer.ShouldBeProblem(status, code);
        }

        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}")).Version, Is.EqualTo(accepted));
    }

    [Test]
    public async Task Steps_out_of_turn_are_refused()
    {
        var (id, accepted) = await AcceptedAsync();
        var applied = await Ok(reviewer, id, "special-procedures", new { kind = "expertReview", expectedDays = 5, reason = "x" }, accepted);
        (await clerk.CommandAsync(id, "special-procedures", new { kind = "testing", expectedDays = 5, reason = "x" }, applied.Version)).ShouldBeProblem(409, "special.already_open");
        (await clerk.CommandAsync(id, "special-procedures/1/notice", new { noticeNumber = "x" }, applied.Version)).ShouldBeProblem(409, "special.wrong_status");
        (await head.CommandAsync(id, "special-procedures/1/refuse", new { reason = " " }, applied.Version)).ShouldBeProblem(422, "special.reason_missing");
        var approved = await Ok(head, id, "special-procedures/1/approve", new { }, applied.Version);
        (await clerk.CommandAsync(id, "special-procedures/1/notice", new { noticeNumber = " " }, approved.Version)).ShouldBeProblem(422, "suspension.notice_missing");
        var told = await Ok(clerk, id, "special-procedures/1/notice", new { noticeNumber = "x" }, approved.Version);
        (await clerk.CommandAsync(id, "special-procedures/1/result", new { resultNumber = "x", result = " " }, told.Version)).ShouldBeProblem(422, "special.result_missing");
    }

    [Test]
    public async Task An_extension_is_asked_for_by_one_and_granted_by_another()
    {
        var (id, accepted) = await AcceptedAsync();
        (await head.CommandAsync(id, "extend", new { days = 5, reason = "x" }, accepted)).ShouldBeProblem(409, "extension.not_applied");
        var applied = await Ok(reviewer, id, "apply-extension", new { days = 5, reason = "需要核实" }, accepted);
        (await reviewer.CommandAsync(id, "apply-extension", new { days = 5, reason = "x" }, applied.Version)).ShouldBeProblem(409, "extension.already_applied");
        (await head.CommandAsync(id, "extend", new { days = 6, reason = "x" }, applied.Version)).ShouldBeProblem(409, "extension.not_applied");
        Assert.That((await Ok(head, id, "extend", new { days = 5, reason = "同意" }, applied.Version)).Status, Is.EqualTo(200));

        var (other, version) = await AcceptedAsync();
        var own = await Ok(head, other, "apply-extension", new { days = 5, reason = "x" }, version);
        (await head.CommandAsync(other, "extend", new { days = 5, reason = "x" }, own.Version)).ShouldBeProblem(403, "duties.own_request");
    }

    /// <summary>demo-reviewer-2 is the agent of this application, as the token says.</summary>
    [Test]
    public async Task An_officer_keeps_away_from_an_own_application()
    {
        var example = await applicant.ExampleAsync("RF-02");
        example["agent"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "何远", ["identifier"] = Approval.Api.Identity.DemoClients.ReviewersOwnIdentifier, ["authority"] = "授权委托书" };
        var filed = await applicant.PostAsync("/api/v1/cases", example.ToJsonString());
        var id = Guid.Parse(filed.Headers["Location"].Split('/')[^1]);
        var accepted = await Ok(clerk, id, "accept", new { }, 2);
        var own = await SharedApi.AsAsync("demo-reviewer-2");
        var task = accepted["openTasks"][0].GetProperty("id").GetGuid();

        (await own.PostAsync($"/api/v1/tasks/{task}/claim", null)).ShouldBeProblem(403, "duties.own_application");
        (await own.PostAsync($"/api/v1/tasks/{task}/endorse", null)).ShouldBeProblem(403, "duties.own_application");
        (await own.CommandAsync(id, "special-procedures", new { kind = "expertReview", expectedDays = 5, reason = "x" }, accepted.Version)).ShouldBeProblem(403, "duties.own_application");
        Assert.That(Allowed(await own.GetAsync($"/api/v1/cases/{id}")), Is.Empty);
        Assert.That((await reviewer.PostAsync($"/api/v1/tasks/{task}/claim", null)).Status, Is.EqualTo(200));
    }

    private async Task<(Guid Id, int Version)> AcceptedAsync()
    {
        var id = await applicant.FileExampleAsync("RF-02");
        return (id, (await clerk.CommandAsync(id, "accept", null, 2)).Version);
    }

    private static async Task<Answer> Ok(ApiCaller caller, Guid id, string command, object body, int version)
    {
        var answer = await caller.CommandAsync(id, command, body, version);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer;
    }

    private static string? State(Answer answer) => answer["specialProcedure"].GetProperty("state").GetString();

    private static IEnumerable<string?> Allowed(Answer answer) => answer["allowedCommands"].EnumerateArray().Select(name => name.GetString());
}
