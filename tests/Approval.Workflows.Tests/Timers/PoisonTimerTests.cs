using Npgsql;

namespace Approval.Workflows.Tests.Timers;

/// <summary>A timer that cannot be fired backs off, becomes an incident, and never blocks or dooms another (RELIABILITY K13).</summary>
public sealed class PoisonTimerTests
{
    private const string Unreadable = "update approval.permit_case set state = '\\x7b' where id = $1";

    /// <summary>Makes the database refuse what a case writes.</summary>
    private const string Refusing =
        """
        create function approval.refuse_one() returns trigger language plpgsql as $$
        begin
          if new.case_id::text = tg_argv[0] then raise exception 'refused for the test' using errcode = '23514'; end if;
          return new;
        end $$;
        create trigger refuse_one before insert on approval.case_event for each row execute function approval.refuse_one('{0}')
        """;

    [TestCase(true, TestName = "A_timer_whose_case_cannot_be_read_backs_off_and_becomes_an_incident_after_five_tries")]
    [TestCase(false, TestName = "A_timer_whose_step_the_database_refuses_backs_off_and_becomes_an_incident_after_five_tries")]
    public async Task Five_tries(bool unreadable)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var healthy = await world.ReceivedAsync(30);
        var poisoned = await world.ReceivedAsync();
        await PoisonAsync(world, poisoned, unreadable);
        world.Clock.SetTo(World.At("2026-03-06T00:00:00"));

        var tries = new List<DateTimeOffset>();
        var fired = 0;
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            tries.Add(world.Clock.GetUtcNow());
            fired += await world.Sweep.FireAllDueAsync();
            Assert.That(await world.ScalarAsync<int>("select attempts from approval.case_timer where case_id = $1", poisoned), Is.EqualTo(attempt));
            Assert.That(await world.Sweep.FireAllDueAsync(), Is.Zero, "It waits.");
            Assert.That(await world.ScalarAsync<bool>("select incident is not null from approval.case_timer where case_id = $1", poisoned), Is.EqualTo(attempt == 5));
            var next = new DateTimeOffset(await world.ScalarAsync<DateTime>("select next_try from approval.case_timer where case_id = $1", poisoned));
            world.Clock.SetTo(next - TimeSpan.FromMicroseconds(1));
            Assert.That(await world.Sweep.FireAllDueAsync(), Is.Zero, "It still waits.");
            world.Clock.SetTo(next);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fired, Is.EqualTo(healthy.Count));
            Assert.That(tries.Zip(tries.Skip(1), (one, next) => (next - one).TotalSeconds), Is.EqualTo(new[] { 1, 4, 16, 64 }));
            Assert.That(await world.ScalarAsync<string>("select incident from approval.case_timer where case_id = $1", poisoned), Does.Contain(unreadable ? "JsonException" : "refused for the test"));
            Assert.That(await world.ScalarAsync<long>("select sum(attempts) from approval.case_timer where case_id <> $1", poisoned), Is.Zero);
            Assert.That(await world.Sweep.FireAllDueAsync(), Is.Zero, "An incident waits for people.");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_healthy_timer_that_could_not_be_claimed_is_not_blamed(bool unreadable)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var held = await world.ReceivedAsync();
        world.Clock.SetTo(World.At("2026-03-03T09:00:00"));
        var poisoned = await world.ReceivedAsync();
        await PoisonAsync(world, poisoned, unreadable);
        world.Clock.SetTo(World.At("2026-03-09T00:00:01"));
        await world.Source.ExecuteAsync("update approval.case_timer set fire_at = '2026-03-08T16:00:00Z' where case_id = $1", held);

        await using (await SweepRaceTests.HoldAsync(world, held))
        {
            await world.Sweep.FireAllDueAsync();
        }

        Assert.That(
            (await world.ScalarAsync<int>("select attempts from approval.case_timer where case_id = $1", held), await world.ScalarAsync<int>("select attempts from approval.case_timer where case_id = $1", poisoned)),
            Is.EqualTo((0, 1)));
        Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(1), "Free again, it fires without delay.");
    }

    [Test]
    public async Task Two_nodes_count_one_failure_once()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var other = world.AnotherNode();
        var poisoned = await world.ReceivedAsync(20);
        await world.Source.ExecuteAsync("update approval.permit_case set state = '\\x7b'");
        world.Clock.SetTo(World.At("2026-03-06T00:00:00"));

        await Task.WhenAll(Task.Run(() => world.Sweep.FireAllDueAsync()), Task.Run(() => other.Sweep.FireAllDueAsync()));

        Assert.That(await world.ScalarAsync<int[]>("select array_agg(attempts) from approval.case_timer"), Is.EqualTo(Enumerable.Repeat(1, poisoned.Count)));
    }

    [Test]
    public async Task A_repaired_case_fires_at_its_next_try()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        var state = await world.ScalarAsync<byte[]>("select state from approval.permit_case");
        await PoisonAsync(world, id, true);
        world.Clock.SetTo(World.At("2026-03-06T00:00:00"));
        await world.Sweep.FireAllDueAsync();

        await world.Source.ExecuteAsync("update approval.permit_case set state = $1", state);
        world.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(1));
        Assert.That(await world.ScalarAsync<int>("select attempts from approval.case_timer"), Is.Zero, "The next threshold starts anew.");
        await world.CheckAsync();
    }

    [Test]
    public async Task A_session_ended_by_the_administrator_is_the_fault_of_no_timer()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var ids = await world.ReceivedAsync(3);
        await world.Source.ExecuteAsync(Refusing.Replace("{0}", $"{ids[0]}", StringComparison.Ordinal).Replace("23514", "57P01", StringComparison.Ordinal));
        world.Clock.SetTo(World.At("2026-03-06T00:00:00"));

        Assert.That(async () => await world.Sweep.FireAllDueAsync(), Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("57P01"));
        Assert.That(await world.ScalarAsync<long>("select sum(attempts) from approval.case_timer"), Is.Zero);

        await world.Source.ExecuteAsync("drop trigger refuse_one on approval.case_event");
        Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(3), "The next sweep fires them all.");
    }

    private static Task<int> PoisonAsync(World world, Guid id, bool unreadable) => unreadable
        ? world.Source.ExecuteAsync(Unreadable, id)
        : world.Source.ExecuteAsync(Refusing.Replace("{0}", id.ToString(), StringComparison.Ordinal));
}
