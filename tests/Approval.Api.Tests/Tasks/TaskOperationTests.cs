using System.Text.Json;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Tasks;

/// <summary>What an office does with a task besides signing it, over HTTP; every answer is what the next reading shows.</summary>
internal sealed class TaskOperationTests
{
    private ApiCaller clerk = null!;
    private ApiCaller reviewer = null!;
    private ApiCaller second = null!;
    private ApiCaller head = null!;
    private Guid id;
    private Guid task;

    [SetUp]
    public async Task Accept()
    {
        (clerk, reviewer, second, head) = (await SharedApi.AsAsync("demo-clerk"), await SharedApi.AsAsync("demo-reviewer"), await SharedApi.AsAsync("demo-reviewer-2"), await SharedApi.AsAsync("demo-head"));
        id = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync();
        task = (await clerk.CommandAsync(id, "accept", null, 2))["openTasks"][0].GetProperty("id").GetGuid();
    }

    [Test]
    public async Task Assigned_by_the_head_and_handed_over_by_the_assignee()
    {
        (await reviewer.PostAsync(Of("assign"), new { to = "demo-reviewer-2" })).ShouldBeProblem(403, "case.role_not_competent");
        var assigned = await SameAsReadAsync(head, "assign", new { to = "demo-reviewer-2", note = "刘畅外出" });
        Assert.That((assigned["state"].GetString(), assigned["assignee"].GetString()), Is.EqualTo(("claimed", "demo-reviewer-2")));

        (await second.PostAsync(Of("transfer"), new { to = "demo-reviewer", reason = " " })).ShouldBeProblem(422, "task.reason_missing");
        var handed = await SameAsReadAsync(second, "transfer", new { to = "demo-reviewer", reason = "不熟悉结构" });
        Assert.That(handed["assigneeName"].GetString(), Is.EqualTo("审查 刘畅"));
    }

    public static IEnumerable<TestCaseData> Persons() =>
    [
        new TestCaseData("nobody", "person.unknown"),
        new TestCaseData("demo-applicant", "person.unknown"),
        new TestCaseData("demo-clerk", "person.role_not_competent"),
        new TestCaseData("demo-clerk-430300", "person.other_office"),
        new TestCaseData("demo-zrzy", "person.other_office"),
    ];

    [TestCaseSource(nameof(Persons))]
    public async Task A_task_goes_to_nobody_who_could_not_sign_it(string person, string code)
    {
        (await head.PostAsync(Of("assign"), new { to = person })).ShouldBeProblem(422, code);
        (await reviewer.PostAsync(Of("transfer"), new { to = person, reason = "外出" })).ShouldBeProblem(422, code);
        var delegated = await reviewer.PostAsync(Of("delegate"), new { to = person });
        delegated.ShouldBeProblem(422, code);
        Assert.That(delegated.Errors.Single(), Is.EqualTo(("/to", code)));
        Assert.That((await reviewer.GetAsync(Of(""))).Body.TryGetProperty("assignee", out _), Is.False, "nothing is stored");
    }

    [Test]
    public async Task Delegated_and_back()
    {
        var asked = await SameAsReadAsync(reviewer, "delegate", new { to = "demo-reviewer-2", note = "请先核面积" });
        Assert.That((asked["assignee"].GetString(), asked["owner"].GetString()), Is.EqualTo(("demo-reviewer-2", "demo-reviewer")));
        Assert.That(Actions(await second.GetAsync(Of(""))), Is.EquivalentTo(new[] { "return-delegation", "copy" }), "the delegate gives an opinion and does not sign");
        (await second.PostAsync(Of("endorse"), null)).ShouldBeProblem(409, "task.delegated");

        await SameAsReadAsync(second, "return-delegation", new { opinion = "面积无误" });
        var back = await reviewer.GetAsync(Of(""));
        Assert.That((back["assignee"].GetString(), back["advice"].GetString()), Is.EqualTo(("demo-reviewer", "面积无误")));
    }

