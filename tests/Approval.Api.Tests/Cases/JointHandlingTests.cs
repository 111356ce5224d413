using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

/// <summary>
/// 联审联批 (LH-01) over HTTP: 45 working days and 15 more by the head of the government (行政许可法 art 42 para 2). Accepted on 2 March 2026,
/// by law due on 8 May; with fifteen days more on 28 May.
/// </summary>
internal sealed class JointHandlingTests
{
    private ApiHost host = null!;
    private ApiCaller mayor = null!;
    private Guid id;

    [SetUp]
    public async Task Accept()
    {
        host = await ApiHost.StartAsync(("APPROVAL_CLOCK", "2026-03-02T10:00:00+08:00"));
        mayor = await host.AsAsync("demo-government-head");
        id = await (await host.AsAsync("demo-applicant")).FileExampleAsync("LH-01");
        var accepted = await (await host.AsAsync("demo-clerk")).CommandAsync(id, "accept", null, 2);
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);
    }

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task The_head_of_the_government_gives_fifteen_days_more_once()
    {
        var seen = await mayor.GetAsync($"/api/v1/cases/{id}");
        Assert.That(seen["allowedCommands"].EnumerateArray().Select(command => command.GetString()), Is.EqualTo(new[] { "extend" }), "extending is all he does");
        (await mayor.CommandAsync(id, "extend", new { days = 16, reason = "各部门意见需要协调" }, seen.Version)).ShouldBeProblem(422, "extension.days_out_of_range");

        var extended = await mayor.CommandAsync(id, "extend", new { days = 15, reason = "各部门意见需要协调" }, seen.Version);

        Assert.That(extended.Status, Is.EqualTo(200), extended.Text);
        Assert.That(await DueAsync("statutory"), Is.EqualTo("2026-05-28"));
        Assert.That(await DueAsync("promised"), Is.EqualTo("2026-04-14"), "30 working days, as promised");
        (await mayor.CommandAsync(id, "extend", new { days = 1, reason = "仍需协调" }, extended.Version)).ShouldBeProblem(409, "extension.already_used");
    }

    [TestCase("demo-head")]
    [TestCase("demo-clerk")]
    public async Task Nobody_of_the_office_does(string client)
    {
        var caller = await host.AsAsync(client);
        var version = (await caller.GetAsync($"/api/v1/cases/{id}")).Version;

        (await caller.CommandAsync(id, "extend", new { days = 15, reason = "各部门意见需要协调" }, version)).ShouldBeProblem(403, "case.role_not_competent");
    }

    [Test]
    public async Task He_decides_nothing_and_works_no_task()
    {
        var seen = await mayor.GetAsync($"/api/v1/cases/{id}");
        (await mayor.CommandAsync(id, "terminate", new { reason = "撤回" }, seen.Version)).ShouldBeProblem(403, "case.role_not_competent");
        var task = seen["openTasks"][0].GetProperty("id").GetGuid();

        (await mayor.PostAsync($"/api/v1/tasks/{task}/claim", null)).ShouldBeProblem(403, "access.role_not_competent");
    }

    private async Task<string?> DueAsync(string clock) =>
        (await mayor.GetAsync($"/api/v1/cases/{id}"))["clocks"].EnumerateArray().Single(found => found.GetProperty("id").GetString() == clock).GetProperty("due").GetString();
}
