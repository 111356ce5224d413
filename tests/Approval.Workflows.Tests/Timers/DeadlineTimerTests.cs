using Approval.Engine.Cases;
using Approval.Testing;

namespace Approval.Workflows.Tests.Timers;

/// <summary>What happens by the clock alone, to the microsecond. Received Monday 2026-03-02.</summary>
public sealed class DeadlineTimerTests
{
    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    [Test]
    public async Task Without_a_notice_in_five_working_days_the_case_is_accepted_by_force_of_law_at_midnight()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        var midnight = World.At("2026-03-10T00:00:00");

        world.Clock.SetTo(midnight - Microsecond);
        await world.Sweep.FireAllDueAsync();
        Assert.That(await world.StateAsync(id), Is.InstanceOf<CaseState.Received>(), "art 32: 03-03, 04, 05, 06 and 09 are the five days");
        Assert.That(await world.LampAsync(id), Is.EqualTo("yellow"));

        world.Clock.SetTo(midnight);
        Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await world.ScalarAsync<string>("select acceptance from approval.permit_case"), Is.EqualTo("deemed"));
            Assert.That(await world.ScalarAsync<DateOnly>("select accepted_on from approval.permit_case"), Is.EqualTo(new DateOnly(2026, 3, 2)), "from the day of receipt");
            Assert.That(await world.LampAsync(id), Is.EqualTo("redPlus"));
            Assert.That(await world.ScalarAsync<string>("select actor_id from approval.case_event where type = 'case.deemedAccepted.v1'"), Is.EqualTo("system:deemedAcceptance"));
            Assert.That(await world.ScalarAsync<DateTime>("select effective_at from approval.case_event where type = 'case.deemedAccepted.v1'"), Is.EqualTo(midnight.UtcDateTime));
            Assert.That(await world.CountAsync("case_task"), Is.EqualTo(2), "The chain has begun.");
        }

        await world.CheckAsync();
    }

    /// <summary>Accepted 03-02: the first step's 2 working days end 03-04, the promise of 7 ends 03-11, the law's 20 end 03-30.</summary>
    [Test]
    public async Task Warnings_and_breaches_move_the_lamp_of_an_idle_case()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var lamps = new List<(DateTime At, string To)>();
        for (var day = World.At("2026-03-03T00:00:00"); day <= World.At("2026-03-31T00:00:00"); day = day.AddDays(1))
        {
            foreach (var instant in new[] { day - Microsecond, day })
            {
                world.Clock.SetTo(instant);
                var before = await world.LampAsync(id);
                await world.Sweep.FireAllDueAsync();
                if (await world.LampAsync(id) is var lamp && lamp != before)
                {
                    lamps.Add((instant.ToOffset(TimeSpan.FromHours(8)).DateTime, lamp));
                }
            }
        }

        Assert.That(lamps, Is.EqualTo(new[]
        {
            (new DateTime(2026, 3, 5), "yellow"),
            (new DateTime(2026, 3, 12), "red"),
            (new DateTime(2026, 3, 31), "redPlus"),
        }));
        Assert.That(await world.CountAsync("case_timer"), Is.Zero, "Nothing is left that could run out.");
        await world.CheckAsync();
    }

    [Test]
    public async Task A_timer_of_a_superseded_ledger_does_nothing_and_its_row_is_settled()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var stale = await world.Source.RowsAsync("select clock_id, kind, fire_at, ledger_version from approval.case_timer", reader => (reader.GetString(0), reader.GetString(1), reader.GetDateTime(2), reader.GetInt32(3)));
        await world.DoAsync(id, new CaseCommand.Suspend("tender", 20, "长人防告〔2026〕1号", "招标"), People.Clerk);
        foreach (var (clock, kind, fireAt, ledger) in stale.Where(timer => timer.Item3 <= World.At("2026-03-12T09:00:00").UtcDateTime))
        {
            await world.Source.ExecuteAsync("insert into approval.case_timer values ($1, $2, $3, $4, $5) on conflict do nothing", id, clock, kind, fireAt, ledger);
        }

        world.Clock.SetTo(World.At("2026-03-12T09:00:00"));
        var version = await world.ScalarAsync<int>("select version from approval.permit_case");
        Assert.That(await world.Sweep.FireAllDueAsync(), Is.GreaterThanOrEqualTo(2));

        Assert.That(await world.ScalarAsync<int>("select version from approval.permit_case"), Is.EqualTo(version), "The time does not count (art 45).");
        Assert.That(await world.Sweep.FireAllDueAsync(), Is.Zero);
        await world.CheckAsync();
    }

    [Test]
    public async Task A_timer_set_for_the_wrong_time_is_put_right()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.ReceivedAsync();
        await world.Source.ExecuteAsync("update approval.case_timer set fire_at = '2026-03-02T01:30:00Z'");
        world.Clock.SetTo(World.At("2026-03-02T09:30:00"));

        await world.Sweep.FireAllDueAsync();

        Assert.That(await world.EventsAsync("clock.warned.v1"), Is.Zero, "Nothing fires before its time.");
        await world.CheckAsync();
    }

    [Test]
    public async Task A_loop_that_starts_late_fires_everything_in_due_order()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var days = new List<IReadOnlyList<Guid>>();
        foreach (var day in new[] { "2026-03-02", "2026-03-03", "2026-03-04" })
        {
            world.Clock.SetTo(World.At($"{day}T09:00:00"));
            days.Add(await world.ReceivedAsync(250));
        }

        world.Clock.SetTo(World.At("2026-05-04T00:00:00"));
        await world.Sweep.FireAllDueAsync();

        var fired = await world.Source.RowsAsync(
            "select case_id, min(transaction::text::bigint) from approval.case_event where type = 'case.deemedAccepted.v1' group by case_id", reader => (Case: reader.GetGuid(0), Transaction: reader.GetInt64(1)));
        var transactionOf = fired.ToDictionary(row => row.Case, row => row.Transaction);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fired, Has.Count.EqualTo(750));
            Assert.That(days[0].Max(id => transactionOf[id]), Is.LessThanOrEqualTo(days[1].Min(id => transactionOf[id])));
            Assert.That(days[1].Max(id => transactionOf[id]), Is.LessThanOrEqualTo(days[2].Min(id => transactionOf[id])));
            Assert.That(await world.ScalarAsync<long>("select count(*) from approval.case_timer where fire_at <= '2026-05-03T16:00:00Z'"), Is.Zero);
            Assert.That(
                await world.Source.RowsAsync(
                    "select type, effective_at from approval.case_event where case_id = $1 and type in ('clock.breached.v1', 'case.deemedAccepted.v1') order by version", reader => (reader.GetString(0), reader.GetDateTime(1)), days[0][0]),
                Is.Ordered.By("Item2"),
                "A case tells what happened in the order in which it fell due.");
        }

        await world.CheckAsync();
    }
}
