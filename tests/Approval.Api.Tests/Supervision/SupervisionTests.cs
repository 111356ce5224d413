using System.Text.Json;
using Approval.Api.Tests.Host;
using Approval.Workflows.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Supervision;

/// <summary>
/// 电子监察. Two cases of RF-01 accepted on 12 February 2026, one in Changsha (430100) and one in Xiangtan (430300), that nobody works
/// on. It is 4 March: the technical review (two working days: 13 and 14 February) and Changsha's promise (28 February) are broken.
/// </summary>
internal sealed class SupervisionTests
{
    private ApiHost host = null!;
    private ApiCaller supervisor = null!;
    private ApiCaller head = null!;
    private Guid changsha;
    private Guid xiangtan;

    [OneTimeSetUp]
    public async Task BreakPromises()
    {
        host = await ApiHost.StartAsync();
        (supervisor, head) = (await host.AsAsync("demo-supervisor"), await host.AsAsync("demo-head"));
        changsha = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        await AcceptAsync("demo-clerk", changsha);
        var elsewhere = await host.AsAsync("demo-clerk-430300");
        var application = await elsewhere.ExampleAsync();
        application["window"] = "430300-01";
        var filed = await elsewhere.PostAsync("/api/v1/cases", application.ToJsonString());
        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);
        xiangtan = filed["id"].GetGuid();
        await AcceptAsync("demo-clerk-430300", xiangtan);
        await host.AdvanceAsync("2026-03-04T10:00:00+08:00");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task The_province_sees_every_office_and_an_office_only_itself()
    {
        var (all, own) = (await supervisor.GetAsync("/api/v1/supervision/overview"), await head.GetAsync("/api/v1/supervision/overview"));

        Assert.That(Sum(all["openByLamp"]), Is.EqualTo(2), all.Text);
        Assert.That(Sum(own["openByLamp"]), Is.EqualTo(1), own.Text);
        Assert.That(Offices(all["breaches"]), Is.EquivalentTo(new[] { "430100", "430300" }));
        Assert.That(Offices(own["breaches"]), Is.EqualTo(new[] { "430100" }));
        Assert.That(own["openCards"].GetProperty("red").GetInt64(), Is.EqualTo(1), own.Text);
        Assert.That(own["week"].GetProperty("from").GetString(), Is.EqualTo("2026-03-04"));
        Assert.That((await supervisor.GetAsync("/api/v1/supervision/overview?since=2026-03-05"))["breaches"].GetArrayLength(), Is.Zero);
    }

    [TestCase("breaches")]
    [TestCase("cards")]
    public async Task Lists_reach_as_far_as_the_office(string list)
    {
        Assert.That((await ItemsAsync(supervisor, list)).Select(CaseOf).Distinct(), Is.EquivalentTo(new[] { changsha, xiangtan }));
        Assert.That((await ItemsAsync(head, list)).Select(CaseOf).Distinct(), Is.EqualTo(new[] { changsha }));
    }

    [TestCase("demo-clerk", 403, "access.role_not_competent")]
    [TestCase("demo-reviewer", 403, "access.role_not_competent")]
    [TestCase("demo-applicant", 403, "access.role_not_competent")]
    [TestCase("demo-admin", 403, "access.role_not_competent")]
    [TestCase(null, 401, "auth.required")]
    public async Task Supervision_is_not_for(string? client, int status, string code)
    {
        var caller = await host.AsAsync(client);
        foreach (var path in new[] { "overview", "breaches", "cards", "timers" })
        {
            (await caller.GetAsync($"/api/v1/supervision/{path}")).ShouldBeProblem(status, code);
        }
    }

    [Test]
    public async Task A_broken_promise_says_which_limit_who_held_it_and_how_late()
    {
        var promise = (await ItemsAsync(head, "breaches")).Single(breach => Text(breach, "clockId") == "promised");

        Assert.That((Text(promise, "kind"), Text(promise, "dueOn"), Text(promise, "breachedOn")), Is.EqualTo(("promised", "2026-02-28", "2026-03-01")));

        // 2, 3 and 4 March.
        Assert.That(promise.GetProperty("lateWorkingDays").GetInt32(), Is.EqualTo(3));
        var holders = promise.GetProperty("heldBy").EnumerateArray().ToList();
        Assert.That(holders, Has.Count.EqualTo(2), "art 34: two members of staff check");
        Assert.That(holders.Select(holder => (Text(holder, "stage"), Text(holder, "step"), Text(holder, "role"), Text(holder, "department"))), Is.All.EqualTo(("review", "technical", "reviewer", "人防工程科")));
        Assert.That(promise.TryGetProperty("endedOn", out _), Is.False, "it still waits");

        var step = (await ItemsAsync(head, "breaches")).Single(breach => Text(breach, "kind") == "step");
        Assert.That((Text(step, "dueOn"), Text(step, "breachedOn")), Is.EqualTo(("2026-02-14", "2026-02-15")));
    }

