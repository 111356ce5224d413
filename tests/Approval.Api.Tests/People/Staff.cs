using System.Text.Json;
using Approval.Api.Identity.People;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.People;

/// <summary>An office as in production: no demo clients, accounts made by the first administrator, sessions with a second factor.</summary>
internal sealed class Staff : IAsyncDisposable
{
    private const string Password = "一个足够长的密码-2026-湘江";

    private Staff(ApiHost host, Browser admin) => (Host, Admin) = (host, admin);

    public ApiHost Host { get; }

    public Browser Admin { get; }

    public static async Task<Staff> StartAsync()
    {
        var host = await ApiHost.StartAsync(("Identity:DemoClients", "false"), ("Identity:FirstAdministrator", "first-admin"));
        var admin = Browser.Of(host);
        var given = await File.ReadAllLinesAsync(Path.Combine(host.DataFolder, FirstAdministrator.FileName));
        admin.Remember(given[0], given[1], null);
        await EnterAsync(admin, withFactor: true);
        return new Staff(host, admin);
    }

    /// <summary>Somebody new, signed in and with everything set up.</summary>
    public async Task<Browser> EmployAsync(string userName, string name, string role, string? office = "430100", string? organisation = null)
    {
        var made = await Admin.SendAsync(HttpMethod.Post, "/api/v1/admin/users", new { userName, name, roles = new[] { role }, office, organisation });
        Assert.That(made.Status, Is.EqualTo(201), made.Text);
        var browser = Browser.Of(Host);
        browser.Remember(userName, made["initialPassword"].GetString()!, null);
        await EnterAsync(browser, withFactor: role != "applicant");
        return browser;
    }

    public async Task<JsonElement> FindAsync(string userName) =>
        (await Admin.GetAsync("/api/v1/admin/users?limit=200"))["items"].EnumerateArray().Single(person => person.GetProperty("userName").GetString() == userName);

    public async Task DisableAsync(string userName)
    {
        var person = await FindAsync(userName);
        var answer = await Admin.SendAsync(HttpMethod.Delete, $"/api/v1/admin/users/{person.GetProperty("id")}", null, ("If-Match", $"\"{person.GetProperty("version")}\""));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
    }

    public static async Task<Guid> FileAsync(Browser applicant, string procedure = "RF-01")
    {
        var answer = await applicant.SendAsync(HttpMethod.Post, "/api/v1/cases", await applicant.Caller.ExampleAsync(procedure));
        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        return answer["id"].GetGuid();
    }

    public static async Task<Answer> OkAsync(Browser by, string path, object? body, params (string Name, string Value)[] headers)
    {
        var answer = await by.SendAsync(HttpMethod.Post, path, body, headers);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer;
    }

    public static Task<Answer> CommandAsync(Browser by, Guid id, string command, object? body, int version) =>
        by.SendAsync(HttpMethod.Post, $"/api/v1/cases/{id}/{command}", body, ("If-Match", $"\"{version}\""));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static async Task EnterAsync(Browser browser, bool withFactor)
    {
        Assert.That((await browser.SignInAsync()).Status, Is.EqualTo(200));
        await browser.ChangePasswordAsync(Password);
        if (withFactor)
        {
            await browser.SetUpAuthenticatorAsync(TimeProvider.System);
        }
    }
}
