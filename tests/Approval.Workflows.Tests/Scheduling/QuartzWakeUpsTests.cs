using Approval.Engine;
using Quartz;

namespace Approval.Workflows.Tests.Scheduling;

/// <summary>The scheduler port on Quartz, on real time: instants a few seconds away, waited for by the bell.</summary>
public sealed class QuartzWakeUpsTests
{
    private const string WakeUpTriggers = "select count(*) from quartz.qrtz_triggers where trigger_group = 'wake-up'";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    [Test]
    public async Task Two_nodes_that_ask_for_one_instant_get_one_firing()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await using var one = await SchedulerNode.StartedAsync(world);
        await using var other = await SchedulerNode.StartedAsync(world);
        var instant = In(3);
        await Task.WhenAll(one.WakeUps.WakeAtAsync([instant, instant], default), other.WakeUps.WakeAtAsync([instant], default));
        await one.WakeUps.WakeAtAsync([instant], default);
        Assert.That(await world.ScalarAsync<long>(WakeUpTriggers), Is.EqualTo(1));

        var (rungHere, rungThere) = (one.RungAsync(), other.RungAsync());
        await Task.WhenAny(rungHere, rungThere).WaitAsync(Patience);
        Assert.That(TimeProvider.System.GetUtcNow(), Is.GreaterThanOrEqualTo(instant));
        await SchedulerNode.UntilAsync(world, WakeUpTriggers, 0);
        Assert.That(rungHere.IsCompleted, Is.Not.EqualTo(rungThere.IsCompleted), "One node rings, the other does not.");
    }

    [Test]
    public async Task When_the_node_that_took_an_instant_is_killed_another_rings()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        var killed = await SchedulerNode.StartedAsync(world);
        await using var survivor = await SchedulerNode.StartedAsync(world);
        await killed.WakeUps.WakeAtAsync([In(6)], default);
        await SchedulerNode.UntilAsync(world, WakeUpTriggers + " and trigger_state = 'ACQUIRED'", 1);
        var (rungByDead, rung) = (killed.RungAsync(), survivor.RungAsync());

        await killed.KillAsync();

        await rung.WaitAsync(Patience);
        Assert.That(rungByDead.IsCompleted, Is.False);
    }

    [Test]
    public async Task An_instant_that_has_passed_rings_at_once_and_leaves_no_trigger_even_while_the_scheduler_is_down()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await using var node = new SchedulerNode(world);
        await node.WakeUps.WakeAtAsync([In(-1)], default);
        await node.RungAsync().WaitAsync(Patience);

        Assert.That(async () => await node.WakeUps.WakeAtAsync([In(60)], default), Throws.InvalidOperationException);
        await node.WakeUps.StartAsync(default);
        await node.WakeUps.WakeAtAsync([In(-1)], default);
        await node.RungAsync().WaitAsync(Patience);
        Assert.That(await world.ScalarAsync<long>(WakeUpTriggers), Is.Zero);
    }

    [Test]
    public async Task An_instant_missed_while_every_node_was_down_rings_once_when_one_is_back()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await using (var gone = await SchedulerNode.StartedAsync(world))
        {
            await gone.WakeUps.WakeAtAsync([In(120)], default);
        }

        await world.ScalarAsync<long>("with missed as (update quartz.qrtz_triggers set next_fire_time = next_fire_time - 86400 * 10000000::bigint returning 1) select count(*) from missed");
        await using var back = await SchedulerNode.StartedAsync(world);
        await back.RungAsync().WaitAsync(Patience);
        await SchedulerNode.UntilAsync(world, WakeUpTriggers, 0);
    }

    [Test]
    public async Task Without_its_tables_the_scheduler_refuses_and_starts_again_when_it_can_make_them()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await using var node = await SchedulerNode.StartedAsync(world);
        await world.ScalarAsync<string>("drop schema quartz cascade; select 'dropped'");
        Assert.That(async () => await node.WakeUps.WakeAtAsync([In(60)], default), Throws.InstanceOf<SchedulerException>());
        Assert.That(async () => await node.WakeUps.StartAsync(default), Throws.InstanceOf<SchedulerException>());

        await world.ScalarAsync<string>("create schema quartz; select 'made'");
        await node.WakeUps.StartAsync(default);
        await node.WakeUps.WakeAtAsync([In(1)], default);
        await node.RungAsync().WaitAsync(Patience);
    }

    private static DateTimeOffset In(int seconds) => CivilTime.Stored(TimeProvider.System.GetUtcNow().AddSeconds(seconds));
}
