using Approval.Api.Tests.Host;
using Approval.Workflows.Timers;
using Microsoft.Extensions.DependencyInjection;

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

    [Test]
    public async Task The_figures_of_the_reconciler_are_told_and_lateness_makes_nothing_unready()
    {
        await using var host = await ApiHost.StartAsync();
        var caller = await host.AsAsync(null);
        await (await host.AsAsync("demo-applicant")).FileExampleAsync();

        // The sweep that the process begins with, at a simulated time too.
        for (var tries = 0; tries < 1000 && !((await caller.GetAsync("/health/ready")).Body.TryGetProperty("timers", out _)); tries++)
        {
        }

        await host.Services.GetRequiredService<Reconciler>().SweepAsync();
        var figures = host.Services.GetRequiredService<TimerFigures>().Last! with { Missing = 3, Incidents = 2, Late = Lateness.None with { Over1Hour = 7 } };
        await using (var change = host.Rows.CreateCommand("update approval.timer_reconciliation set missing = 3, incidents = 2, late_over_1h = 7"))
        {
            await change.ExecuteNonQueryAsync();
        }

        var ready = await caller.GetAsync("/health/ready");

        Assert.That(ready.Status, Is.EqualTo(200), ready.Text);
        var timers = ready["timers"];
        Assert.That((timers.GetProperty("running").GetInt64(), timers.GetProperty("armed").GetInt64()), Is.EqualTo((figures.Running, figures.Armed)));
        Assert.That((timers.GetProperty("missing").GetInt64(), timers.GetProperty("incidents").GetInt64(), timers.GetProperty("late").GetProperty("over1Hour").GetInt64()), Is.EqualTo((3L, 2L, 7L)));
    }
}
