using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

/// <summary>
/// What was believed when, and who held the time. RF-01, accepted on 12 February at nine; on the 25th a special procedure of the
/// 14th to the 24th is typed in late (RF-01 lets a clerk go back three working days). A host of its own: its clock moves.
/// </summary>
internal sealed class KnownClockTests
{
    private ApiHost host = null!;
    private ApiCaller clerk = null!;
    private Guid id;

    [OneTimeSetUp]
    public async Task ExcludeLate()
    {
        host = await ApiHost.StartAsync();
        clerk = await host.AsAsync("demo-clerk");
        id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        var accepted = await clerk.CommandAsync(id, "accept", null, 2);
        await host.AdvanceAsync("2026-02-25T10:00:00+08:00");
        var version = (await clerk.GetAsync($"/api/v1/cases/{id}")).Version;
        var excluded = await clerk.CommandAsync(
            id, "exclude", new { kind = "tender", from = "2026-02-13", through = "2026-02-24", noticeNumber = "长防特〔2026〕9号", reason = "招标，事后补录" }, version);
        Assert.That((accepted.Status, excluded.Status), Is.EqualTo((200, 200)), excluded.Text);
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    // 13, 25, 26, 27, 28 February, 2 and 3 March: seven days; the 14th and the 24th are not counted.
    [TestCase(null, "2026-03-03", 1)]
    [TestCase("2026-02-25T10:00:00+08:00", "2026-03-03", 1)]
    [TestCase("2026-02-25T09:59:59+08:00", "2026-02-28", 0)]
    [TestCase("2026-02-25T01:59:59Z", "2026-02-28", 0)]
    public async Task The_promise_is_what_the_record_said(string? asKnownAt, string due, int exclusions)
    {
        var answer = await clerk.GetAsync($"/api/v1/cases/{id}/clock{(asKnownAt is null ? "" : $"?asKnownAt={Uri.EscapeDataString(asKnownAt)}")}");

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        var promised = answer["clocks"].EnumerateArray().Single(clock => clock.GetProperty("id").GetString() == "promised");
        Assert.That((promised.GetProperty("due").GetString(), answer["exclusions"].GetArrayLength(), answer["ledger"].GetArrayLength()), Is.EqualTo((due, exclusions, exclusions)));
    }

    [Test]
    public async Task Remaining_days_are_those_after_that_day()
    {
        var then = await clerk.GetAsync($"/api/v1/cases/{id}/clock?asKnownAt=2026-02-12T01:00:00Z");

        var promised = then["clocks"].EnumerateArray().Single(clock => clock.GetProperty("id").GetString() == "promised");
        Assert.That(promised.GetProperty("remainingWorkingDays").GetInt32(), Is.EqualTo(7));
    }

    [TestCase("2026-02-12T08:59:59%2B08:00", 404, "case.not_known_yet")]
    [TestCase("2026-02-12T09:00:00", 400, "request.parameter", TestName = "Without an offset")]
    [TestCase("2026-02-12T09:00:00+08:00", 400, "request.parameter", TestName = "A plus that the address turns into a space")]
    [TestCase("2026-02-30T09:00:00Z", 400, "request.parameter")]
    [TestCase("yesterday", 400, "request.parameter")]
    [TestCase("", 400, "request.parameter")]
    public async Task An_instant_is_refused(string asKnownAt, int status, string code) =>
        (await clerk.GetAsync($"/api/v1/cases/{id}/clock?asKnownAt={asKnownAt}")).ShouldBeProblem(status, code);

    [Test]
    public async Task The_parts_of_the_time_sum_to_the_whole()
    {
        var answer = await clerk.GetAsync($"/api/v1/cases/{id}/attribution");

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        var totals = answer["totals"].EnumerateArray().ToList();
        foreach (var measure in new[] { "minutes", "workingMinutes", "workingDays" })
        {
            var whole = answer["whole"].GetProperty(measure).GetInt64();
            Assert.That(whole, Is.Positive);
            Assert.That(totals.Sum(total => total.GetProperty("span").GetProperty(measure).GetInt64()), Is.EqualTo(whole), measure);
            Assert.That(answer["segments"].EnumerateArray().Sum(part => part.GetProperty("span").GetProperty(measure).GetInt64()), Is.EqualTo(whole), measure);
        }

        // The 14th to the 24th, eleven calendar days, of which two are working days.
        var excluded = totals.Single(total => total.GetProperty("holder").GetProperty("kind").GetString() == "excludedByLaw").GetProperty("span");
        Assert.That((excluded.GetProperty("minutes").GetInt32(), excluded.GetProperty("workingDays").GetInt32()), Is.EqualTo((11 * 24 * 60, 2)));
    }

    [TestCase("demo-applicant", 200)]
    [TestCase("demo-supervisor", 200)]
    [TestCase("demo-applicant-2", 404)]
    [TestCase("demo-clerk-430300", 403)]
    [TestCase(null, 401)]
    public async Task Attribution_is_for_those_who_may_see_the_case(string? client, int status) =>
        Assert.That((await (await host.AsAsync(client)).GetAsync($"/api/v1/cases/{id}/attribution")).Status, Is.EqualTo(status));

    [TestCase("demo-clerk", "2026-02-12", "2026-02-25", 409, "suspension.overlaps", TestName = "What is excluded already")]
    [TestCase("demo-clerk", "2026-02-11", "2026-02-25", 422, "exclusion.interval", TestName = "Before the acceptance")]
    [TestCase("demo-clerk", "2026-02-24", "2026-02-26", 422, "exclusion.interval", TestName = "Not over yet")]
    [TestCase("demo-clerk", "2026-02-25", "2026-02-24", 422, "exclusion.interval", TestName = "The wrong way round")]
    [TestCase("demo-clerk", "2026-02-12", "2026-02-13", 422, "time.backdating_too_far", "2026-02-28T10:00:00+08:00", TestName = "Longer ago than the rule allows")]
    [TestCase("demo-applicant", "2026-02-24", "2026-02-25", 403, "case.role_not_competent", TestName = "By the applicant")]
    [TestCase("demo-clerk-430300", "2026-02-24", "2026-02-25", 403, "case.wrong_office", TestName = "By another office")]
    [TestCase("demo-supervisor", "2026-02-24", "2026-02-25", 403, "access.role_not_competent", TestName = "By a supervisor")]
    public async Task An_exclusion_is_refused(string client, string from, string through, int status, string code, string? at = null)
    {
        await using var later = at is null ? null : await LaterAsync(at);
        var (api, which) = (later ?? host, later is null ? id : laterId);
        var version = (await (await api.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{which}")).Version;
        var before = await api.CountRowsAsync();

        var answer = await (await api.AsAsync(client)).CommandAsync(which, "exclude", new { kind = "auction", from, through, noticeNumber = "x", reason = "x" }, version);

        answer.ShouldBeProblem(status, code);
        Assert.That(await api.CountRowsAsync(), Is.EqualTo(before));
    }

    [TestCase("tea", "x", "suspension.kind_not_allowed")]
    [TestCase("testing", " ", "suspension.notice_missing")]
    public async Task An_exclusion_needs_a_listed_kind_and_a_written_notice(string kind, string noticeNumber, string code)
    {
        var version = (await clerk.GetAsync($"/api/v1/cases/{id}")).Version;
        var before = await host.CountRowsAsync();

        (await clerk.CommandAsync(id, "exclude", new { kind, from = "2026-02-24", through = "2026-02-25", noticeNumber, reason = "x" }, version)).ShouldBeProblem(422, code);

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    private Guid laterId;

    private async Task<ApiHost> LaterAsync(string at)
    {
        var later = await ApiHost.StartAsync();
        laterId = await (await later.AsAsync("demo-applicant")).FileExampleAsync();
        Assert.That((await (await later.AsAsync("demo-clerk")).CommandAsync(laterId, "accept", null, 2)).Status, Is.EqualTo(200));
        await later.AdvanceAsync(at);
        return later;
    }
}
