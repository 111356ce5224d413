using System.Security.Cryptography;
using System.Text.Json;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Tokens;

/// <summary>Tokens of another issuer, with the settings that docs/operations.md shows for Keycloak.</summary>
internal sealed class ForeignIssuerTests
{
    private RealmIssuer realm = null!;
    private ApiHost host = null!;
    private ApiCaller stranger = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        realm = await RealmIssuer.StartAsync();
        host = await ApiHost.StartAsync(
            ("Identity:Authority", realm.Address), ("Identity:Audience", "approval-api"), ("Identity:RolesClaim", "realm_access.roles"), ("Identity:RolePrefix", "approval-"),
            ("Identity:NameClaim", "preferred_username"));
        stranger = await host.AsAsync(null);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await host.DisposeAsync();
        await realm.DisposeAsync();
    }

    [TestCase("/api/v1/cases", "430100", 200, "approval-clerk", "offline_access", "uma_authorization")]
    [TestCase("/api/v1/supervision/overview", "430000", 200, "approval-supervisor")]
    [TestCase("/api/v1/admin/users", null, 200, "approval-admin")]
    [TestCase("/api/v1/events", "430000", 200, "approval-auditor")]
    [TestCase("/api/v1/supervision/overview", "430100", 403, "approval-clerk")]
    [TestCase("/api/v1/cases", "430100", 403, "clerk", TestName = "A role without our prefix")]
    [TestCase("/api/v1/cases", "430100", 403, "approval-root", TestName = "A role we do not know")]
    [TestCase("/api/v1/cases", "430100", 403, TestName = "No role")]
    [TestCase("/api/v1/cases", null, 403, "approval-clerk", TestName = "No office")]
    [TestCase("/api/v1/cases", "长沙市人防办", 403, "approval-clerk", TestName = "An office that is no code")]
    [TestCase("/api/v1/supervision/overview", "999999", 403, "approval-supervisor", TestName = "An office that is not on record")]
    public async Task Roles_and_office_are_where_the_settings_say(string path, string? office, int status, params string[] roles)
    {
        var answer = await AskAsync(path, realm.Token(ClaimsOf(office, roles)));

        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
    }

    [Test]
    public async Task What_such_a_person_does_is_recorded_under_the_issuer_s_name_for_it()
    {
        var filed = await (await host.AsAsync(null)).SendAsync(
            HttpMethod.Post, "/api/v1/cases", ApiCaller.Json((await stranger.ExampleAsync()).ToJsonString()), ("Authorization", $"Bearer {realm.Token(ClaimsOf("430100", "approval-clerk"))}"));
        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);

        var journal = await AskAsync($"/api/v1/cases/{filed["id"].GetGuid()}/events", realm.Token(ClaimsOf("430100", "approval-head")));

        Assert.That(journal["items"][0].GetProperty("actor").GetProperty("id").GetString(), Is.EqualTo("issuer:5f3b-chenjing"));
        Assert.That(journal["items"][0].GetProperty("actor").GetProperty("name").GetString(), Is.EqualTo("陈静"));
    }

    [TestCase("another audience")]
    [TestCase("no audience")]
    [TestCase("another issuer")]
    [TestCase("another key")]
    [TestCase("an unknown key")]
    [TestCase("expired")]
    [TestCase("not yet valid")]
    [TestCase("our own token")]
    public async Task Others_are_401(string how)
    {
        using var foreign = RSA.Create(2048);
        var claims = ClaimsOf("430100", "approval-clerk");
        var token = how switch
        {
            "another audience" => realm.Token(claims, audience: "account"),
            "no audience" => realm.Token(claims, audience: null),
            "another issuer" => realm.Token(claims, issuer: "https://evil.example/realms/renfang"),
            "another key" => realm.Token(claims, key: foreign),
            "an unknown key" => realm.Token(claims, key: foreign, keyId: "unknown"),
            "expired" => realm.Token(claims, expires: -60),
            "not yet valid" => realm.Token(claims, expires: 1200),
            _ => (await SharedApi.AsAsync("demo-clerk")).Http.DefaultRequestHeaders.Authorization!.Parameter!,
        };

        (await AskAsync("/api/v1/cases", token)).ShouldBeProblem(401, "auth.required");
    }

    [Test]
    public async Task Our_own_tokens_are_not_given_where_they_open_nothing()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "demo-clerk"), new("client_secret", "demo-clerk-secret")]);

        (await stranger.SendAsync(HttpMethod.Post, "/connect/token", form)).ShouldBeProblem(404, "route.not_found");
    }

    private Task<Answer> AskAsync(string path, string token) => stranger.GetAsync(path, ("Authorization", $"Bearer {token}"));

    private static Dictionary<string, object> ClaimsOf(string? office, params string[] roles)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = "5f3b-chenjing",
            ["preferred_username"] = "陈静",
            ["realm_access"] = JsonSerializer.SerializeToElement(new { roles }),
            ["scope"] = "openid profile",
        };
        if (office is not null)
        {
            claims["office"] = office;
        }

        return claims;
    }
}
