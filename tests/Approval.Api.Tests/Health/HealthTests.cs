using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Health;

internal sealed class HealthTests
{
    [Test]
    public async Task Ready_means_rules_are_loaded_and_timers_are_swept()
    {
        var caller = await SharedApi.AsAsync(null);
        Assert.That((await caller.GetAsync("/health/live")).Status, Is.EqualTo(200));

        var ready = await caller.GetAsync("/health/ready");
        for (var tries = 0; ready.Status == 503 && tries < 100; tries++)
        {
            ready.ShouldBeProblem(503, "service.not_ready");
            ready = await caller.GetAsync("/health/ready");
        }

        Assert.That((ready.Status, ready["procedures"].GetInt32()), Is.EqualTo((200, 18)));
    }
}
