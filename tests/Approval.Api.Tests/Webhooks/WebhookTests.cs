using System.Security.Cryptography;
using System.Text;
using Approval.Api.Tests.Host;
using Approval.Workflows.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Webhooks;

/// <summary>RELIABILITY W1, W7, W9, W10: registered by clients, told of their own cases, signed as Standard Webhooks has it.</summary>
internal sealed class WebhookTests
{
    private ApiHost host = null!;
    private ApiCaller applicant = null!;
    private ApiCaller other = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        host = await ApiHost.StartAsync();
        (applicant, other) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-applicant-2"));
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task An_applicant_is_told_of_its_own_cases_and_an_office_of_its_own()
    {
        await using var mine = await Listening.StartAsync();
        await using var theirs = await Listening.StartAsync();
        await using var office = await Listening.StartAsync();
        var secret = await RegisterAsync(applicant, mine);
        await RegisterAsync(other, theirs);
        await RegisterAsync(await host.AsAsync("demo-head"), office);

        var id = await applicant.FileExampleAsync();
        var (message, timestamp, signature, body) = await mine.NextAsync();

        Assert.That(body, Does.Contain(id.ToString()).And.Contain("case.changed").And.Not.Contain("橘岸"), "which case, and nothing of it");
        Assert.That(signature, Is.EqualTo(Sign(secret, message, timestamp, body)));
        Assert.That((await office.NextAsync()).Body, Does.Contain(id.ToString()));
        var next = await other.FileExampleAsync();
        Assert.That((await theirs.NextAsync()).Body, Does.Contain(next.ToString()), "the first it hears of is its own");
        Assert.That(mine.HasMore, Is.False);
    }

    [Test]
    public async Task A_secret_is_replaced_with_both_signing_for_a_day()
    {
        await using var receiver = await Listening.StartAsync();
        var created = await applicant.PostAsync("/api/v1/webhooks", new { url = receiver.Address });
        var (id, first) = (created["webhook"].GetProperty("id").GetString(), created["secret"].GetString()!);
        var rotated = await applicant.PostAsync($"/api/v1/webhooks/{id}/secret", null, ("If-Match", "\"1\""));
        Assert.That(rotated.Status, Is.EqualTo(200), rotated.Text);

        await applicant.FileExampleAsync();
        var (message, timestamp, signature, body) = await receiver.NextAsync();

        Assert.That(signature.Split(' '), Is.EqualTo(new[] { Sign(rotated["secret"].GetString()!, message, timestamp, body), Sign(first, message, timestamp, body) }));
        Assert.That((await applicant.GetAsync($"/api/v1/webhooks/{id}")).Text, Does.Not.Contain("whsec_"));
        await RemoveAsync(id);
    }

    [Test]
    public async Task One_that_is_gone_is_disabled_and_enabled_again_by_command()
    {
        await using var receiver = await Listening.StartAsync();
        receiver.Status = 410;
        var id = (await applicant.PostAsync("/api/v1/webhooks", new { url = receiver.Address, description = "业务系统" }))["webhook"].GetProperty("id").GetString();
        await applicant.FileExampleAsync();
        var first = await receiver.NextAsync();
        var seen = await UntilAsync(async () => await applicant.GetAsync($"/api/v1/webhooks/{id}"), answer => !answer["enabled"].GetBoolean());
        Assert.That(seen["disabledReason"].GetString(), Is.EqualTo("HTTP 410"));

        receiver.Status = 204;
        var enabled = await applicant.PostAsync($"/api/v1/webhooks/{id}/enable", new { replay = true }, ("If-Match", seen.ETag!));

        Assert.That((enabled.Status, enabled["enabled"].GetBoolean()), Is.EqualTo((200, true)), enabled.Text);
        Assert.That((await receiver.NextAsync()).Id, Is.EqualTo(first.Id), "the same message under the same id");
        await RemoveAsync(id);
    }

    [Test]
    public async Task A_webhook_of_another_does_not_exist()
    {
        await using var receiver = await Listening.StartAsync();
        var id = (await applicant.PostAsync("/api/v1/webhooks", new { url = receiver.Address }))["webhook"].GetProperty("id").GetString();
        var before = await other.GetAsync("/api/v1/webhooks");

        (await other.GetAsync($"/api/v1/webhooks/{id}")).ShouldBeProblem(404, "webhook.not_found");
        (await other.PostAsync($"/api/v1/webhooks/{id}/secret", null, ("If-Match", "\"1\""))).ShouldBeProblem(404, "webhook.not_found");
        (await other.PostAsync($"/api/v1/webhooks/{id}/enable", new { }, ("If-Match", "\"1\""))).ShouldBeProblem(404, "webhook.not_found");
        (await other.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", null)).ShouldBeProblem(404, "webhook.not_found");
        Assert.That(before.Text, Does.Not.Contain(id));
        (await applicant.PostAsync($"/api/v1/webhooks/{id}/secret", null, ("If-Match", "\"9\""))).ShouldBeProblem(412, "webhook.stale_version");
        await RemoveAsync(id);
    }

    [TestCase("ftp://hooks.example.cn/")]
    [TestCase("http://user:pass@127.0.0.1/")]
    [TestCase("http://127.0.0.1/#x")]
    [TestCase("/relative")]
    [TestCase("")]
    [TestCase("javascript:alert(1)")]
    public async Task An_address_that_cannot_be_called_is_refused(string url) => (await applicant.PostAsync("/api/v1/webhooks", new { url })).ShouldBeProblem(422, "webhook.target");

    [TestCase("http://127.0.0.1:8080/")]
    [TestCase("http://2130706433/")]
    [TestCase("https://[::ffff:10.0.0.1]/")]
    [TestCase("https://169.254.169.254/latest/meta-data")]
    [TestCase("https://localhost./")]
    public async Task Outside_Development_an_address_of_our_own_network_is_refused(string url)
    {
        await using var strict = await ApiHost.StartAsync(services => services.AddSingleton(ConnectionGuard.Strict));

        (await (await strict.AsAsync("demo-applicant")).PostAsync("/api/v1/webhooks", new { url })).ShouldBeProblem(422, "webhook.target");
    }

    [Test]
    public async Task Ten_are_enough()
    {
        var clerkless = await host.AsAsync("demo-head");
        var answers = new List<Answer>();
        for (var count = 0; count < 11; count++)
        {
            answers.Add(await clerkless.PostAsync("/api/v1/webhooks", new { url = "http://127.0.0.1:9/" }));
        }

        answers[^1].ShouldBeProblem(409, "webhook.too_many");
    }

    private static async Task<string> RegisterAsync(ApiCaller caller, Listening receiver)
    {
        var created = await caller.PostAsync("/api/v1/webhooks", new { url = receiver.Address });
        Assert.That(created.Status, Is.EqualTo(201), created.Text);
        return created["secret"].GetString()!;
    }

    private async Task RemoveAsync(string? id) => Assert.That((await applicant.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", null)).Status, Is.EqualTo(204));

    private static async Task<Answer> UntilAsync(Func<Task<Answer>> ask, Func<Answer, bool> isSo)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (isSo(answer))
            {
                return answer;
            }

            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)), answer.Text);
        }
    }

    private static string Sign(string secret, string id, string timestamp, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
}
