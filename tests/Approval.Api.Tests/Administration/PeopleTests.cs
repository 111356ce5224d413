using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Administration;

/// <summary>Accounts of people (RELIABILITY A14; ASVS 5 6.4, 8.2). The first test's administrator is the only one with an account.</summary>
internal sealed class PeopleTests
{
    private ApiHost host = null!;
    private ApiCaller admin = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        host = await ApiHost.StartAsync(("Identity:FirstAdministrator", "first-admin"));
        admin = await host.AsAsync("demo-admin");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task The_first_administrator_finds_the_password_in_a_file_of_its_own_and_signs_in()
    {
        var path = Path.Combine(host.DataFolder, FirstAdministrator.FileName);
        var lines = await File.ReadAllLinesAsync(path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        var browser = Browser.Of(host);
        browser.Remember(lines[0], lines[1], null);
        Assert.That((await browser.SignInAsync()).Status, Is.EqualTo(200));
        await browser.ChangePasswordAsync("管理员的 第一个 真正的 密码");
        await browser.SetUpAuthenticatorAsync(TimeProvider.System);
        Assert.That((await browser.GetAsync("/api/v1/admin/users")).Status, Is.EqualTo(200));
        (await browser.GetAsync("/api/v1/cases")).ShouldBeProblem(403, "access.role_not_competent");
    }

    [TestCase("DELETE", null)]
    [TestCase("PUT", """{"name":"x","roles":["clerk"],"office":"430100","enabled":true}""")]
    [TestCase("PUT", """{"name":"x","roles":["admin"],"enabled":false}""")]
    public async Task The_last_administrator_stays(string method, string? body)
    {
        var people = (await admin.GetAsync("/api/v1/admin/users?limit=200"))["items"].EnumerateArray();
        var only = people.Single(person => person.GetProperty("roles")[0].GetString() == "admin");
        var before = await host.CountRowsAsync();
        using var content = ApiCaller.Json(body ?? "");

        var answer = await admin.SendAsync(HttpMethod.Parse(method), $"/api/v1/admin/users/{only.GetProperty("id")}", content, ("If-Match", $"\"{only.GetProperty("version")}\""));

        answer.ShouldBeProblem(409, "person.last_administrator");
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [TestCase("""{"userName":"Ab","name":"x","roles":["clerk"],"office":"430100"}""", "person.user_name")]
    [TestCase("""{"userName":"../../x","name":"x","roles":["clerk"],"office":"430100"}""", "person.user_name")]
    [TestCase("""{"userName":"chen.jing","name":"","roles":["clerk"],"office":"430100"}""", "person.name")]
    [TestCase("""{"userName":"chen.jing","name":"x","roles":["admin","clerk"],"office":"430100"}""", "role.held_alone")]
    [TestCase("""{"userName":"chen.jing","name":"x","roles":["clerk"],"office":"000000"}""", "office.unknown")]
    public async Task An_account_that_makes_no_sense_is_refused(string body, string code)
    {
        var before = await host.CountRowsAsync();

        var answer = await admin.PostAsync("/api/v1/admin/users", body);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((422, code)), answer.Text);
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_change_is_at_the_version_seen_and_is_written_down_for_good()
    {
        var browser = Browser.Of(host);
        var person = await browser.MakeAccountAsync(host, "clerk");
        var path = $"/api/v1/admin/users/{person.GetProperty("id")}";
        const string Change = """{"name":"陈静","roles":["clerk","reviewer"],"office":"430300","enabled":true}""";
        using (var one = ApiCaller.Json(Change))
        {
            (await admin.SendAsync(HttpMethod.Put, path, one)).ShouldBeProblem(428, "precondition.required");
        }

        using (var two = ApiCaller.Json(Change))
        {
            Assert.That((await admin.SendAsync(HttpMethod.Put, path, two, ("If-Match", "\"1\"")))["office"].GetString(), Is.EqualTo("430300"));
        }

        using (var three = ApiCaller.Json(Change))
        {
            (await admin.SendAsync(HttpMethod.Put, path, three, ("If-Match", "\"1\""))).ShouldBeProblem(412, "account.stale_version");
        }

        (await admin.PostAsync("/api/v1/admin/users", new { userName = browser.UserName, name = "x", roles = new[] { "clerk" }, office = "430100" })).ShouldBeProblem(409, "person.exists");
        await using var read = host.Rows.CreateCommand($"select string_agg(what || ' ' || actor_id || ' ' || detail, '; ' order by id) from approval.identity_change where subject = 'person:{browser.UserName}'");
        Assert.That((string)(await read.ExecuteScalarAsync())!, Does.StartWith("created demo-admin").And.Contain("changed demo-admin").And.Contain("430300"));
        await using var forge = host.Rows.CreateCommand("update approval.identity_change set actor_id = 'x'");
        Assert.That(async () => await forge.ExecuteNonQueryAsync(), Throws.TypeOf<Npgsql.PostgresException>().With.Property("SqlState").EqualTo("42501"));
    }

    [Test]
    public async Task A_lost_telephone_is_made_good_by_an_administrator()
    {
        var browser = await Browser.OfNewAsync(host, TimeProvider.System, "applicant", null, DemoClients.FirstCompany);
        var person = (await admin.GetAsync("/api/v1/admin/users?limit=200"))["items"].EnumerateArray().Single(found => found.GetProperty("userName").GetString() == browser.UserName);

        var reset = await admin.PostAsync($"/api/v1/admin/users/{person.GetProperty("id")}/reset", null, ("If-Match", $"\"{person.GetProperty("version")}\""));

        Assert.That(reset.Status, Is.EqualTo(200), reset.Text);
        (await browser.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
        (await browser.SignInAsync()).ShouldBeProblem(401, "session.refused");
        browser.Remember(browser.UserName, reset["initialPassword"].GetString()!, null);
        Assert.That((await browser.SignInAsync())["needs"][0].GetString(), Is.EqualTo("password"));
        Assert.That((await admin.GetAsync($"/api/v1/admin/users/{person.GetProperty("id")}")).Version, Is.EqualTo(reset["person"].GetProperty("version").GetInt32()));
    }

    /// <summary>An account whose password nobody has been told would lock everybody out: no file, no account.</summary>
    [Test]
    public async Task Without_a_file_for_the_password_there_is_no_first_administrator()
    {
        await using var unwritable = await ApiHost.StartAsync(("Identity:FirstAdministrator", "first-admin"));
        Directory.CreateDirectory(Path.Combine(unwritable.DataFolder, FirstAdministrator.FileName, "in the way"));

        Assert.That(() => unwritable.Services, Throws.InstanceOf<Exception>());

        await using var count = unwritable.Rows.CreateCommand("select count(*) from approval.person");
        Assert.That(await count.ExecuteScalarAsync(), Is.Zero);
    }
}
