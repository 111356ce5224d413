using Approval.Testing;
using Approval.Workflows.Publishing;
using Approval.Workflows.Storage.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Approval.Workflows.Tests.Publishing;

public sealed class SetupTests
{
    [Test]
    public async Task The_product_publishes_and_recomputes()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new TestClock(World.At("2026-03-02T09:00:00")))
            .AddApprovalWorkflows(DatabaseLogins.Same(world.ConnectionString))
            .BuildServiceProvider(validateScopes: true);

        Assert.That(services.GetRequiredService<CalendarPublication>(), Is.Not.Null);
        Assert.That(services.GetServices<IHostedService>(), Has.Some.InstanceOf<CalendarLoop>());
    }
}