    [Test]
    public async Task A_signer_before_is_waited_for_and_can_be_taken_away()
    {
        (await reviewer.PostAsync(Of("add-signer"), new { signer = "demo-head", position = "sideways", reason = "x" })).ShouldBeProblem(400, "request.malformed");
        var waiting = await SameAsReadAsync(reviewer, "add-signer", new { signer = "demo-head", position = "before", reason = "涉及结构" });
        Assert.That(waiting["state"].GetString(), Is.EqualTo("waiting"));
        (await reviewer.PostAsync(Of("endorse"), null)).ShouldBeProblem(409, "task.waiting");
        var added = (await head.GetAsync("/api/v1/tasks?mine=true&state=claimed&limit=200"))["items"].EnumerateArray().Single(item => item.TryGetProperty("addedFor", out var its) && its.GetGuid() == task);
        Assert.That(added.GetProperty("position").GetString(), Is.EqualTo("before"));
        var its = added.GetProperty("id").GetGuid();

        (await second.PostAsync($"/api/v1/tasks/{its}/remove-signer", null)).ShouldBeProblem(403, "task.not_yours");
        Assert.That((await reviewer.PostAsync($"/api/v1/tasks/{its}/remove-signer", new { reason = "已电话确认" }))["state"].GetString(), Is.EqualTo("cancelled"));
        Assert.That((await reviewer.GetAsync(Of("")))["state"].GetString(), Is.EqualTo("claimed"));
    }

