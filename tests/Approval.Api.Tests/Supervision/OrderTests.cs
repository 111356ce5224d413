using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Supervision;

/// <summary>限时督办. RF-01 accepted at Changsha on 12 February 2026 and left alone; on Wednesday 4 March, the promise broken, the province orders.</summary>
internal sealed class OrderTests
{
    private ApiHost host = null!;
    private ApiCaller supervisor = null!;
    private ApiCaller clerk = null!;
    private Guid id;

    [OneTimeSetUp]
    public async Task BreakAPromise()
    {
        host = await ApiHost.StartAsync();
        (supervisor, clerk) = (await host.AsAsync("demo-supervisor"), await host.AsAsync("demo-clerk"));
        id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        Assert.That((await clerk.CommandAsync(id, "accept", null, 2)).Status, Is.EqualTo(200));
        await host.AdvanceAsync("2026-03-04T10:00:00+08:00");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task From_a_red_card_to_its_closing()
    {
        var card = (await supervisor.GetAsync("/api/v1/supervision/cards?level=red"))["items"].EnumerateArray().Single(red => red.GetProperty("rule").GetString() == "promised.breached");
        var issued = await supervisor.PostAsync("/api/v1/supervision/orders", new { cardId = card.GetProperty("id").GetGuid(), requirement = "三日内办结并说明原因", workingDays = 3 });
        Assert.That((issued.Status, issued["dueOn"].GetString(), issued["status"].GetString(), issued["card"].GetString()), Is.EqualTo((201, "2026-03-09", "open", "promised.breached")), issued.Text);
        var path = issued.Headers["Location"];
        Assert.That((await clerk.GetAsync(path)).Text, Is.EqualTo(issued.Text), "the answer is the order as it is stored");
        var order = issued["id"].GetGuid();
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}"))["orders"].EnumerateArray().Single(its => its.GetProperty("id").GetGuid() == order).GetProperty("status").GetString(), Is.EqualTo("open"));

        await host.AdvanceAsync("2026-03-10T09:00:00+08:00");
        var overdue = await supervisor.GetAsync("/api/v1/supervision/orders?overdue=true");
        Assert.That(overdue["items"].EnumerateArray().Single(late => late.GetProperty("id").GetGuid() == order).GetProperty("lateWorkingDays").GetInt32(), Is.EqualTo(1), overdue.Text);

        var table = await supervisor.GetAsync("/api/v1/supervision/orders", ("Accept", "text/csv"));
        Assert.That((table.Status, table.Headers["Content-Disposition"]), Is.EqualTo((200, "attachment; filename=\"orders.csv\"")));
        Assert.That(table.Text, Does.Contain(",三日内办结并说明原因,监察 李岚,").And.Contain(",2026-03-09,待反馈,1,"));

        var answered = await clerk.PostAsync($"{path}/answer", new { report = "专家意见已齐，今日签批" });
        Assert.That((answered.Status, answered["status"].GetString(), answered["report"].GetProperty("by").GetProperty("id").GetString()), Is.EqualTo((200, "answered", "demo-clerk")), answered.Text);
        var returned = await supervisor.PostAsync($"{path}/return", new { reason = "未说明逾期原因", due = "2026-03-12" });
        Assert.That((returned["status"].GetString(), returned["dueOn"].GetString(), returned["returned"].GetInt32()), Is.EqualTo(("open", "2026-03-12", 1)), returned.Text);
        Assert.That((await (await host.AsAsync("demo-head")).PostAsync($"{path}/answer", new { report = "系统迁移所致，已公开说明" })).Status, Is.EqualTo(200));
        var closed = await supervisor.PostAsync($"{path}/close", new { conclusion = "属实，销号" });
        Assert.That((closed.Status, closed["status"].GetString(), closed["closed"].GetProperty("conclusion").GetString()), Is.EqualTo((200, "closed", "属实，销号")), closed.Text);
        Assert.That((await supervisor.GetAsync(path)).Text, Is.EqualTo(closed.Text));
        Assert.That((await supervisor.GetAsync("/api/v1/supervision/orders?status=open")).Text, Does.Not.Contain(order.ToString()));
    }

