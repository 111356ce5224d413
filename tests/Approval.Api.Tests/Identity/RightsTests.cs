using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Identity;

/// <summary>Who sees and does what (RELIABILITY A1-A3). The case is the first applicant's, at the city office 430100.</summary>
internal sealed class RightsTests
{
    private static readonly string[] Clients =
        ["demo-applicant", "demo-applicant-2", "demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head", "demo-government-head", "demo-clerk-430300", "demo-supervisor", "demo-admin"];

    /// <summary>Commands with a body that is complete, and who of the office may give them; the applicant where it says so.</summary>
    private static readonly (string Command, string Body, string[] Allowed)[] Commands =
    [
        ("request-correction", """{"items":[{"material":"site-plan","problem":"x"}]}""", ["demo-clerk", "demo-head"]),
        ("submit-correction", """{"materials":[{"code":"site-plan","paper":true}]}""", ["demo-applicant", "demo-clerk"]),
        ("accept", "{}", ["demo-clerk", "demo-head"]),
        ("refuse-acceptance", """{"reason":"x","legalBasis":"x"}""", ["demo-clerk", "demo-head"]),
        ("decline", """{"kind":"notRequired"}""", ["demo-clerk", "demo-head"]),
        ("withdraw", "{}", ["demo-applicant", "demo-clerk"]),
        ("suspend", """{"kind":"hearing","expectedDays":5,"noticeNumber":"x","reason":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("resume", "{}", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("exclude", """{"kind":"hearing","from":"2026-02-12","through":"2026-02-13","noticeNumber":"x","reason":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("explain-breach", """{"clock":"promised","reason":"x"}""", ["demo-clerk", "demo-head"]),
        ("extend", """{"days":5,"reason":"x"}""", ["demo-head"]),
        ("decide", """{"outcome":"granted"}""", ["demo-head"]),
        ("apply-extension", """{"days":5,"reason":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("special-procedures", """{"kind":"expertReview","expectedDays":5,"reason":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("special-procedures/{n}/approve", "{}", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("special-procedures/{n}/refuse", """{"reason":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("special-procedures/{n}/notice", """{"noticeNumber":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("special-procedures/{n}/result", """{"resultNumber":"x","result":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("hearing/announce", """{"ground":"statutory","announcementNumber":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("hearing/tell-right", """{"parties":[{"kind":"applicant","name":"x","toldOn":"2026-02-12"}]}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("hearing/request", "{}", ["demo-applicant", "demo-clerk"]),
        ("hearing/waive", "{}", ["demo-applicant", "demo-clerk"]),
        ("hearing/schedule", """{"at":"2026-03-02T09:00:00+08:00","place":"x","chair":{"id":"x","name":"x"},"expectedDays":9,"noticeNumber":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("hearing/replace-chair", """{"chair":{"id":"x","name":"x"},"reason":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("hearing/record", """{"recordNumber":"x","signedBy":"x"}""", ["demo-clerk", "demo-reviewer", "demo-reviewer-2", "demo-head"]),
        ("issue", "{}", ["demo-clerk", "demo-head"]),
        ("serve", """{"method":"direct"}""", ["demo-clerk", "demo-head"]),
        ("terminate", """{"reason":"x"}""", ["demo-head"]),
        ("revoke", """{"ground":"other","reason":"x"}""", ["demo-head"]),
        ("urge", "{}", ["demo-applicant", "demo-head"]),
        ("transfer-office", """{"toOffice":"430000","reason":"x"}""", ["demo-clerk", "demo-head"]),
    ];

    private Guid id;

    private static IEnumerable<TestCaseData> EveryRoleAndCommand() =>
        from command in Commands
        from client in Clients
        select new TestCaseData(client, command.Command, command.Body, command.Allowed.Contains(client)).SetArgDisplayNames(client, command.Command);

    [OneTimeSetUp]
    public async Task File() => id = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync();

    /// <summary>An old version is sent, so that nothing changes: whoever may give the command gets as far as 412, the others are stopped before.</summary>
    [TestCaseSource(nameof(EveryRoleAndCommand))]
    public async Task A_command_is_for_the_roles_of_the_table(string client, string command, string body, bool allowed)
    {
        var answer = await (await SharedApi.AsAsync(client)).CommandAsync(id, command.Replace("{n}", "1", StringComparison.Ordinal), body, version: 1);

        var (status, code) = client switch
        {
            _ when allowed => (412, "case.stale_version"),
            "demo-applicant-2" => (404, "case.not_found"),
            "demo-clerk-430300" => (403, "case.wrong_office"),
            "demo-supervisor" or "demo-admin" => (403, "access.role_not_competent"),
            _ => (403, "case.role_not_competent"),
        };
        answer.ShouldBeProblem(status, code);
    }

    [Test]
    public void The_table_of_this_test_names_every_command() =>
        Assert.That(Commands.Select(command => command.Command), Is.EquivalentTo(Approval.Api.Cases.AllowedCommands.Names));

    [TestCase("demo-applicant", 200, null)]
    [TestCase("demo-applicant-2", 404, "case.not_found")]
    [TestCase("demo-clerk", 200, null)]
    [TestCase("demo-reviewer", 200, null)]
    [TestCase("demo-head", 200, null)]
    [TestCase("demo-government-head", 200, null)]
    [TestCase("demo-clerk-430300", 403, "case.wrong_office")]
    [TestCase("demo-supervisor", 200, null)]
    [TestCase("demo-admin", 403, "access.role_not_competent")]
    [TestCase(null, 401, "auth.required")]
    public async Task A_case_is_read_by_its_owner_its_office_and_those_above(string? client, int status, string? code)
    {
        var caller = await SharedApi.AsAsync(client);
        foreach (var part in new[] { "", "/events", "/clock" })
        {
            var answer = await caller.GetAsync($"/api/v1/cases/{id}{part}");
            if (code is null)
            {
                Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
            }
            else
            {
                answer.ShouldBeProblem(status, code);
            }
        }

        if (status is 404 or 403 && client != "demo-admin")
        {
            foreach (var list in new[] { "/api/v1/cases?limit=200", "/api/v1/events?limit=200" })
            {
                Assert.That((await caller.GetAsync(list)).Text, Does.Not.Contain(id.ToString()), list);
            }
        }
    }

    [TestCase("demo-applicant", true, true)]
    [TestCase("demo-clerk", true, false)]
    [TestCase("demo-supervisor", false, false)]
    public async Task Confidential_fields_and_the_tracking_code_are_for_those_concerned(string client, bool confidential, bool tracking)
    {
        var caller = await SharedApi.AsAsync(client);
        var seen = await caller.GetAsync($"/api/v1/cases/{id}");
        var journal = await caller.GetAsync($"/api/v1/cases/{id}/events");
        var feed = await caller.GetAsync("/api/v1/events?limit=200");

        Assert.That(seen["form"].TryGetProperty("protectionLevel", out _), Is.EqualTo(confidential));
        Assert.That(seen.Body.TryGetProperty("formWithheld", out _), Is.Not.EqualTo(confidential));
        Assert.That(seen.Body.TryGetProperty("trackingCode", out _), Is.EqualTo(tracking));
        Assert.That(journal.Text.Contains("protectionLevel", StringComparison.Ordinal), Is.EqualTo(confidential));
        Assert.That(feed.Text.Contains("protectionLevel", StringComparison.Ordinal), Is.EqualTo(confidential));
        Assert.That(journal.Text + feed.Text, Does.Not.Contain("trackingCode"));
    }

    [Test]
    public async Task An_applicant_sees_the_office_and_not_its_people()
    {
        var (applicant, clerk) = (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-clerk"));
        var own = await applicant.FileExampleAsync();
        await clerk.CommandAsync(own, "accept", null, 2);

        var journal = await applicant.GetAsync($"/api/v1/cases/{own}/events");

        Assert.That(journal.Text, Does.Not.Contain("陈静").And.Contains("demo-applicant"));
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{own}/events")).Text, Does.Contain("陈静"));
    }

    [TestCase("demo-applicant", "demo-supervisor", "demo-admin", TestName = "Tasks are worked by officers alone")]
    public async Task Tasks_are_for_officers(params string[] others)
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");
        var own = await applicant.FileExampleAsync();
        var accepted = await (await SharedApi.AsAsync("demo-clerk")).CommandAsync(own, "accept", null, 2);
        var task = accepted["openTasks"][0].GetProperty("id").GetGuid();
        foreach (var client in others)
        {
            (await (await SharedApi.AsAsync(client)).PostAsync($"/api/v1/tasks/{task}/claim", null)).ShouldBeProblem(403, "access.role_not_competent");
        }

        (await (await SharedApi.AsAsync("demo-clerk-430300")).PostAsync($"/api/v1/tasks/{task}/claim", null)).ShouldBeProblem(403, "case.wrong_office");
        (await (await SharedApi.AsAsync("demo-clerk")).PostAsync($"/api/v1/tasks/{task}/claim", null)).ShouldBeProblem(403, "task.role_not_competent");
    }
}
