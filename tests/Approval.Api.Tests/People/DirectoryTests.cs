using Approval.Api.Identity;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.People;

/// <summary>Acts that name somebody, among people as an office has them: accounts made by an administrator, no demo clients.</summary>
internal sealed class DirectoryTests
{
    private const string Company = "湖南橘岸筑城置业有限公司";

    private Staff staff = null!;
    private Browser applicant = null!;
    private Browser clerk = null!;
    private Browser head = null!;
    private Browser liu = null!;
    private Browser deng = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        staff = await Staff.StartAsync();
        applicant = await staff.EmployAsync("juan.filing", "经办 谢兰", "applicant", null, DemoClients.FirstCompany);
        clerk = await staff.EmployAsync("chen.jing", "陈静", "clerk");
        head = await staff.EmployAsync("luo.yi", "罗毅", "head");
        liu = await staff.EmployAsync("liu.chang", "刘畅", "reviewer");
        deng = await staff.EmployAsync("deng.li", "邓立", "reviewer");
    }

    [OneTimeTearDown]
    public async Task Stop() => await staff.DisposeAsync();

    [Test]
    public async Task A_task_is_handed_over_delegated_and_stood_in_for()
    {
        var task = await TaskAsync();
        var claimed = await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/claim", null);
        Assert.That((claimed["assignee"].GetString(), claimed["assigneeName"].GetString()), Is.EqualTo(("person:liu.chang", "刘畅")));
        var given = await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/transfer", new { to = "person:deng.li", reason = "培训" });
        Assert.That((given["assignee"].GetString(), given["assigneeName"].GetString()), Is.EqualTo(("person:deng.li", "邓立")));
        var asked = await Staff.OkAsync(deng, $"/api/v1/tasks/{task}/delegate", new { to = "person:liu.chang", note = "请核面积" });
        Assert.That((asked["assignee"].GetString(), asked["ownerName"].GetString()), Is.EqualTo(("person:liu.chang", "邓立")));
        await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/return-delegation", new { opinion = "面积无误" });

        var away = await head.SendAsync(HttpMethod.Post, "/api/v1/absences", new { person = "person:deng.li", substitute = "person:liu.chang", from = "2026-02-12", through = "2026-02-13" });
        Assert.That((away.Status, away["personName"].GetString(), away["substituteName"].GetString()), Is.EqualTo((201, "邓立", "刘畅")), away.Text);
        var standIn = await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/claim", null);
        Assert.That((standIn["assignee"].GetString(), standIn["onBehalfOfName"].GetString()), Is.EqualTo(("person:liu.chang", "邓立")));
        Assert.That((await head.SendAsync(HttpMethod.Delete, $"/api/v1/absences/{away["id"].GetGuid()}", null)).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Signers_and_readers_of_copies_are_found_all_at_once()
    {
        var task = await TaskAsync();
        await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/add-signer", new { signer = "person:deng.li", position = "beside", reason = "复核" });
        await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/copy", new { to = new[] { "person:luo.yi", "person:chen.jing" } });
        Assert.That((await clerk.GetAsync("/api/v1/tasks?copied=true")).Text, Does.Contain(task.ToString()));
        (await liu.SendAsync(HttpMethod.Post, $"/api/v1/tasks/{task}/copy", new { to = new[] { "person:luo.yi", "person:nobody-here" } })).ShouldBeProblem(422, "person.unknown");
    }

    // Who only files, administers or is a system serves in no office; ids of tokens and accounts are no others' prefixes.
    [TestCase("person:nobody-here")]
    [TestCase("person:juan.filing")]
    [TestCase("person:first-admin")]
    [TestCase("person:")]
    [TestCase("person:LIU.CHANG")]
    [TestCase("liu.chang")]
    [TestCase("client:liu.chang")]
    [TestCase("demo-reviewer")]
    [TestCase("person:%")]
    public async Task Nobody_else_can_be_named(string id)
    {
        var task = await TaskAsync();

        var answer = await liu.SendAsync(HttpMethod.Post, $"/api/v1/tasks/{task}/transfer", new { to = id, reason = "x" });

        answer.ShouldBeProblem(422, "person.unknown");
        Assert.That(answer.Errors, Is.EqualTo(new[] { ("/to", "person.unknown") }));
        (await liu.SendAsync(HttpMethod.Post, "/api/v1/absences", new { substitute = id, from = "2026-02-12", through = "2026-02-13" })).ShouldBeProblem(422, "person.unknown");
    }

    [Test]
    public async Task Colleagues_are_those_of_the_own_office_who_can_be_named()
    {
        await staff.EmployAsync("aa.gone", "离职", "reviewer");
        await staff.DisableAsync("aa.gone");
        var elsewhere = await staff.EmployAsync("tan.min", "谭敏", "clerk", "430300");

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await liu.GetAsync("/api/v1/colleagues?limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            names.AddRange(page["items"].EnumerateArray().Select(person => person.GetProperty("id").GetString()!));
            cursor = page.Body.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.That(names, Is.SupersetOf(new[] { "person:chen.jing", "person:deng.li", "person:liu.chang", "person:luo.yi" }).And.Ordered.And.Unique);
        Assert.That(names, Has.None.AnyOf("person:aa.gone", "person:tan.min", "person:juan.filing", "person:first-admin"));
        Assert.That((await elsewhere.GetAsync("/api/v1/colleagues"))["items"].EnumerateArray().Select(person => person.GetProperty("name").GetString()), Is.EqualTo(new[] { "谭敏" }));
        var shown = (await SharedApi.AsAsync("demo-clerk")).GetAsync("/api/v1/colleagues?limit=3");
        Assert.That((await shown)["items"].EnumerateArray().Select(person => person.GetProperty("id").GetString()), Is.EqualTo(new[] { "demo-clerk", "demo-government-head", "demo-head" }));
    }

    [Test]
    public async Task A_disabled_person_is_nobody_and_a_repeated_request_gets_its_first_answer_all_the_same()
    {
        var gone = await staff.EmployAsync("tang.wei", "唐蔚", "reviewer");
        var task = await TaskAsync();
        var first = await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/transfer", new { to = "person:tang.wei", reason = "x" }, ("Idempotency-Key", "hand-over-1"));
        await staff.DisableAsync("tang.wei");

        (await gone.GetAsync("/api/v1/tasks")).ShouldBeProblem(401, "auth.required");
        var again = await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/transfer", new { to = "person:tang.wei", reason = "x" }, ("Idempotency-Key", "hand-over-1"));
        Assert.That((again.Text, again.Headers["Idempotency-Replayed"]), Is.EqualTo((first.Text, "true")));
        (await head.SendAsync(HttpMethod.Post, $"/api/v1/tasks/{task}/assign", new { to = "person:tang.wei" })).ShouldBeProblem(422, "person.unknown");
        (await head.SendAsync(HttpMethod.Post, "/api/v1/absences", new { person = "person:tang.wei", substitute = "person:liu.chang", from = "2026-02-12", through = "2026-02-13" })).ShouldBeProblem(422, "person.unknown");
        var own = await TaskAsync();
        foreach (var (act, body) in new (string, object)[]
        {
            ("transfer", new { to = "person:tang.wei", reason = "x" }), ("delegate", new { to = "person:tang.wei" }),
            ("add-signer", new { signer = "person:tang.wei", position = "beside", reason = "x" }), ("copy", new { to = new[] { "person:tang.wei" } }),
        })
        {
            (await liu.SendAsync(HttpMethod.Post, $"/api/v1/tasks/{own}/{act}", body)).ShouldBeProblem(422, "person.unknown");
        }

        var rescued = await Staff.OkAsync(head, $"/api/v1/tasks/{task}/assign", new { to = "person:deng.li" });
        Assert.That(rescued["assigneeName"].GetString(), Is.EqualTo("邓立"));
    }

    [Test]
    public async Task The_chair_of_a_hearing_is_somebody_and_is_called_what_the_directory_says()
    {
        await staff.EmployAsync("fang.min", "方敏", "clerk");
        await staff.EmployAsync("he.bing", "何兵", "clerk");
        await staff.DisableAsync("he.bing");
        var id = await Staff.FileAsync(applicant, "RF-02");
        var accepted = await Staff.CommandAsync(clerk, id, "accept", null, 2);
        var told = await Staff.CommandAsync(clerk, id, "hearing/tell-right", new { parties = new[] { new { kind = "applicant", name = Company, toldOn = "2026-02-12" }, new { kind = "interested", name = "云栖路业主委员会", toldOn = "2026-02-12" } } }, accepted.Version);
        var asked = await Staff.CommandAsync(applicant, id, "hearing/request", new { }, told.Version);
        Assert.That(asked.Status, Is.EqualTo(200), asked.Text);
        foreach (var nobody in new[] { "fang.min", "person:nobody-here", "person:he.bing" })
        {
            var refused = await Staff.CommandAsync(clerk, id, "hearing/schedule", Notice(new { id = nobody, name = "方敏" }), asked.Version);
            refused.ShouldBeProblem(422, "person.unknown");
            Assert.That(refused.Errors, Is.EqualTo(new[] { ("/chair/id", "person.unknown") }));
        }

        var scheduled = await Staff.CommandAsync(clerk, id, "hearing/schedule", Notice(new { id = "person:fang.min", name = "小方" }), asked.Version);
        Assert.That((scheduled.Status, scheduled["hearing"].GetProperty("chair").GetString()), Is.EqualTo((200, "方敏")), scheduled.Text);
        (await Staff.CommandAsync(clerk, id, "hearing/replace-chair", new { chair = new { id = "person:he.bing" }, reason = "x" }, scheduled.Version)).ShouldBeProblem(422, "person.unknown");
        var replaced = await Staff.CommandAsync(clerk, id, "hearing/replace-chair", new { chair = new { id = "person:luo.yi" }, reason = "申请回避" }, scheduled.Version);
        Assert.That(replaced["hearing"].GetProperty("chair").GetString(), Is.EqualTo("罗毅"), replaced.Text);
        var journal = await clerk.GetAsync($"/api/v1/cases/{id}/events?limit=200");
        Assert.That(journal.Text, Does.Contain("\"chair\":{\"id\":\"person:fang.min\",\"name\":\"方敏\"}").And.Not.Contain("小方"));
    }

    /// <summary>An open task of liu's.</summary>
    private async Task<Guid> TaskAsync()
    {
        var id = await Staff.FileAsync(applicant);
        var accepted = await Staff.CommandAsync(clerk, id, "accept", null, 2);
        var task = accepted["openTasks"][0].GetProperty("id").GetGuid();
        await Staff.OkAsync(liu, $"/api/v1/tasks/{task}/claim", null);
        return task;
    }

    private static object Notice(object chair) => new { at = "2026-03-02T09:00:00+08:00", place = "三楼听证室", chair, expectedDays = 10, noticeNumber = "长防听通〔2026〕1号" };
}