    [Test]
    public async Task The_applicant_is_told_that_there_is_an_order_and_not_what_it_says()
    {
        await supervisor.PostAsync("/api/v1/supervision/orders", new { caseId = id, requirement = "内部要求甲", workingDays = 3 });
        var applicant = await host.AsAsync("demo-applicant");

        var events = await applicant.GetAsync($"/api/v1/cases/{id}/events");
        Assert.That(events.Text, Does.Contain("order.issued.v1").And.Not.Contain("内部要求甲"));
        Assert.That((await applicant.GetAsync("/api/v1/events?limit=200")).Text, Does.Not.Contain("内部要求甲"));
        Assert.That((await applicant.GetAsync($"/api/v1/cases/{id}")).Body.TryGetProperty("orders", out _), Is.False);
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}/events")).Text, Does.Contain("内部要求甲"));
    }

    [Test]
    public async Task Sent_twice_with_a_key_it_is_one_order()
    {
        var body = new { caseId = id, requirement = "三日内办结", workingDays = 3 };
        var before = (await supervisor.GetAsync($"/api/v1/supervision/orders?caseId={id}"))["items"].GetArrayLength();
        var first = await supervisor.PostAsync("/api/v1/supervision/orders", body, ("Idempotency-Key", "order-1"));
        var second = await supervisor.PostAsync("/api/v1/supervision/orders", body, ("Idempotency-Key", "order-1"));

        Assert.That((second.Status, second.Text, second.Headers["Idempotency-Replayed"]), Is.EqualTo((201, first.Text, "true")));
        Assert.That((await supervisor.GetAsync($"/api/v1/supervision/orders?caseId={id}"))["items"].GetArrayLength(), Is.EqualTo(before + 1));
        (await supervisor.PostAsync("/api/v1/supervision/orders", body with { workingDays = 4 }, ("Idempotency-Key", "order-1"))).ShouldBeProblem(422, "idempotency.key_reused");
    }

    [TestCase("demo-clerk", """{"caseId":"$","requirement":"x","workingDays":3}""", 403, "access.role_not_competent")]
    [TestCase("demo-head", """{"caseId":"$","requirement":"x","workingDays":3}""", 403, "access.role_not_competent")]
    [TestCase("demo-supervisor", """{"requirement":"x","workingDays":3}""", 422, "order.case_missing")]
    [TestCase("demo-supervisor", """{"caseId":"$","requirement":"x"}""", 422, "order.due_missing")]
    [TestCase("demo-supervisor", """{"caseId":"$","requirement":"x","due":"2026-03-02"}""", 422, "order.due_out_of_range")]
    [TestCase("demo-supervisor", """{"caseId":"$","requirement":" ","workingDays":3}""", 422, "order.requirement_missing")]
    [TestCase("demo-supervisor", """{"caseId":"$","cardId":"00000000-0000-0000-0000-000000000001","requirement":"x","workingDays":3}""", 422, "order.card_unknown")]
    [TestCase("demo-supervisor", """{"caseId":"00000000-0000-0000-0000-000000000001","requirement":"x","workingDays":3}""", 404, "case.not_found")]
    [TestCase("demo-supervisor", """{"caseId":"$","requirement":"x","workingDays":3,"status":"closed"}""", 400, "request.malformed")]
    public async Task Refused_it_leaves_nothing(string client, string body, int status, string code)
    {
        var before = await host.CountRowsAsync();

        (await (await host.AsAsync(client)).PostAsync("/api/v1/supervision/orders", body.Replace("$", id.ToString(), StringComparison.Ordinal))).ShouldBeProblem(status, code);

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [TestCase("orders?status=late", "request.parameter")]
    [TestCase("orders?cursor=x", "cursor.invalid")]
    [TestCase("orders?limit=0", "limit.out_of_range")]
    public async Task A_question_is_refused(string query, string code) => (await supervisor.GetAsync($"/api/v1/supervision/{query}")).ShouldBeProblem(400, code);
}
