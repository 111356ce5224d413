using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Tasks;

/// <summary>LH-01 联审联批 at Changsha: people of the participating offices see the case, do their own step and nothing else.</summary>
internal sealed class JointReviewTests
{
    private ApiHost host = null!;
    private ApiCaller clerk = null!;
    private Guid id;

    [OneTimeSetUp]
    public async Task Start()
    {
        host = await ApiHost.StartAsync();
        clerk = await host.AsAsync("demo-clerk");
        id = await (await host.AsAsync("demo-applicant")).FileExampleAsync("LH-01");
        await clerk.CommandAsync(id, "accept", null, 2);
        await EndorseAsync("demo-clerk");
        await EndorseAsync("demo-reviewer");
        await EndorseAsync("demo-reviewer-2");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test, Order(1)]
    public async Task Each_participant_has_its_own_task_and_deadline()
    {
        var its = await clerk.GetAsync($"/api/v1/cases/{id}");
        var tasks = its["openTasks"].EnumerateArray().Select(task => (task.GetProperty("step").GetString(), task.GetProperty("due").GetString())).ToList();
        Assert.That(tasks.Select(task => task.Item1), Is.EqualTo(new[] { "investment", "planning", "construction", "engineering" }), its.Text);

        // From 12 February: 13, 14, 24, 25, 26 February are five working days, eight end on 2 March, ten on 4 March.
        Assert.That(tasks.Select(task => task.Item2), Is.EqualTo(new[] { "2026-02-26", "2026-03-02", "2026-03-04", "2026-03-04" }));
    }

    [Test, Order(2)]
    public async Task A_participant_sees_its_task_and_its_case_and_does_nothing_else_with_it()
    {
        var (planner, builder) = (await host.AsAsync("demo-zrzy"), await host.AsAsync("demo-zj"));
        var mine = (await planner.GetAsync("/api/v1/tasks?mine=true"))["items"].EnumerateArray().Single();
        Assert.That((mine.GetProperty("step").GetString(), mine.GetProperty("office").GetString()), Is.EqualTo(("planning", "430100-ZRZY")));
        Assert.That((await planner.GetAsync("/api/v1/cases"))["items"].EnumerateArray().Select(row => row.GetProperty("id").GetGuid()), Is.EqualTo(new[] { id }));

        var seen = await planner.GetAsync($"/api/v1/cases/{id}");
        Assert.That((seen.Status, seen["allowedCommands"].GetArrayLength()), Is.EqualTo((200, 0)), seen.Text);
        (await planner.CommandAsync(id, "suspend", new { kind = "hearing", expectedDays = 3, noticeNumber = "1", reason = "x" }, seen.Version)).ShouldBeProblem(403, "case.wrong_office");
        (await builder.PostAsync($"/api/v1/tasks/{mine.GetProperty("id").GetGuid()}/endorse", null)).ShouldBeProblem(403, "case.wrong_office");
        (await (await host.AsAsync("demo-reviewer")).PostAsync($"/api/v1/tasks/{mine.GetProperty("id").GetGuid()}/endorse", null)).ShouldBeProblem(403, "task.other_office");

        var other = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        (await planner.GetAsync($"/api/v1/cases/{other}")).ShouldBeProblem(403, "case.wrong_office");
    }

    // The investment check was due on 26 February.
    [Test, Order(3)]
    public async Task Silence_makes_the_participants_own_card_and_its_head_may_sign()
    {
        var planningHead = await host.AsAsync("demo-zrzy-head");
        var planning = (await planningHead.GetAsync("/api/v1/tasks"))["items"].EnumerateArray().Single().GetProperty("id").GetGuid();
        (await planningHead.PostAsync($"/api/v1/tasks/{planning}/endorse", null)).ShouldBeProblem(403, "task.role_not_competent");

        await host.AdvanceAsync("2026-03-03T09:00:00+08:00");

        var cards = (await (await host.AsAsync("demo-supervisor")).GetAsync("/api/v1/supervision/cards"))["items"].EnumerateArray()
            .Select(card => (card.GetProperty("office").GetString(), card.GetProperty("rule").GetString())).ToList();
        Assert.That(cards, Does.Contain(("430100-FGW", "step:joint/investment.breached")).And.Contain(("430100-ZRZY", "step:joint/planning.breached")));
        var breach = (await (await host.AsAsync("demo-supervisor")).GetAsync("/api/v1/supervision/breaches"))["items"].EnumerateArray()
            .Single(row => row.GetProperty("clockId").GetString() == "step:joint/planning");
        Assert.That(breach.GetProperty("office").GetString(), Is.EqualTo("430100-ZRZY"));
        Assert.That((await planningHead.PostAsync($"/api/v1/tasks/{planning}/endorse", new { opinion = "同意" })).Status, Is.EqualTo(200));
    }

    [Test, Order(4)]
    public async Task A_return_keeps_what_the_participants_agreed()
    {
        await EndorseAsync("demo-fgw");
        await EndorseAsync("demo-zj");
        await EndorseAsync("demo-reviewer");
        var summary = (await (await host.AsAsync("demo-reviewer")).GetAsync("/api/v1/tasks?mine=true&state=offered"))["items"].EnumerateArray().Single(IsOfThis);
        Assert.That(summary.GetProperty("stage").GetString(), Is.EqualTo("summary"));

        var returned = await (await host.AsAsync("demo-reviewer")).PostAsync(
            $"/api/v1/tasks/{summary.GetProperty("id").GetGuid()}/return", new { stage = "joint", opinion = "请重新会审", steps = new[] { "engineering" } });

        Assert.That(returned.Status, Is.EqualTo(200), returned.Text);
        var open = (await clerk.GetAsync($"/api/v1/cases/{id}"))["openTasks"].EnumerateArray().Select(task => task.GetProperty("step").GetString());
        Assert.That(open, Is.EqualTo(new[] { "engineering" }));
    }

    private async Task EndorseAsync(string person)
    {
        var caller = await host.AsAsync(person);
        var mine = (await caller.GetAsync("/api/v1/tasks?mine=true&state=offered"))["items"].EnumerateArray().First(IsOfThis);
        var answer = await caller.PostAsync($"/api/v1/tasks/{mine.GetProperty("id").GetGuid()}/endorse", new { opinion = "同意" });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
    }

    private bool IsOfThis(System.Text.Json.JsonElement task) => task.GetProperty("caseId").GetGuid() == id;
}
