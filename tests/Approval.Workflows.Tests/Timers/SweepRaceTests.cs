using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;
using Npgsql;

namespace Approval.Workflows.Tests.Timers;

/// <summary>Several sweeps, and sweeps beside people (RELIABILITY 5.4 K1, K2).</summary>
public sealed class SweepRaceTests
{
    [Test]
    public async Task Two_nodes_over_two_thousand_due_timers_judge_each_once()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var one = world.AnotherNode();
        await using var other = world.AnotherNode();
        for (var i = 0; i < 4; i++)
        {
            await world.ReceivedAsync(500);
        }

        world.Clock.SetTo(World.At("2026-03-10T00:00:00"));
        var fired = await Task.WhenAll(Task.Run(() => one.Sweep.FireAllDueAsync()), Task.Run(() => other.Sweep.FireAllDueAsync()));

        TestContext.Out.WriteLine($"fired {fired[0]} and {fired[1]}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fired.Sum(), Is.EqualTo(2000));
            Assert.That(await world.EventsAsync("clock.warned.v1"), Is.EqualTo(2000 * 3), "of notice, promise and step, all past by now");
            Assert.That(await world.EventsAsync("case.deemedAccepted.v1"), Is.EqualTo(2000));
            Assert.That(await world.ScalarAsync<long>("select count(distinct case_id) from approval.case_event where type = 'case.deemedAccepted.v1'"), Is.EqualTo(2000));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Acceptance_in_the_moment_of_the_deadline_or_by_it_never_both()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var other = world.AnotherNode();
        var ids = await world.ReceivedAsync(200);
        world.Clock.SetTo(World.At("2026-03-09T23:59:59.999999"));
        var people = Task.Run(async () =>
        {
            foreach (var id in ids)
            {
                await TryAsync(() => world.Runner.RunAsync(new CaseRequest(id, new CaseCommand.Accept(), People.Clerk)));
            }
        });
        world.Clock.SetTo(World.At("2026-03-10T00:00:00"));
        await Task.WhenAll(people, Task.Run(() => other.Sweep.FireAllDueAsync()));
        await other.Sweep.FireAllDueAsync();

        Assert.That(await world.EventsAsync("case.accepted.v1") + await world.EventsAsync("case.deemedAccepted.v1"), Is.EqualTo(200));
        Assert.That(await world.ScalarAsync<long>("select count(distinct case_id) from approval.case_event where type in ('case.accepted.v1', 'case.deemedAccepted.v1')"), Is.EqualTo(200));
        await world.CheckAsync();
    }

    [Test]
    public async Task A_case_that_somebody_holds_is_skipped_and_fired_by_the_next_sweep()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var (held, free) = (await world.ReceivedAsync(), await world.ReceivedAsync());
        world.Clock.SetTo(World.At("2026-03-06T00:00:01"));

        await using (await HoldAsync(world, held))
        {
            Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(1));
            Assert.That((await world.LampAsync(held), await world.LampAsync(free)), Is.EqualTo(("green", "yellow")));
        }

        Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(1));
        Assert.That(await world.LampAsync(held), Is.EqualTo("yellow"));
        await world.CheckAsync();
    }

    [Test]
    public async Task A_sweep_that_passes_a_held_case_over_keeps_no_lock_of_it()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var (held, free) = (await world.ReceivedAsync(), await world.ReceivedAsync());
        await using var holder = await HoldAsync(world, held);
        await using var sweeping = await world.Source.OpenConnectionAsync();
        await using var transaction = await sweeping.BeginTransactionAsync();
        await using var claim = new NpgsqlCommand(await ClaimStatementAsync(), sweeping) { Parameters = { new() { Value = World.At("2026-03-06T00:00:00").UtcDateTime }, new() { Value = 500 } } };
        Assert.That(await claim.ExecuteScalarAsync(), Is.EqualTo(free));

        Assert.That(await world.ScalarAsync<long>("select count(*) from (select 1 from approval.case_timer where case_id = $1 for update nowait) t", held), Is.EqualTo(1), "Else the holder's own step would wait for the sweep.");
    }

    /// <summary>RELIABILITY 6.3: more than five seconds late, it is waited for.</summary>
    [Test]
    public async Task A_case_that_is_always_held_does_not_starve_its_timer()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        world.Clock.SetTo(World.At("2026-03-06T00:00:06"));

        await using var patient = Node.Patient(world.ConnectionString, world.Clock);
        Task<int> sweeping;
        await using (await HoldAsync(world, id))
        {
            sweeping = Task.Run(() => patient.Sweep.FireAllDueAsync());
            await Waiting.UntilAsync(() => world.ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"), "the sweep waits for the holder");
        }

        Assert.That(await sweeping, Is.EqualTo(1));
        Assert.That(await world.LampAsync(id), Is.EqualTo("yellow"));
        await world.CheckAsync();
    }

    [Test]
    public async Task A_holder_that_does_not_let_go_delays_only_its_own_timer()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var held = await world.ReceivedAsync();
        var free = await world.ReceivedAsync(20);
        world.Clock.SetTo(World.At("2026-03-06T00:00:06"));

        await using (await HoldAsync(world, held))
        {
            Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(free.Count), "The lock time-out ends the wait; that is no failure of the timer.");
            Assert.That(await world.ScalarAsync<int>("select attempts from approval.case_timer where case_id = $1", held), Is.Zero);
        }

        await world.Sweep.FireAllDueAsync();
        await world.CheckAsync();
    }

    /// <summary>A person who is told that the case is busy tries again: on a crowded machine the sweep's batch may hold it for long.</summary>
    private static async Task TryAsync(Func<Task> step)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                TestContext.Out.WriteLine("busy");
            }
        }
    }

    /// <summary>A person's transaction that has locked the case and does not end.</summary>
    internal static async Task<IAsyncDisposable> HoldAsync(World world, Guid id)
    {
        var connection = await world.Source.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select from approval.permit_case where id = $1 for update", connection) { Parameters = { new() { Value = id } } };
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task<string> ClaimStatementAsync()
    {
        await using var stream = typeof(CaseRunner).Assembly.GetManifestResourceStream("Approval.Workflows.Storage.Sql.claim_due_timers.sql")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
