using System.Text.Json;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Tasks;

internal sealed class TaskTests
{
    private ApiCaller reviewer = null!;
    private ApiCaller second = null!;
    private ApiCaller head = null!;
    private Answer accepted = null!;
    private Guid id;

    [SetUp]
    public async Task Accept()
    {
        (reviewer, second, head) = (await SharedApi.AsAsync("demo-reviewer"), await SharedApi.AsAsync("demo-reviewer-2"), await SharedApi.AsAsync("demo-head"));
        id = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync();
        accepted = await (await SharedApi.AsAsync("demo-clerk")).CommandAsync(id, "accept", null, 2);
    }

    [Test]
    public async Task A_task_is_claimed_by_one_and_released_again()
    {
        var task = TaskOf(accepted, 0);

        var claimed = await reviewer.PostAsync($"/api/v1/tasks/{task}/claim", null);
        Assert.That((claimed.Status, claimed["state"].GetString(), claimed["assignee"].GetString()), Is.EqualTo((200, "claimed", "demo-reviewer")));
        Assert.That(claimed.Version, Is.EqualTo(accepted.Version + 1));
        (await second.PostAsync($"/api/v1/tasks/{task}/claim", null)).ShouldBeProblem(409, "task.claimed_by_other");
        (await second.PostAsync($"/api/v1/tasks/{task}/endorse", new { })).ShouldBeProblem(409, "task.claimed_by_other");

        var again = await reviewer.PostAsync($"/api/v1/tasks/{task}/claim", null);
        Assert.That((again.Status, again.Version), Is.EqualTo((200, claimed.Version)), "asking twice changes nothing");

        var released = await reviewer.PostAsync($"/api/v1/tasks/{task}/release", null);
        Assert.That((released["state"].GetString(), released.Body.TryGetProperty("assignee", out _)), Is.EqualTo(("offered", false)));
        Assert.That((await reviewer.GetAsync($"/api/v1/tasks/{task}")).Text, Is.EqualTo(released.Text));
    }

    [Test]
    public async Task One_person_does_not_sign_twice()
    {
        await reviewer.PostAsync($"/api/v1/tasks/{TaskOf(accepted, 0)}/endorse", null);

        (await reviewer.PostAsync($"/api/v1/tasks/{TaskOf(accepted, 1)}/endorse", null)).ShouldBeProblem(409, "task.same_signer");
    }

    [Test]
    public async Task An_objection_needs_words_and_ends_the_chain()
    {
        var task = TaskOf(accepted, 0);
        (await reviewer.PostAsync($"/api/v1/tasks/{task}/object", new { opinion = " " })).ShouldBeProblem(422, "task.opinion_missing");

        var objected = await reviewer.PostAsync($"/api/v1/tasks/{task}/object", new { opinion = "面积不足" });
        Assert.That((objected["state"].GetString(), objected["opinion"].GetString()), Is.EqualTo(("objected", "面积不足")));

        (await second.PostAsync($"/api/v1/tasks/{TaskOf(accepted, 1)}/endorse", null)).ShouldBeProblem(409, "task.closed");
        (await head.CommandAsync(id, "decide", new { outcome = "granted" }, objected.Version)).ShouldBeProblem(422, "decision.against_objection");
    }

    [Test]
    public async Task A_return_opens_the_earlier_stage_anew()
    {
        await reviewer.PostAsync($"/api/v1/tasks/{TaskOf(accepted, 0)}/endorse", null);
        await second.PostAsync($"/api/v1/tasks/{TaskOf(accepted, 1)}/endorse", null);
        var joint = await reviewer.GetAsync($"/api/v1/cases/{id}");
        (await reviewer.PostAsync($"/api/v1/tasks/{TaskOf(joint, 0)}/return", new { stage = "approval", opinion = "x" })).ShouldBeProblem(422, "task.return_not_allowed");

        var returned = await reviewer.PostAsync($"/api/v1/tasks/{TaskOf(joint, 0)}/return", new { stage = "review", opinion = "请复核面积" });

        Assert.That((returned.Status, returned["state"].GetString()), Is.EqualTo((200, "cancelled")), returned.Text);
        var reopened = (await reviewer.GetAsync($"/api/v1/cases/{id}"))["openTasks"];
        Assert.That(reopened.EnumerateArray().Select(task => task.GetProperty("stage").GetString()), Is.EqualTo(new[] { "review", "review" }));
    }

    [Test]
    public async Task If_Match_is_not_needed_but_kept_to_when_given() =>
        (await reviewer.PostAsync($"/api/v1/tasks/{TaskOf(accepted, 0)}/claim", null, ("If-Match", "\"1\""))).ShouldBeProblem(412, "case.stale_version");

    [Test]
    public async Task The_list_shows_what_one_may_do_and_has_done()
    {
        var task = TaskOf(accepted, 0);
        Assert.That(await ListAsync(reviewer, "mine=true&state=offered"), Does.Contain(task));
        Assert.That(await ListAsync(head, "mine=true"), Does.Not.Contain(task), "another role");
        Assert.That(await ListAsync(head, ""), Does.Contain(task), "but the same office");

        await reviewer.PostAsync($"/api/v1/tasks/{task}/endorse", null);

        Assert.That(await ListAsync(reviewer, "mine=true&state=done"), Does.Contain(task));
        Assert.That(await ListAsync(second, "mine=true&state=done"), Does.Not.Contain(task));
        Assert.That(await ListAsync(reviewer, "mine=true"), Does.Not.Contain(task));
    }

    private static Guid TaskOf(Answer its, int index) => its["openTasks"][index].GetProperty("id").GetGuid();

    private static async Task<List<Guid>> ListAsync(ApiCaller caller, string query)
    {
        var found = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await caller.GetAsync($"/api/v1/tasks?{query}&limit=20&cursor={cursor}");
            found.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = page["nextCursor"] is { ValueKind: JsonValueKind.String } next ? next.GetString() : null;
        }

        return found;
    }
}
