using Approval.Api.Administration.Clients;
using Approval.Api.Identity.People;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Deployment;

/// <summary>What docker-compose.yml describes, run: from an empty database to a first administrator, a client, a token and a case.</summary>
internal sealed class ComposedServiceTests
{
    private static readonly (string, string)[] ThroughTheProxy = [("Host", "approval.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7")];

    [Test]
    public async Task The_composed_service_starts_in_Production_and_takes_an_intake()
    {
        await using var service = await ComposedService.StartAsync(("APPROVAL_FIRST_ADMINISTRATOR", "admin"));
        var caller = new ApiCaller(service.Http);
        var ready = await caller.GetAsync("/health/ready");
        for (var tries = 0; ready.Status == 503 && tries < 1000; tries++)
        {
            ready = await caller.GetAsync("/health/ready");
        }

        Assert.That((ready.Status, ready["procedures"].GetInt32()), Is.EqualTo((200, 18)), ready.Text);
        (await caller.GetAsync("/api/v1/procedures")).ShouldBeProblem(403, "transport.plain_text");
        Assert.That(await TokenAsync(caller, "demo-clerk", "demo-clerk-secret"), Is.Null, "there are no demo clients in Production");

        var secret = await MakeClientAsync(service, caller);
        var token = await TokenAsync(caller, "window-1", secret);
        Assert.That(token, Is.Not.Null);
        var example = await caller.GetAsync("/api/v1/procedures/RF-01/example", ThroughTheProxy);
        var filed = await caller.PostAsync("/api/v1/cases", example.Text, [.. ThroughTheProxy, ("Authorization", $"Bearer {token}")]);

        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);
        var seen = await caller.GetAsync(filed.Headers["Location"], [.. ThroughTheProxy, ("Authorization", $"Bearer {token}")]);
        Assert.That((seen.Status, seen["caseNumber"].GetString()), Is.EqualTo((200, filed["caseNumber"].GetString())));
        Assert.That(seen.Headers["Strict-Transport-Security"], Does.Contain("max-age=31536000"));
    }

    /// <summary>The first administrator, as docs/operations.md has it: the initial password from the file, another one, a second factor.</summary>
    private static async Task<string> MakeClientAsync(ComposedService service, ApiCaller caller)
    {
        var initial = (await File.ReadAllLinesAsync(Path.Combine(service.DataFolder, FirstAdministrator.FileName)))[1];
        var opened = await SendAsync(HttpMethod.Post, "/api/v1/session", new { userName = "admin", password = initial }, null);
        var changed = await SendAsync(HttpMethod.Put, "/api/v1/session/password", new { current = initial, @new = "湘江 北去 橘子洲头 二〇二六" }, opened);
        var key = Browser.FromBase32((await SendAsync(HttpMethod.Post, "/api/v1/session/authenticator", null, changed))["key"].GetString()!);
        await SendAsync(HttpMethod.Put, "/api/v1/session/authenticator", new { code = OneTimeCode.At(key, TimeProvider.System.GetUtcNow()) }, changed);
        var made = await SendAsync(HttpMethod.Post, "/api/v1/admin/clients", new CreateClientRequest("window-1", "一号窗口", ["clerk"], "430100"), changed);
        return made["secret"].GetString()!;

        async Task<Answer> SendAsync(HttpMethod method, string path, object? body, Answer? session)
        {
            List<(string, string)> headers = [.. ThroughTheProxy];
            if (session is not null)
            {
                headers.AddRange([("Cookie", session.Headers["Set-Cookie"].Split(';')[0]), ("X-Antiforgery-Token", session["antiforgeryToken"].GetString()!)]);
            }

            var answer = await caller.SendAsync(method, path, body is null ? null : ApiCaller.Json(System.Text.Json.JsonSerializer.Serialize(body, Approval.Api.Http.ApiJson.Options)), [.. headers]);
            Assert.That(answer.Status, Is.InRange(200, 204), $"{path} {answer.Text}");
            return answer;
        }
    }

    private static async Task<string?> TokenAsync(ApiCaller caller, string id, string secret)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]);
        var answer = await caller.SendAsync(HttpMethod.Post, "/connect/token", form, ThroughTheProxy);
        return answer.Status == 200 ? answer["access_token"].GetString() : null;
    }
}
