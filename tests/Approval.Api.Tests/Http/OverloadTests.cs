using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Http;

internal sealed class OverloadTests
{
    [Test]
    public async Task Too_many_requests_of_one_caller_are_429_and_others_go_on()
    {
        await using var host = await ApiHost.StartAsync(("RateLimit:RequestsPerSecond", "5"));
        var (clerk, other) = (await host.AsAsync("demo-clerk"), await host.AsAsync("demo-head"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => clerk.GetAsync("/api/v1/cases")));

        var refused = answers.First(answer => answer.Status != 200);
        refused.ShouldBeProblem(429, "rate.exceeded");
        Assert.That(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.Positive);
        Assert.That((await other.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Without_its_database_the_service_says_so_and_recovers()
    {
        await using var host = await ApiHost.StartAsync();
        var clerk = await host.AsAsync("demo-clerk");
        Assert.That((await clerk.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
        await host.AllowConnectionsAsync(false);

        var refused = await clerk.GetAsync("/api/v1/cases");
        var ready = await clerk.GetAsync("/health/ready");
        var live = await clerk.GetAsync("/health/live");
        await host.AllowConnectionsAsync(true);

        refused.ShouldBeProblem(503, "service.unavailable");
        ready.ShouldBeProblem(503, "service.unavailable");
        Assert.That(refused.Headers["Retry-After"], Is.EqualTo("5"));
        Assert.That(live.Status, Is.EqualTo(200));
        Assert.That((await clerk.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
    }
}
