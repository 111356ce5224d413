using Approval.Workflows.Auditing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>Nobody signs any more: who notices, and when (RELIABILITY Z5). Signing is every five minutes.</summary>
public sealed class CheckpointWatchTests
{
    [Test]
    public async Task Two_missed_checkpoints_raise_the_alarm_and_the_next_covers_all()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var watch = Watch(world, auditor);
        await world.ReceivedAsync();
        await auditor.SignAsync();
        await world.ReceivedAsync(20);

        world.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await watch.OverdueAsync(), Is.EqualTo(TimeSpan.Zero), "two are due now");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await watch.OverdueAsync(), Is.EqualTo(TimeSpan.FromMinutes(1)));

        Assert.That(await auditor.SignAsync(), Is.EqualTo(1));
        Assert.That(await watch.OverdueAsync(), Is.EqualTo(TimeSpan.Zero));
        Assert.That(await world.CountAsync("audit_leaf"), Is.EqualTo(await world.CountAsync("case_event")));
    }

    [Test]
    public async Task A_quiet_office_is_no_alarm_until_the_daily_checkpoint_is_missed()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var watch = Watch(world, auditor);
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.That(await watch.OverdueAsync(), Is.EqualTo(TimeSpan.Zero), "Nothing was ever written.");
        await world.ReceivedAsync();
        await auditor.SignAsync();

        world.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(10));
        Assert.That(await watch.OverdueAsync(), Is.EqualTo(TimeSpan.Zero));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await watch.OverdueAsync(), Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_node_that_was_off_for_a_day_gives_the_signer_its_time_first()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync();
        await auditor.SignAsync();
        await world.ReceivedAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));

        Assert.That(await Watch(world, auditor).OverdueAsync(), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Behind_the_walls_the_signer_s_login_is_enough()
    {
        await using var walled = await Access.WalledWorld.StartAsync();
        using var auditor = new Auditor(walled.World, walled.Signer);
        var watch = new CheckpointWatch(walled.Signer, new AuditSettings(Auditor.Origin, AuditSettings.Usual, null, null), auditor.Figures, walled.World.Clock, NullLogger<CheckpointWatch>.Instance);
        await walled.ReceivedAsync("430100", Approval.Testing.People.Company);
        walled.World.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.That(await watch.OverdueAsync(), Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    private static CheckpointWatch Watch(World world, Auditor auditor) =>
        new(world.Source, new AuditSettings(Auditor.Origin, AuditSettings.Usual, null, null), auditor.Figures, world.Clock, NullLogger<CheckpointWatch>.Instance);
}
