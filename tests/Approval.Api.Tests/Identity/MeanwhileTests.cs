using Approval.Api.Identity;
using Approval.Api.Tests.Host;
using Approval.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Approval.Api.Tests.Identity;

/// <summary>What changes between a question and its answer: rights, the office, the person (RELIABILITY A5, A6, A13).</summary>
internal sealed class MeanwhileTests
{
    private ApiHost host = null!;
    private TestClock clock = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        clock = new TestClock(TimeProvider.System.GetUtcNow());
        host = await ApiHost.StartAsync(services => services.AddKeyedSingleton<TimeProvider>(IdentitySetup.Clock, clock));
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("role")]
    [TestCase("office")]
    [TestCase("account")]
    public async Task A_step_under_way_loses_the_rights_that_are_taken_from_its_person(string what)
    {
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        var browser = await Browser.OfNewAsync(host, clock, "clerk");
        var change = what switch { "role" => "roles = '{reviewer}'", "office" => "office = '430300'", _ => "enabled = false" };

        var answer = await WhileItWaitsAsync(
            id,
            () => browser.SendAsync(HttpMethod.Post, $"/api/v1/cases/{id}/accept", null, ("If-Match", "\"2\"")),
            $"update approval.person set {change}, stamp = stamp || 'x', version = version + 1 where user_name = '{browser.UserName}'");

        answer.ShouldBeProblem(403, "access.rights_changed");
        Assert.That((await (await host.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{id}")).Version, Is.EqualTo(2), "nothing was done");
        (await browser.GetAsync($"/api/v1/cases/{id}")).ShouldBeProblem(401, "auth.required");
    }

    [Test]
    public async Task And_those_that_are_taken_from_its_client()
    {
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        var client = $"sys-{Guid.NewGuid():N}"[..20];
        var made = await (await host.AsAsync("demo-admin")).PostAsync("/api/v1/admin/clients", new { id = client, name = "业务系统", roles = new[] { "clerk" }, office = "430100" });
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", made["secret"].GetString()!)]);
        var caller = await host.AsAsync(null);
        caller.Http.DefaultRequestHeaders.Authorization = new("Bearer", (await caller.SendAsync(HttpMethod.Post, "/connect/token", form))["access_token"].GetString());

        var answer = await WhileItWaitsAsync(id, () => caller.CommandAsync(id, "accept", null, 2), $"update approval.api_client set stamp = stamp || 'x' where id = '{client}'");

        answer.ShouldBeProblem(403, "access.rights_changed");
        Assert.That((await (await host.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{id}")).Version, Is.EqualTo(2));
    }

    /// <summary>A6: the page was loaded while the case was here; the click comes when it is elsewhere.</summary>
    [Test]
    public async Task A_case_that_went_to_another_office_since_it_was_seen_is_not_acted_on()
    {
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        var clerk = await host.AsAsync("demo-clerk");
        var seen = await clerk.GetAsync($"/api/v1/cases/{id}");
        Assert.That((await clerk.CommandAsync(id, "transfer-office", """{"toOffice":"430300","reason":"属地管辖"}""", seen.Version)).Status, Is.EqualTo(200));

        foreach (var version in new[] { seen.Version, seen.Version + 1 })
        {
            (await clerk.CommandAsync(id, "accept", null, version)).ShouldBeProblem(403, "case.wrong_office");
        }

        Assert.That((await (await host.AsAsync("demo-clerk-430300")).GetAsync($"/api/v1/cases/{id}")).Status, Is.EqualTo(200));
    }

    /// <summary>A13: whoever set things going has no rights any more; what falls due falls due all the same, by the rule and in nobody's name.</summary>
    [Test]
    public async Task What_happens_by_itself_is_the_rule_s_doing_and_not_that_of_whoever_began_it()
    {
        await using var later = await ApiHost.StartAsync(services => services.AddKeyedSingleton<TimeProvider>(IdentitySetup.Clock, clock));
        var id = await (await later.AsAsync("demo-applicant")).FileExampleAsync();
        var browser = await Browser.OfNewAsync(later, clock, "clerk");
        Assert.That((await browser.SendAsync(HttpMethod.Post, $"/api/v1/cases/{id}/accept", null, ("If-Match", "\"2\""))).Status, Is.EqualTo(200));
        await ExecuteAsync(later, $"update approval.person set enabled = false, stamp = 'x' where user_name = '{browser.UserName}'");

        await later.AdvanceAsync("2026-03-20T09:00:00+08:00");

        await using var command = later.Rows.CreateCommand("select array_agg(distinct actor_id) from approval.case_event where case_id = $1 and recorded_at > '2026-02-13'");
        command.Parameters.AddWithValue(id);
        var actors = (string[])(await command.ExecuteScalarAsync())!;
        Assert.That(actors, Is.Not.Empty.And.All.StartWith("system:"));
    }

    /// <summary>Holds the case, waits until the request waits for it, changes what the statement says, and lets go.</summary>
    private async Task<Answer> WhileItWaitsAsync(Guid id, Func<Task<Answer>> request, string change)
    {
        await using var holder = await host.Rows.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select 1 from approval.permit_case where id = $1 for update", holder))
        {
            hold.Parameters.AddWithValue(id);
            await hold.ExecuteScalarAsync();
        }

        var answering = request();
        await using var waiting = host.Rows.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        while ((long)(await waiting.ExecuteScalarAsync())! == 0)
        {
            Assert.That(answering.IsCompleted, Is.False, "it should wait for the case");
        }

        await ExecuteAsync(host, change);
        await held.RollbackAsync();
        return await answering;
    }

    private static async Task ExecuteAsync(ApiHost host, string sql)
    {
        await using var command = host.Rows.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