    [Test]
    public async Task An_opinion_is_withdrawn_until_somebody_acts()
    {
        await reviewer.PostAsync(Of("endorse"), new { opinion = "同意" });
        var withdrawn = await SameAsReadAsync(reviewer, "withdraw-opinion", new { reason = "看错图纸" });
        Assert.That((withdrawn["state"].GetString(), withdrawn.Body.TryGetProperty("opinion", out _), withdrawn.Body.TryGetProperty("closedAt", out _)), Is.EqualTo(("claimed", false, false)));

        await reviewer.PostAsync(Of("endorse"), null);
        var other = (await clerk.GetAsync($"/api/v1/cases/{id}"))["openTasks"][0].GetProperty("id").GetGuid();
        await second.PostAsync($"/api/v1/tasks/{other}/endorse", null);
        Assert.That(Actions(await second.GetAsync($"/api/v1/tasks/{other}")), Is.EqualTo(new[] { "withdraw-opinion" }));
        Assert.That(Actions(await reviewer.GetAsync(Of(""))), Is.Empty);
        (await reviewer.PostAsync(Of("withdraw-opinion"), null)).ShouldBeProblem(409, "task.acted_after");
        var again = await second.PostAsync($"/api/v1/tasks/{other}/withdraw-opinion", null);
        Assert.That(again["state"].GetString(), Is.EqualTo("claimed"));
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}"))["openTasks"].EnumerateArray().Select(open => open.GetProperty("stage").GetString()).Distinct(), Is.EqualTo(new[] { "review" }));
    }

    [Test]
    public async Task Urging_too_soon_is_told_when_again()
    {
        var urged = await SameAsReadAsync(clerk, "urge", new { note = "今日到期" });
        Assert.That((urged["urgedTimes"].GetInt32(), urged.Body.TryGetProperty("urgedAt", out _), Actions(urged)), Is.EqualTo((1, true, Array.Empty<string>())));
        Assert.That(urged["urgeAgainFrom"].GetDateTimeOffset(), Is.GreaterThan(urged["urgedAt"].GetDateTimeOffset()));

        var again = await clerk.PostAsync(Of("urge"), null);
        again.ShouldBeProblem(429, "task.urged_recently");
        Assert.That(int.Parse(again.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(3600));
        Assert.That((await head.PostAsync(Of("urge"), null)).Status, Is.EqualTo(200), "somebody else may");
    }

    [Test]
    public async Task A_copy_lets_its_reader_read_and_do_nothing()
    {
        var reader = await SharedApi.AsAsync("demo-clerk-430300");
        (await reader.GetAsync($"/api/v1/cases/{id}")).ShouldBeProblem(403, "case.wrong_office");
        (await reviewer.PostAsync(Of("copy"), new { to = new[] { "demo-clerk-430300", "nobody" } })).ShouldBeProblem(422, "person.unknown");
        (await reviewer.PostAsync(Of("copy"), new { to = Array.Empty<string>() })).ShouldBeProblem(422, "task.copies");

        await SameAsReadAsync(reviewer, "copy", new { to = new[] { "demo-clerk-430300" }, note = "请知悉" });

        Assert.That((await reader.GetAsync($"/api/v1/cases/{id}")).Status, Is.EqualTo(200));
        Assert.That((await reader.GetAsync($"/api/v1/cases/{id}/events")).Text, Does.Contain("task.copied.v1"));
        var copied = Copied(await reader.GetAsync("/api/v1/tasks?copied=true&limit=200"));
        Assert.That((copied.GetProperty("copy").GetProperty("note").GetString(), copied.GetProperty("copy").TryGetProperty("readAt", out _)), Is.EqualTo(("请知悉", false)));
        (await reader.PostAsync(Of("claim"), null)).ShouldBeProblem(403, "case.wrong_office");
        (await reviewer.PostAsync(Of("mark-read"), null)).ShouldBeProblem(404, "copy.not_found");
        Assert.That((await reader.PostAsync(Of("mark-read"), null)).Status, Is.EqualTo(204));
        Assert.That(Copied(await reader.GetAsync("/api/v1/tasks?copied=true&limit=200")).GetProperty("copy").TryGetProperty("readAt", out _), Is.True);
        Assert.That((await (await SharedApi.AsAsync("demo-applicant")).GetAsync($"/api/v1/cases/{id}/events")).Text, Does.Not.Contain("谭敏").And.Not.Contain("demo-clerk-430300"), "an applicant sees no people of offices");

        JsonElement Copied(Answer list) => list["items"].EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == task);
    }

    [Test]
    public async Task The_same_key_gives_the_same_answer_and_an_old_version_is_refused()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await reviewer.PostAsync(Of("transfer"), new { to = "demo-reviewer-2", reason = "外出" }, key);
        var again = await reviewer.PostAsync(Of("transfer"), new { to = "demo-reviewer-2", reason = "外出" }, key);
        Assert.That((again.Status, again.Text, again.ETag), Is.EqualTo((200, first.Text, first.ETag)));
        (await second.PostAsync(Of("delegate"), new { to = "demo-reviewer" }, ("If-Match", "\"2\""))).ShouldBeProblem(412, "case.stale_version");
    }

    [Test]
    public async Task What_one_may_do_is_on_the_task()
    {
        Assert.That(Actions(await reviewer.GetAsync(Of(""))), Is.EquivalentTo(new[] { "claim", "endorse", "object", "transfer", "delegate", "add-signer", "urge", "copy" }));
        Assert.That(Actions(await clerk.GetAsync(Of(""))), Is.EquivalentTo(new[] { "urge" }));
        Assert.That(Actions(await head.GetAsync(Of(""))), Is.EquivalentTo(new[] { "assign", "urge", "copy" }));
        await reviewer.PostAsync(Of("claim"), null);
        Assert.That(Actions(await reviewer.GetAsync(Of(""))), Is.EquivalentTo(new[] { "release", "endorse", "object", "transfer", "delegate", "add-signer", "copy" }));
        Assert.That(Actions(await second.GetAsync(Of(""))), Is.EquivalentTo(new[] { "urge", "copy" }));
    }

    private string Of(string action) => $"/api/v1/tasks/{task}" + (action.Length == 0 ? "" : "/" + action);

    private static string[] Actions(Answer answer) => [.. answer["allowedActions"].EnumerateArray().Select(action => action.GetString()!)];

    private async Task<Answer> SameAsReadAsync(ApiCaller caller, string action, object body)
    {
        var answer = await caller.PostAsync(Of(action), body);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That((await caller.GetAsync(Of(""))).Text, Is.EqualTo(answer.Text));
        return answer;
    }
}
