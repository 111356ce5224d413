using System.Text;
using System.Text.Json.Nodes;
using Approval.Api.Identity;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.People;

/// <summary>回避 (公务员法 art 76): what an administrator enters, and what becomes of it. Identity numbers with an order of 000 belong to nobody.</summary>
internal sealed class InterestTests
{
    private const string Own = "430104197001150004";
    private const string EndsAlike = "430104197108150004";
    private const string WithX = "43010419800117000X";
    private const string Organisation = "91430302MA4L7Q9X97";

    private Staff staff = null!;
    private Browser applicant = null!;
    private Browser clerk = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        staff = await Staff.StartAsync();
        applicant = await staff.EmployAsync("juan.filing", "经办 谢兰", "applicant", null, DemoClients.FirstCompany);
        clerk = await staff.EmployAsync("chen.jing", "陈静", "clerk");
    }

    [OneTimeTearDown]
    public async Task Stop() => await staff.DisposeAsync();

    [Test]
    public async Task An_officer_keeps_away_from_the_number_entered_and_from_no_other_that_ends_alike()
    {
        var (liu, deng) = (await staff.EmployAsync("liu.chang", "刘畅", "reviewer"), await staff.EmployAsync("deng.li", "邓立", "reviewer"));
        await EnterAsync("liu.chang", "identityNumber", Own);
        await EnterAsync("deng.li", "identityNumber", EndsAlike);
        await AgainAsync(liu);
        await AgainAsync(deng);
        var (id, task) = await AcceptedAsync(Own);

        foreach (var act in new[] { "claim", "endorse" })
        {
            var refused = await liu.SendAsync(HttpMethod.Post, $"/api/v1/tasks/{task}/{act}", null);
            refused.ShouldBeProblem(403, "duties.own_application");
            Assert.That((refused["legalBasis"].GetString(), refused.Text.Contains(Own, StringComparison.Ordinal)), Is.EqualTo(("公务员法第七十六条", false)));
        }

        Assert.That((await liu.GetAsync($"/api/v1/cases/{id}"))["allowedCommands"].GetArrayLength(), Is.Zero);
        Assert.That((await deng.GetAsync($"/api/v1/cases/{id}"))["allowedCommands"].GetArrayLength(), Is.GreaterThan(0));
        Assert.That((await liu.GetAsync($"/api/v1/tasks/{task}"))["allowedActions"].GetArrayLength(), Is.Zero);
        var claimed = await Staff.OkAsync(deng, $"/api/v1/tasks/{task}/claim", null);
        Assert.That(claimed["allowedActions"].EnumerateArray().Select(action => action.GetString()), Does.Contain("endorse"));

        // Erased, the number can no longer be told from another that ends alike: somebody else does it.
        await RunAsync($"update approval.case_personal set salt = null, payload = null, erased_at = now() where case_id = '{id}'");
        (await deng.SendAsync(HttpMethod.Post, $"/api/v1/tasks/{task}/endorse", null)).ShouldBeProblem(403, "duties.own_application");
    }

    [Test]
    public async Task Who_has_an_interest_chairs_no_hearing()
    {
        await staff.EmployAsync("fang.min", "方敏", "clerk");
        await staff.EmployAsync("zhou.yi", "周逸", "clerk");
        await EnterAsync("fang.min", "identityNumber", Own);
        await EnterAsync("zhou.yi", "identityNumber", EndsAlike);
        var body = await applicant.Caller.ExampleAsync("RF-02");
        body["agent"] = new JsonObject { ["name"] = "何远", ["identifier"] = Own, ["authority"] = "授权委托书" };
        var id = (await applicant.SendAsync(HttpMethod.Post, "/api/v1/cases", body))["id"].GetGuid();
        var accepted = await Staff.CommandAsync(clerk, id, "accept", null, 2);
        var parties = new[] { new { kind = "applicant", name = body["applicant"]!["name"]!.GetValue<string>(), toldOn = "2026-02-12" }, new { kind = "interested", name = "云栖路业主委员会", toldOn = "2026-02-12" } };
        var told = await Staff.CommandAsync(clerk, id, "hearing/tell-right", new { parties }, accepted.Version);
        var asked = await Staff.CommandAsync(applicant, id, "hearing/request", new { }, told.Version);

        var refused = await Staff.CommandAsync(clerk, id, "hearing/schedule", Notice("person:fang.min"), asked.Version);
        refused.ShouldBeProblem(422, "hearing.chair_interested");
        Assert.That((refused["legalBasis"].GetString(), refused.Errors.Single().Pointer), Is.EqualTo(("行政许可法第四十八条第一款第三项", "/chair/id")));
        var scheduled = await Staff.CommandAsync(clerk, id, "hearing/schedule", Notice("person:zhou.yi"), asked.Version);
        Assert.That(scheduled.Status, Is.EqualTo(200), scheduled.Text);
        (await Staff.CommandAsync(clerk, id, "hearing/replace-chair", new { chair = new { id = "person:fang.min" }, reason = "x" }, scheduled.Version)).ShouldBeProblem(422, "hearing.chair_interested");

        static object Notice(string chair) => new { at = "2026-03-02T09:00:00+08:00", place = "三楼听证室", chair = new { id = chair }, expectedDays = 10, noticeNumber = "x" };
    }

    [TestCase("person", Own, "identityNumber", Own, false)]
    [TestCase("person", Own, "identityNumber", EndsAlike, true)]
    [TestCase("person", "43010419800117000x", "identityNumber", WithX, false)]
    [TestCase("enterprise", Organisation, "creditCode", Organisation, false)]
    [TestCase("enterprise", Organisation, "creditCode", DemoClients.FirstCompany, true)]
    public async Task At_the_window_too(string type, string applicantNumber, string kind, string interest, bool allowed)
    {
        var name = $"clerk-{Guid.NewGuid():N}"[..20];
        var window = await staff.EmployAsync(name, "窗口", "clerk");
        await EnterAsync(name, kind, interest);
        await AgainAsync(window);
        var body = await window.Caller.ExampleAsync();
        body["channel"] = "window";
        (body["applicant"]!["type"], body["applicant"]!["identifier"]) = (type, applicantNumber);
        var before = await staff.Host.CountRowsAsync();

        var filed = await window.SendAsync(HttpMethod.Post, "/api/v1/cases", body);

        if (allowed)
        {
            Assert.That(filed.Status, Is.EqualTo(201), filed.Text);
            return;
        }

        filed.ShouldBeProblem(403, "duties.own_application");
        Assert.That(await staff.Host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Entered_it_is_shown_masked_kept_encrypted_and_written_down_without_the_number()
    {
        await staff.EmployAsync("he.yuan", "何远", "reviewer");
        await EnterAsync("he.yuan", "identityNumber", " 43010419800117000x ");
        var entered = await EnterAsync("he.yuan", "creditCode", Organisation);
        Assert.That(entered["items"].EnumerateArray().Select(item => (item.GetProperty("kind").GetString(), item.GetProperty("number").GetString())), Is.EqualTo(new[] { ("identityNumber", "**************000X"), ("creditCode", "**************9X97") }));
        var person = await staff.FindAsync("he.yuan");
        var path = $"/api/v1/admin/users/{person.GetProperty("id")}/interests";
        var listed = await staff.Admin.GetAsync(path);
        Assert.That((listed.Text, listed.ETag), Is.EqualTo((entered.Text, entered.ETag)));

        var removed = await staff.Admin.SendAsync(HttpMethod.Delete, $"{path}/{entered["items"][1].GetProperty("id")}", null, ("If-Match", entered.ETag!));
        Assert.That(removed["items"].GetArrayLength(), Is.EqualTo(1), removed.Text);
        (await staff.Admin.SendAsync(HttpMethod.Delete, $"{path}/{Guid.NewGuid()}", null, ("If-Match", removed.ETag!))).ShouldBeProblem(404, "interest.not_found");
        var none = await staff.Admin.SendAsync(HttpMethod.Delete, $"{path}/{entered["items"][0].GetProperty("id")}", null, ("If-Match", removed.ETag!));
        Assert.That((none["items"].GetArrayLength(), await ScalarAsync("select count(*) from approval.person where user_name = 'he.yuan' and interests is null")), Is.EqualTo((0, "1")));
        await EnterAsync("he.yuan", "identityNumber", WithX);

        var record = await ScalarAsync("select string_agg(what || ' ' || actor_id || ' ' || detail, '; ' order by id) from approval.identity_change where subject = 'person:he.yuan' and what like 'interest%'");
        Assert.That(record.Split("; "), Has.Length.EqualTo(5));
        Assert.That(record, Does.StartWith("interestAdded person:first-admin").And.Contain("interestRemoved").And.Contain("creditCode"));
        var dump = await ScalarAsync("select string_agg(p::text, ' ') || (select string_agg(c::text, ' ') from approval.identity_change c) from approval.person p");
        foreach (var number in new[] { WithX, Organisation, "000X", "9X97" })
        {
            Assert.That(dump, Does.Not.Contain(number).And.Not.Contain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(number))), number);
        }
    }

    [TestCase("""{"kind":"identityNumber","number":"430104197001150005"}""", 422, "interest.identity_number")]
    [TestCase("""{"kind":"identityNumber","number":"91430302MA4L7Q9X97"}""", 422, "interest.identity_number")]
    [TestCase("""{"kind":"creditCode","number":"91430302MA4L7Q9X98"}""", 422, "interest.credit_code")]
    [TestCase("""{"kind":"creditCode","number":"430104197001150004"}""", 422, "interest.credit_code")]
    [TestCase("""{"kind":"creditCode","number":""}""", 422, "interest.credit_code")]
    [TestCase("""{"kind":"passport","number":"430104197001150004"}""", 400, "request.malformed")]
    [TestCase("""{"kind":0,"number":"430104197001150004"}""", 400, "request.malformed")]
    [TestCase("""{"number":"430104197001150004"}""", 400, "request.malformed")]
    public async Task What_is_no_such_number_is_refused_and_not_repeated(string body, int status, string code)
    {
        var person = await staff.FindAsync("chen.jing");
        var before = await staff.Host.CountRowsAsync();

        var answer = await staff.Admin.SendAsync(HttpMethod.Post, $"/api/v1/admin/users/{person.GetProperty("id")}/interests", JsonNode.Parse(body), ("If-Match", $"\"{person.GetProperty("version")}\""));

        answer.ShouldBeProblem(status, code);
        Assert.That(answer.Text, Does.Not.Contain("4301041970").And.Not.Contain("91430302"));
        Assert.That(await staff.Host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task At_the_version_seen_once_and_for_those_who_serve()
    {
        await staff.EmployAsync("tan.min", "谭敏", "clerk");
        var entered = await EnterAsync("tan.min", "identityNumber", Own);
        var path = $"/api/v1/admin/users/{(await staff.FindAsync("tan.min")).GetProperty("id")}/interests";
        (await PostAsync(path, null)).ShouldBeProblem(428, "precondition.required");
        (await PostAsync(path, "\"1\"")).ShouldBeProblem(412, "account.stale_version");
        (await PostAsync(path, entered.ETag)).ShouldBeProblem(409, "interest.exists");

        var filing = await staff.FindAsync("juan.filing");
        (await PostAsync($"/api/v1/admin/users/{filing.GetProperty("id")}/interests", $"\"{filing.GetProperty("version")}\"")).ShouldBeProblem(409, "interest.no_officer");
        (await PostAsync($"/api/v1/admin/users/{Guid.NewGuid()}/interests", "\"1\"")).ShouldBeProblem(404, "person.not_found");
        (await staff.Admin.GetAsync($"/api/v1/admin/users/{Guid.NewGuid()}/interests")).ShouldBeProblem(404, "person.not_found");

        Task<Answer> PostAsync(string to, string? seen) => staff.Admin.SendAsync(HttpMethod.Post, to, new { kind = "identityNumber", number = Own }, seen is null ? [] : [("If-Match", seen)]);
    }

    /// <summary>Put in another's place, what somebody keeps away from opens no more: better no act than one by who should keep away.</summary>
    [Test]
    public async Task Another_persons_do_not_open()
    {
        var (one, other) = (await staff.EmployAsync("li.yi", "李一", "reviewer"), await staff.EmployAsync("li.er", "李二", "reviewer"));
        await EnterAsync("li.yi", "identityNumber", Own);
        await EnterAsync("li.er", "identityNumber", EndsAlike);
        await AgainAsync(one);
        await AgainAsync(other);
        await RunAsync("update approval.person p set interests = o.interests from approval.person o where p.user_name = 'li.yi' and o.user_name = 'li.er'");

        (await one.GetAsync("/api/v1/tasks")).ShouldBeProblem(500, "service.failed");
        Assert.That((await other.GetAsync("/api/v1/tasks")).Status, Is.EqualTo(200));
    }

    private async Task<Answer> EnterAsync(string userName, string kind, string number)
    {
        var person = await staff.FindAsync(userName);
        var answer = await staff.Admin.SendAsync(HttpMethod.Post, $"/api/v1/admin/users/{person.GetProperty("id")}/interests", new { kind, number }, ("If-Match", $"\"{person.GetProperty("version")}\""));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer;
    }

    /// <summary>A change of the account has ended the sessions. The code of this half minute has been used; the account forgets that.</summary>
    private async Task AgainAsync(Browser browser)
    {
        await RunAsync($"update approval.person set last_code_step = 0 where user_name = '{browser.UserName}'");
        Assert.That((await browser.SignInAsync(Api.Identity.People.OneTimeCode.At(browser.Key!, TimeProvider.System.GetUtcNow()))).Status, Is.EqualTo(200));
    }

    private async Task<(Guid Id, Guid Task)> AcceptedAsync(string agent)
    {
        var body = await applicant.Caller.ExampleAsync();
        body["agent"] = new JsonObject { ["name"] = "何远", ["identifier"] = agent, ["authority"] = "授权委托书" };
        var filed = await applicant.SendAsync(HttpMethod.Post, "/api/v1/cases", body);
        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);
        var id = filed["id"].GetGuid();
        return (id, (await Staff.CommandAsync(clerk, id, "accept", null, 2))["openTasks"][0].GetProperty("id").GetGuid());
    }

    private async Task<string> ScalarAsync(string sql)
    {
        await using var command = staff.Host.Rows.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())!.ToString()!;
    }

    private async Task RunAsync(string sql)
    {
        // As whoever owns the tables.
        await using var batch = staff.Host.Rows.CreateBatch();
        batch.BatchCommands.Add(new Npgsql.NpgsqlBatchCommand("select set_config('approval.owner', 'on', true)"));
        batch.BatchCommands.Add(new Npgsql.NpgsqlBatchCommand(sql));
        Assert.That(await batch.ExecuteNonQueryAsync(), Is.GreaterThan(0));
    }
}
