using System.Text.Json;
using Approval.Api.Identity;
using Approval.Api.Tests.Host;
using Approval.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Tokens;

/// <summary>API clients: RFC 6749 4.4 with scopes, rotation of secrets with overlap, rights that end (RELIABILITY A5, J4).</summary>
internal sealed class ClientTests
{
    private ApiHost host = null!;
    private TestClock clock = null!;
    private ApiCaller admin = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        clock = new TestClock(TimeProvider.System.GetUtcNow());
        host = await ApiHost.StartAsync(services => services.AddKeyedSingleton<TimeProvider>(IdentitySetup.Clock, clock));
        admin = await host.AsAsync("demo-admin");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_client_gets_tokens_for_what_it_was_given()
    {
        var (id, secret) = await MakeAsync("applicant", organisation: DemoClients.FirstCompany, scopes: ["cases.read", "files"]);

        var token = await AskAsync(id, secret);
        Assert.That(token["scope"].GetString(), Is.EqualTo("cases.read files"), token.Text);
        var caller = await BearingAsync(token);
        Assert.That((await caller.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
        (await caller.PostAsync("/api/v1/cases", new { })).ShouldBeProblem(403, "access.role_not_competent");

        (await (await BearingAsync(await AskAsync(id, secret, "files"))).GetAsync("/api/v1/cases")).ShouldBeProblem(403, "access.role_not_competent");
        (await AskAsync(id, secret, "files supervision")).ShouldBeProblem(400, "token.invalid_scope");
    }

    [Test]
    public async Task Unless_said_the_scopes_are_those_of_the_roles()
    {
        var (id, secret) = await MakeAsync("clerk", "430100");

        Assert.That((await AskAsync(id, secret))["scope"].GetString(), Is.EqualTo("cases.read cases.write tasks files"));
    }

    [Test]
    public async Task A_secret_is_replaced_without_a_moment_in_which_none_is_valid()
    {
        var (id, first) = await MakeAsync("clerk", "430100");
        var rotated = await RotateAsync(id, 2);
        var second = rotated["secret"].GetString()!;
        Assert.That(((await AskAsync(id, first)).Status, (await AskAsync(id, second)).Status), Is.EqualTo((200, 200)), "both");
        (await admin.PostAsync($"/api/v1/admin/clients/{id}/secrets", new { }, ("If-Match", (await admin.GetAsync($"/api/v1/admin/clients/{id}")).ETag!))).ShouldBeProblem(409, "client.two_secrets");

        clock.Advance(TimeSpan.FromHours(2));

        (await AskAsync(id, first)).ShouldBeProblem(401, "token.invalid_client");
        Assert.That((await AskAsync(id, second)).Status, Is.EqualTo(200));
        Assert.That((await RotateAsync(id, 0))["client"].GetProperty("secrets").GetArrayLength(), Is.EqualTo(1), "no overlap: at once");
        (await AskAsync(id, second)).ShouldBeProblem(401, "token.invalid_client");
    }

    [Test]
    public async Task A_secret_that_became_known_is_removed_and_its_tokens_end()
    {
        var (id, first) = await MakeAsync("clerk", "430100");
        var caller = await BearingAsync(await AskAsync(id, first));
        Assert.That((await caller.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
        var rotated = await RotateAsync(id, 24);
        var known = rotated["client"].GetProperty("secrets")[0].GetProperty("id").GetString();

        using var nothing = new ByteArrayContent([]);
        var removed = await admin.SendAsync(HttpMethod.Delete, $"/api/v1/admin/clients/{id}/secrets/{known}", nothing, ("If-Match", $"\"{rotated["client"].GetProperty("version")}\""));
        Assert.That(removed.Status, Is.EqualTo(200), removed.Text);
        clock.Advance(ClientTokens.LongestUnnoticed);

        (await AskAsync(id, first)).ShouldBeProblem(401, "token.invalid_client");
        (await caller.GetAsync("/api/v1/cases")).ShouldBeProblem(401, "auth.required");
    }

    [TestCase("disabled")]
    [TestCase("moved to another office")]
    public async Task A_changed_client_is_not_who_its_older_tokens_say(string how)
    {
        var (id, secret) = await MakeAsync("clerk", "430100");
        var caller = await BearingAsync(await AskAsync(id, secret));
        Assert.That((await caller.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
        using var change = ApiCaller.Json(JsonSerializer.Serialize(new { name = "x", roles = new[] { "clerk" }, office = "430300", scopes = new[] { "cases.read" }, enabled = how != "disabled" }));

        Assert.That((await admin.SendAsync(HttpMethod.Put, $"/api/v1/admin/clients/{id}", change, ("If-Match", "\"1\""))).Status, Is.EqualTo(200));
        clock.Advance(ClientTokens.LongestUnnoticed);

        (await caller.GetAsync("/api/v1/cases")).ShouldBeProblem(401, "auth.required");
        Assert.That((await AskAsync(id, secret)).Status, Is.EqualTo(how == "disabled" ? 401 : 200));
    }

    [TestCase("""{"id":"X","name":"x","roles":["clerk"],"office":"430100"}""", "/id", "client.id")]
    [TestCase("""{"id":"demo-clerk","name":"x","roles":["clerk"],"office":"430100"}""", "/id", "client.id")]
    [TestCase("""{"id":"sys-1","name":" ","roles":["clerk"],"office":"430100"}""", "/name", "client.name")]
    [TestCase("""{"id":"sys-1","name":"x","roles":[],"office":"430100"}""", "/roles", "role.unknown")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["root"],"office":"430100"}""", "/roles", "role.unknown")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["clerk","auditor"],"office":"430100"}""", "/roles", "role.held_alone")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["applicant","clerk"],"organisation":"1"}""", "/roles", "role.held_alone")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["clerk"],"office":"999999"}""", "/office", "office.unknown")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["clerk"]}""", "/office", "office.unknown")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["applicant"],"office":"430100"}""", "/organisation", "seat.organisation")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["clerk"],"office":"430100","organisation":"1"}""", "/organisation", "seat.organisation")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["clerk"],"office":"430100","scopes":["everything"]}""", "/scopes", "scope.unknown")]
    [TestCase("""{"id":"sys-1","name":"x","roles":["admin"],"office":"430100"}""", "/roles", "role.people_only")]
    public async Task A_client_that_makes_no_sense_is_refused(string body, string pointer, string code)
    {
        var before = await host.CountRowsAsync();

        var answer = await admin.PostAsync("/api/v1/admin/clients", body);

        Assert.That((answer.Status, answer.Errors.First()), Is.EqualTo((422, (pointer, code))), answer.Text);
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task No_secret_is_kept_or_shown_again()
    {
        var (id, secret) = await MakeAsync("clerk", "430100");
        await using var command = host.Rows.CreateCommand($"select string_agg(s::text, '') || (select string_agg(c::text, '') from approval.identity_change c) from approval.api_client_secret s where client_id = '{id}'");

        Assert.That((string)(await command.ExecuteScalarAsync())!, Does.Not.Contain(secret));
        Assert.That((await admin.GetAsync($"/api/v1/admin/clients/{id}")).Text + (await admin.GetAsync("/api/v1/admin/clients")).Text, Does.Contain(id).And.Not.Contain(secret));
        Assert.That((await admin.PostAsync("/api/v1/admin/clients", new { id, name = "x", roles = new[] { "clerk" }, office = "430100" })).Code, Is.EqualTo("client.exists"));
    }

    private async Task<(string Id, string Secret)> MakeAsync(string role, string? office = null, string? organisation = null, string[]? scopes = null)
    {
        var id = $"sys-{Guid.NewGuid():N}"[..20];
        var made = await admin.PostAsync("/api/v1/admin/clients", new { id, name = "业务系统", roles = new[] { role }, office, organisation, scopes });
        Assert.That(made.Status, Is.EqualTo(201), made.Text);
        return (id, made["secret"].GetString()!);
    }

    private async Task<Answer> RotateAsync(string id, int overlapHours)
    {
        var seen = await admin.GetAsync($"/api/v1/admin/clients/{id}");
        var answer = await admin.PostAsync($"/api/v1/admin/clients/{id}/secrets", new { overlapHours }, ("If-Match", seen.ETag!));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer;
    }

    private async Task<Answer> AskAsync(string id, string secret, string? scope = null)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret), new("scope", scope ?? "")]);
        return await (await host.AsAsync(null)).SendAsync(HttpMethod.Post, "/connect/token", form);
    }

    private async Task<ApiCaller> BearingAsync(Answer token)
    {
        var caller = await host.AsAsync(null);
        caller.Http.DefaultRequestHeaders.Authorization = new("Bearer", token["access_token"].GetString());
        return caller;
    }
}
