namespace Approval.Workflows.Tests.Crashes;

/// <summary>Two nodes sweep a burst of timers that fall due at one instant, and one of them is killed again and again: every timer is judged, none twice.</summary>
public sealed class BurstTests
{
    private const int Cases = 6000;
    private const int Kills = 5;

    [Test]
    public async Task Every_timer_of_a_burst_is_judged_once_though_one_node_is_killed_again_and_again()
    {
        var seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        for (var received = 0; received < Cases; received += 500)
        {
            await world.ReceivedAsync(500);
        }

        // The notice ends with 9 March: all are deemed accepted at once (art 32(4)).
        world.Clock.SetTo(World.At("2026-03-10T00:00:00"));
        using var turns = new SemaphoreSlim(0);
        var own = Task.Run(() => world.Sweep.FireAllDueAsync(_ => turns.Wait()));
        var (fired, died) = (0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var victim = Victim.Start("sweep", world, 0, world.Clock.GetUtcNow());
            Assert.That(await victim.HearAsync(), Is.EqualTo("ready"));
            for (var batches = random.Next(2); batches > 0 && await victim.HearAsync() is not null; batches--)
            {
                fired++;
            }

            died += victim.HasEnded ? 0 : 1;
            await victim.KillAsync();
            turns.Release();
        }

        turns.Release(Cases);
        await own;
        await world.Sweep.FireAllDueAsync();

        TestContext.Out.WriteLine($"{died} nodes killed at work, {fired} batches heard of from them");
        Assert.That(died, Is.GreaterThan(Kills / 2), "Kills that find nobody at work prove nothing.");
        Assert.That(await world.ScalarAsync<long>("select count(*) from approval.case_event where type = 'case.deemedAccepted.v1'"), Is.EqualTo(Cases));
        Assert.That(await world.ScalarAsync<long>("select count(distinct case_id) from approval.case_event where type = 'case.deemedAccepted.v1'"), Is.EqualTo(Cases));
        Assert.That(await world.ScalarAsync<long>("select count(*) from approval.case_timer where fire_at <= $1 or attempts > 0", world.Clock.GetUtcNow().UtcDateTime), Is.Zero);
        await world.CheckAsync();
    }
}
