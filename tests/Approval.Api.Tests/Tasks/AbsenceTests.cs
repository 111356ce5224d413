using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Tasks;

/// <summary>外出代理 over HTTP, on a host of its own: absences hold for a whole office.</summary>
internal sealed class AbsenceTests
{
    [Test]
    public async Task Who_is_away_is_stood_in_for_until_it_is_taken_back()
    {
        await using var host = await ApiHost.StartAsync();
        var (clerk, reviewer, second, head) = (await host.AsAsync("demo-clerk"), await host.AsAsync("demo-reviewer"), await host.AsAsync("demo-reviewer-2"), await host.AsAsync("demo-head"));
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        var open = (await clerk.CommandAsync(id, "accept", null, 2))["openTasks"];
        var (task, other) = (open[0].GetProperty("id").GetGuid(), open[1].GetProperty("id").GetGuid());
        await reviewer.PostAsync($"/api/v1/tasks/{task}/claim", null);
        (await second.PostAsync($"/api/v1/tasks/{task}/endorse", null)).ShouldBeProblem(409, "task.claimed_by_other");

        (await second.PostAsync("/api/v1/absences", new { person = "demo-reviewer", substitute = "demo-reviewer-2", from = "2026-02-12", through = "2026-02-13" })).ShouldBeProblem(403, "absence.not_yours");
        var away = await head.PostAsync("/api/v1/absences", new { person = "demo-reviewer", substitute = "demo-reviewer-2", from = "2026-02-12", through = "2026-02-13", reason = "培训" });
        Assert.That((away.Status, away["personName"].GetString()), Is.EqualTo((201, "审查 刘畅")), away.Text);
        (await reviewer.PostAsync("/api/v1/absences", new { substitute = "demo-reviewer-2", from = "2026-02-13", through = "2026-02-20" })).ShouldBeProblem(409, "absence.overlaps");
        (await second.PostAsync("/api/v1/absences", new { substitute = "demo-reviewer", from = "2026-02-13", through = "2026-02-14" })).ShouldBeProblem(409, "absence.substitute_away");

        Assert.That((await second.GetAsync("/api/v1/tasks?mine=true&limit=200")).Text, Does.Contain(task.ToString()), "shown among the substitute's own");
        var claimed = await second.PostAsync($"/api/v1/tasks/{task}/claim", null);
        Assert.That((claimed["assignee"].GetString(), claimed["onBehalfOf"].GetString()), Is.EqualTo(("demo-reviewer-2", "demo-reviewer")), claimed.Text);
        Assert.That((await second.GetAsync($"/api/v1/tasks/{task}")).Text, Is.EqualTo(claimed.Text));
        var signed = await second.PostAsync($"/api/v1/tasks/{task}/endorse", new { opinion = "同意" });
        Assert.That((signed["state"].GetString(), signed["onBehalfOfName"].GetString()), Is.EqualTo(("endorsed", "审查 刘畅")));
        (await second.PostAsync($"/api/v1/tasks/{other}/endorse", null)).ShouldBeProblem(409, "task.same_signer");
        var journal = await clerk.GetAsync($"/api/v1/cases/{id}/events?limit=200");
        var substituted = journal["items"].EnumerateArray().Single(row => row.GetProperty("type").GetString() == "task.substituted.v1");
        Assert.That((substituted.GetProperty("actor").GetProperty("id").GetString(), substituted.GetProperty("data").GetProperty("onBehalfOf").GetString()), Is.EqualTo(("demo-reviewer-2", "demo-reviewer")));

        var absence = away["id"].GetGuid();
        Assert.That((await second.SendAsync(HttpMethod.Delete, $"/api/v1/absences/{absence}", null)).Code, Is.EqualTo("absence.not_yours"));
        (await (await host.AsAsync("demo-clerk-430300")).SendAsync(HttpMethod.Delete, $"/api/v1/absences/{absence}", null)).ShouldBeProblem(404, "absence.not_found");
        Assert.That((await reviewer.SendAsync(HttpMethod.Delete, $"/api/v1/absences/{absence}", null)).Status, Is.EqualTo(204));
        Assert.That((await reviewer.GetAsync("/api/v1/absences"))["items"][0].TryGetProperty("endedAt", out _), Is.True, "ended, not deleted");
        Assert.That((await head.GetAsync("/api/v1/absences"))["items"].GetArrayLength(), Is.EqualTo(1));
        Assert.That((await clerk.GetAsync("/api/v1/absences"))["items"].GetArrayLength(), Is.Zero);
    }

    [TestCase("nobody", "2026-02-12", "2026-02-13", "person.unknown")]
    [TestCase("demo-reviewer", "2026-02-12", "2026-02-13", "person.oneself")]
    [TestCase("demo-clerk", "2026-02-12", "2026-02-13", "person.role_not_competent")]
    [TestCase("demo-zrzy", "2026-02-12", "2026-02-13", "person.other_office")]
    [TestCase("demo-reviewer-2", "2026-02-13", "2026-02-12", "absence.days")]
    [TestCase("demo-reviewer-2", "2020-02-10", "2020-02-11", "absence.over")]
    [TestCase("demo-reviewer-2", "2030-01-01", "2031-01-02", "absence.too_long")]
    public async Task What_is_wrong_is_refused(string substitute, string from, string through, string code) =>
        (await (await SharedApi.AsAsync("demo-reviewer")).PostAsync("/api/v1/absences", new { substitute, from, through })).ShouldBeProblem(422, code);
}