    [Test]
    public async Task A_published_reason_takes_the_breach_off_the_list_of_the_unexplained()
    {
        var clerk = await host.AsAsync("demo-clerk-430300");
        var open = (await ItemsAsync(supervisor, "breaches", "unexplained=true")).Where(breach => CaseOf(breach) == xiangtan).ToList();
        Assert.That(open, Is.Not.Empty);
        foreach (var breach in open)
        {
            var version = (await clerk.GetAsync($"/api/v1/cases/{xiangtan}")).Version;
            var explained = await clerk.CommandAsync(xiangtan, "explain-breach", new { clock = Text(breach, "clockId"), reason = "图纸问题复杂，专家意见不一" }, version);
            Assert.That(explained.Status, Is.EqualTo(200), explained.Text);
        }

        Assert.That((await ItemsAsync(supervisor, "breaches", "unexplained=true")).Select(CaseOf), Is.All.EqualTo(changsha).And.Not.Empty);
        var published = (await ItemsAsync(supervisor, "breaches")).Where(breach => CaseOf(breach) == xiangtan).ToList();
        Assert.That(published.Select(breach => Text(breach.GetProperty("published"), "text")), Is.All.EqualTo("图纸问题复杂，专家意见不一"));
        Assert.That(published.Select(breach => Text(breach.GetProperty("published"), "by")), Is.All.EqualTo("demo-clerk-430300"));
    }

