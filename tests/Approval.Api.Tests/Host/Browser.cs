using System.Text.Json;
using Approval.Api.Identity.People;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Approval.Api.Tests.Host;

/// <summary>Somebody at a browser: keeps the cookie and sends the antiforgery token of the page.</summary>
internal sealed class Browser
{
    private readonly ApiCaller caller;
    private readonly HttpClient http;

    private Browser(HttpClient http) => (this.http, caller) = (http, new ApiCaller(http));

    public string UserName { get; private set; } = "";

    public string Password { get; private set; } = "";

    public byte[]? Key { get; private set; }

    public string? Antiforgery { get; set; }

    public ApiCaller Caller => caller;

    public static Browser Of(ApiHost host) => new(host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    /// <summary>Makes an account and takes it through everything up to its first real work.</summary>
    public static async Task<Browser> OfNewAsync(ApiHost host, TimeProvider clock, string role, string? office = "430100", string? organisation = null)
    {
        var browser = Of(host);
        await browser.MakeAccountAsync(host, role, office, organisation);
        Assert.That((await browser.SignInAsync()).Status, Is.EqualTo(200));
        await browser.ChangePasswordAsync("一个足够长的密码-2026-湘江");
        if (role != "applicant")
        {
            await browser.SetUpAuthenticatorAsync(clock);
        }

        return browser;
    }

    public async Task<JsonElement> MakeAccountAsync(ApiHost host, string role, string? office = "430100", string? organisation = null)
    {
        UserName = $"user-{Guid.NewGuid():N}"[..20];
        var made = await (await host.AsAsync("demo-admin")).PostAsync("/api/v1/admin/users", new { userName = UserName, name = "张三", roles = new[] { role }, office, organisation });
        Assert.That(made.Status, Is.EqualTo(201), made.Text);
        Password = made["initialPassword"].GetString()!;
        return made["person"];
    }

    public void Remember(string userName, string password, byte[]? key) => (UserName, Password, Key) = (userName, password, key);

    public async Task<Answer> SignInAsync(string? code = null)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/v1/session", new { userName = UserName, password = Password, code });
        Antiforgery = answer.Status == 200 ? answer["antiforgeryToken"].GetString() : Antiforgery;
        return answer;
    }

    public async Task ChangePasswordAsync(string next)
    {
        var answer = await SendAsync(HttpMethod.Put, "/api/v1/session/password", new { current = Password, @new = next });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        (Password, Antiforgery) = (next, answer["antiforgeryToken"].GetString());
    }

    public async Task SetUpAuthenticatorAsync(TimeProvider clock)
    {
        var key = await SendAsync(HttpMethod.Post, "/api/v1/session/authenticator", null);
        Assert.That(key.Status, Is.EqualTo(200), key.Text);
        Key = FromBase32(key["key"].GetString()!);
        var confirmed = await SendAsync(HttpMethod.Put, "/api/v1/session/authenticator", new { code = OneTimeCode.At(Key, clock.GetUtcNow()) });
        Assert.That((confirmed.Status, confirmed["needs"].GetArrayLength()), Is.EqualTo((200, 0)), confirmed.Text);
    }

    public Task<Answer> GetAsync(string path) => caller.GetAsync(path);

    public Task<Answer> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers) => caller.SendAsync(
        method, path, body is null ? null : ApiCaller.Json(JsonSerializer.Serialize(body)), Antiforgery is null ? headers : [("X-Antiforgery-Token", Antiforgery), .. headers]);

    public HttpClient Http => http;

    public static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
