using Approval.Api.Http;
using Approval.Api.Tests.Host;
using Microsoft.AspNetCore.Http;

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

    /// <summary>Before anybody is asked who they are: a stranger cannot even make signatures be checked faster than this.</summary>
    [Test]
    public async Task Too_many_requests_of_one_address_are_429_and_health_is_not_counted()
    {
        await using var host = await ApiHost.StartAsync(("RateLimit:RequestsPerSecondPerAddress", "5"));
        var stranger = await host.AsAsync(null);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => stranger.GetAsync("/api/v1/procedures/RF-01")));

        answers.First(answer => answer.Status != 200).ShouldBeProblem(429, "rate.exceeded");
        Assert.That(answers.First(answer => answer.Status != 200).Headers["Retry-After"], Is.EqualTo("1"));
        Assert.That((await stranger.GetAsync("/health/live")).Status, Is.EqualTo(200));
    }

    /// <summary>One place and one waiting: the next is told so at once.</summary>
    [Test]
    public async Task More_at_once_than_the_service_can_serve_are_503()
    {
        using var crowding = new Crowding(new EdgeSettings(MustBeSecure: false, TlsAtProxy: false, [], PerAddress: 1000, AtOnce: 1));
        var (served, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        async Task Serve(HttpContext context)
        {
            served.TrySetResult();
            await end.Task;
        }

        var (first, second, third) = (new DefaultHttpContext(), new DefaultHttpContext(), new DefaultHttpContext());
        var serving = crowding.InvokeAsync(first, Serve);
        await served.Task;
        var waiting = crowding.InvokeAsync(second, Serve);

        await crowding.InvokeAsync(third, Serve);

        Assert.That((third.Response.StatusCode, third.Response.Headers.RetryAfter.ToString(), serving.IsCompleted, waiting.IsCompleted), Is.EqualTo((503, "1", false, false)));
        end.SetResult();
        await Task.WhenAll(serving, waiting);
        Assert.That(second.Response.StatusCode, Is.EqualTo(200));
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