    [TestCase("demo-clerk", "statutory", "x", 409, "breach.none", TestName = "What is not broken needs no reason")]
    [TestCase("demo-clerk", "promised", " ", 422, "breach.reason_missing", TestName = "No reason (优化营商环境条例 art 36)")]
    [TestCase("demo-reviewer", "promised", "x", 403, "case.role_not_competent")]
    [TestCase("demo-clerk-430300", "promised", "x", 403, "case.wrong_office")]
    public async Task A_reason_is_refused(string client, string clock, string reason, int status, string code)
    {
        var version = (await head.GetAsync($"/api/v1/cases/{changsha}")).Version;
        var before = await host.CountRowsAsync();

        (await (await host.AsAsync(client)).CommandAsync(changsha, "explain-breach", new { clock, reason }, version)).ShouldBeProblem(status, code);

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_breach_is_explained_by_whoever_sees_that_they_may()
    {
        var allowed = (await (await host.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{changsha}"))["allowedCommands"].EnumerateArray().Select(name => name.GetString());

        Assert.That(allowed, Does.Contain("explain-breach").And.Contain("exclude"));
    }

    [Test]
    public async Task A_card_is_written_off_once_with_a_reason_and_stays_on_record()
    {
        var card = (await ItemsAsync(supervisor, "cards", "level=yellow&open=true")).First();
        var id = card.GetProperty("id").GetGuid();
        Assert.That(card.GetProperty("recipients").GetArrayLength(), Is.Positive);

        var written = await supervisor.PostAsync($"/api/v1/supervision/cards/{id}/write-off", new { reason = "已约谈，责令两日内办结" }, ("Idempotency-Key", "write-off-1"));
        var again = await supervisor.PostAsync($"/api/v1/supervision/cards/{id}/write-off", new { reason = "已约谈，责令两日内办结" }, ("Idempotency-Key", "write-off-1"));
        Assert.That((again.Status, again.Text), Is.EqualTo((200, written.Text)), "the lost answer is asked for again");
        Assert.That((await ItemsAsync(supervisor, "cards", "open=false")).Single(item => IdOf(item) == id).GetRawText(), Is.EqualTo(written.Text), "the answer is the card as it is stored");

        Assert.That((written.Status, Text(written["writtenOff"], "by"), Text(written["writtenOff"], "reason")), Is.EqualTo((200, "demo-supervisor", "已约谈，责令两日内办结")), written.Text);
        var before = await host.CountRowsAsync();
        (await supervisor.PostAsync($"/api/v1/supervision/cards/{id}/write-off", new { reason = "x" })).ShouldBeProblem(409, "card.written_off");
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That((await ItemsAsync(supervisor, "cards", "open=true")).Select(IdOf), Has.None.EqualTo(id));
        Assert.That((await ItemsAsync(supervisor, "cards", "open=false")).Select(IdOf), Does.Contain(id));
        Assert.That((await ItemsAsync(supervisor, "cards")).Select(IdOf), Does.Contain(id));
    }

    [TestCase("demo-head", """{"reason":"x"}""", 403, "access.role_not_competent")]
    [TestCase("demo-clerk", """{"reason":"x"}""", 403, "access.role_not_competent")]
    [TestCase("demo-supervisor", """{"reason":" "}""", 422, "card.reason_missing")]
    [TestCase("demo-supervisor", "{}", 400, "request.malformed")]
    public async Task A_write_off_is_refused(string client, string body, int status, string code)
    {
        var id = IdOf((await ItemsAsync(head, "cards", "level=red&open=true")).Single());
        var before = await host.CountRowsAsync();

        (await (await host.AsAsync(client)).PostAsync($"/api/v1/supervision/cards/{id}/write-off", body)).ShouldBeProblem(status, code);

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_card_that_does_not_exist_is_not_found() =>
        (await supervisor.PostAsync($"/api/v1/supervision/cards/{Guid.Empty}/write-off", new { reason = "x" })).ShouldBeProblem(404, "card.not_found");

    [TestCase("breaches")]
    [TestCase("cards")]
    public async Task Pages_hold_everything_once_in_order(string list)
    {
        var whole = (await ItemsAsync(supervisor, list)).Select(item => item.GetRawText()).ToList();
        var paged = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await supervisor.GetAsync($"/api/v1/supervision/{list}?limit=1&cursor={cursor}");
            paged.AddRange(page["items"].EnumerateArray().Select(item => item.GetRawText()));
            cursor = page["nextCursor"].GetString();
        }

        Assert.That(whole, Has.Count.GreaterThan(2));
        Assert.That(paged, Is.EqualTo(whole));
    }

    [TestCase("breaches?cursor=x", "cursor.invalid")]
    [TestCase("cards?cursor=x", "cursor.invalid")]
    [TestCase("cards?cursor=YnJlYWNoZXN8eHx5", "cursor.invalid", TestName = "A cursor of another list")]
    [TestCase("cards?limit=201", "limit.out_of_range")]
    [TestCase("cards?level=pink", "request.parameter")]
    [TestCase("overview?since=soon", "request.parameter")]
    public async Task A_question_is_refused(string query, string code) =>
        (await supervisor.GetAsync($"/api/v1/supervision/{query}")).ShouldBeProblem(400, code);

    [Test]
    public async Task A_procedure_narrows_the_breaches_and_a_level_the_cards()
    {
        Assert.That(await ItemsAsync(supervisor, "breaches", "procedure=RF-02"), Is.Empty);
        Assert.That(await ItemsAsync(supervisor, "breaches", "procedure=RF-01"), Is.Not.Empty);
        Assert.That((await ItemsAsync(head, "cards", "level=red")).Select(card => (Text(card, "rule"), Text(card, "level"), Text(card, "on"))), Is.EqualTo(new[] { ("promised.breached", "red", "2026-03-01") }));
    }

    [Test]
    public async Task Supervisors_see_that_every_running_clock_has_its_timer()
    {
        await host.Services.GetRequiredService<Reconciler>().SweepAsync();

        var answer = await supervisor.GetAsync("/api/v1/supervision/timers");

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That((answer["missing"].GetInt64(), answer["orphaned"].GetInt64(), answer["incidents"].GetInt64()), Is.EqualTo((0, 0, 0)), answer.Text);
        Assert.That(answer["armed"].GetInt64(), Is.Positive.And.EqualTo(answer["running"].GetInt64()), answer.Text);
    }

    private async Task AcceptAsync(string client, Guid id)
    {
        var accepted = await (await host.AsAsync(client)).CommandAsync(id, "accept", null, 2);
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);
    }

    private static async Task<List<JsonElement>> ItemsAsync(ApiCaller caller, string list, string query = "")
    {
        var answer = await caller.GetAsync($"/api/v1/supervision/{list}?limit=200&{query}");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return [.. answer["items"].EnumerateArray()];
    }

    private static long Sum(JsonElement counts) => counts.EnumerateObject().Sum(count => count.Value.GetInt64());

    private static IEnumerable<string?> Offices(JsonElement counts) => counts.EnumerateArray().Select(count => Text(count, "office")).Distinct();

    private static Guid CaseOf(JsonElement item) => item.GetProperty("caseId").GetGuid();

    private static Guid IdOf(JsonElement card) => card.GetProperty("id").GetGuid();

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
