using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Approval.Workflows.Tests.Timers;

/// <summary>The loop of every node: polling is the truth, the bell only makes it sooner.</summary>
public sealed class TimerLoopTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Polling_fires_within_a_second()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.ReceivedAsync();
        world.Clock.SetTo(World.At("2026-03-05T23:59:59.5"));
        using var bell = new WakeUpBell();
        using var loop = await StartAsync(world, bell);

        var fired = Fired(world);
        world.Clock.Advance(TimeSpan.FromSeconds(1));

        await fired;
        await loop.StopAsync(default);
        Assert.That(await world.EventsAsync("clock.warned.v1"), Is.EqualTo(1));
        Assert.That(loop.LastCompleteSweep, Is.EqualTo(World.At("2026-03-05T23:59:59.5")).Or.EqualTo(world.Clock.GetUtcNow()));
    }

    [Test]
    public async Task The_bell_wakes_it_before_the_next_poll()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.ReceivedAsync();
        world.Clock.SetTo(World.At("2026-03-05T23:59:59.9"));
        using var bell = new WakeUpBell();
        using var loop = await StartAsync(world, bell);
        world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(await world.EventsAsync("clock.warned.v1"), Is.Zero, "The shortest pause is 0.7 s.");

        var fired = Fired(world);
        bell.Ring();
        bell.Ring();

        await fired;
        await loop.StopAsync(default);
        Assert.That(await world.EventsAsync("clock.warned.v1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_loop_that_starts_late_fires_at_once()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.ReceivedAsync();
        world.Clock.SetTo(World.At("2026-04-20T12:00:00"));
        var fired = Fired(world);
        using var bell = new WakeUpBell();

        using var loop = await StartAsync(world, bell);

        await fired;
        await loop.StopAsync(default);
        await world.CheckAsync();
    }

    [Test]
    public async Task After_a_failed_sweep_it_goes_on()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.ReceivedAsync();
        world.Clock.SetTo(World.At("2026-03-06T00:00:00"));
        await world.Source.ExecuteAsync("alter table approval.case_timer rename to away");
        using var bell = new WakeUpBell();
        using var loop = await StartAsync(world, bell);
        Assert.That(loop.LastCompleteSweep, Is.Null);

        await world.Source.ExecuteAsync("alter table approval.away rename to case_timer");
        var fired = Fired(world);
        world.Clock.Advance(TimeSpan.FromSeconds(5));

        await fired;
        await loop.StopAsync(default);
        await world.CheckAsync();
    }

    [Test]
    public async Task It_stops_when_asked_while_it_waits()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var bell = new WakeUpBell();
        using var loop = await StartAsync(world, bell);

        await loop.StopAsync(default).WaitAsync(Longest);

        Assert.That(loop.ExecuteTask!.IsCompletedSuccessfully, Is.True);
    }

    /// <summary>Runs until the loop has swept once and waits.</summary>
    private static async Task<TimerLoop> StartAsync(World world, WakeUpBell bell)
    {
        var loop = new TimerLoop(world.Sweep, bell, world.Clock, NullLogger<TimerLoop>.Instance);
        await loop.StartAsync(default);
        await world.Clock.TimersArmedAsync().WaitAsync(Longest);
        return loop;
    }

    private static Task Fired(World world)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Signals.MessagesPosted += () => fired.TrySetResult();
        return fired.Task.WaitAsync(Longest);
    }
}
