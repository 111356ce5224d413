using System.Diagnostics.Metrics;
using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests.Timers;

/// <summary>Armed timers are the running clocks: what is not so is found, set right and counted.</summary>
public sealed class ReconcilerTests
{
    [Test]
    public async Task A_healthy_database_gives_zero_and_nothing_is_written_but_the_figures()
    {
        await using var world = await WithCasesOfAllKindsAsync();
        var before = await world.Source.DigestsAsync();
        var rows = await world.Source.RowsAsync("select xmin::text from approval.case_timer union all select xmin::text from approval.permit_case", reader => reader.GetString(0));

        var sweep = await SweepAsync(world);

        Assert.That(sweep.IsClean);
        Assert.That((sweep.Running, sweep.Armed), Is.EqualTo((await world.CountAsync("case_timer"), await world.CountAsync("case_timer"))));
        Assert.That(sweep.Armed, Is.GreaterThan(10));
        Assert.That((sweep.Incidents, sweep.Late), Is.EqualTo((0L, Lateness.None)));
        Assert.That((await world.Source.DigestsAsync()).Where(table => table.Key != "timer_reconciliation"), Is.EquivalentTo(before.Where(table => table.Key != "timer_reconciliation")));
        Assert.That(await world.Source.RowsAsync("select xmin::text from approval.case_timer union all select xmin::text from approval.permit_case", reader => reader.GetString(0)), Is.EquivalentTo(rows));
    }

    [TestCase("delete from approval.case_timer where clock_id = 'statutory'", 3, 0, 0, TestName = "Deleted")]
    [TestCase("delete from approval.case_timer", 0, 0, 0, TestName = "All of them deleted")]
    [TestCase("insert into approval.case_timer (case_id, clock_id, kind, fire_at, ledger_version) select id, 'delivery', 'breach', '2026-04-01', 0 from approval.permit_case where phase in ('received', 'inReview')", 0, 4, 0, TestName = "Set for clocks that do not run")]
    [TestCase("insert into approval.case_timer (case_id, clock_id, kind, fire_at, ledger_version) select id, 'promised', 'breach', '2026-04-01', 0 from approval.permit_case where phase in ('withdrawn', 'correctionRequested', 'served')", 0, 3, 0, TestName = "Set for cases at rest")]
    [TestCase("update approval.case_timer set fire_at = fire_at + interval '1 microsecond' where clock_id = 'promised'", 0, 0, 3, TestName = "Moved by a microsecond")]
    [TestCase("update approval.case_timer set ledger_version = ledger_version + 1 where clock_id = 'promised'", 0, 0, 3, TestName = "Of another ledger")]
    [TestCase("update approval.case_timer set kind = 'breach' where clock_id = 'notice'", 0, 0, 1, TestName = "Of another kind")]
    [TestCase("update approval.case_timer set clock_id = 'step:nowhere/none' where clock_id = 'promised'", 3, 3, 0, TestName = "Of another clock")]
    public async Task What_is_wrong_is_found_counted_and_set_right(string fault, int missing, int orphaned, int superseded)
    {
        await using var world = await WithCasesOfAllKindsAsync();
        var timers = await world.CountAsync("case_timer");
        var changed = await world.Source.ExecuteAsync(fault);

        var found = await SweepAsync(world);

        var all = fault.EndsWith("case_timer", StringComparison.Ordinal);
        Assert.That(changed, Is.EqualTo(all ? timers : Math.Max(missing, Math.Max(orphaned, superseded))), "the fault itself");
        Assert.That((found.Missing, found.Orphaned, found.Superseded, found.Unsettled), Is.EqualTo((all ? timers : missing, (long)orphaned, (long)superseded, 0L)));
        Assert.That((found.Running, found.Armed), Is.EqualTo((timers, timers - found.Missing - found.Superseded)));
        await world.CheckAsync();
        Assert.That((await SweepAsync(world)).IsClean);
        Assert.That(await world.CountAsync("case_timer"), Is.EqualTo(timers));
    }

    [Test]
    public async Task A_timer_put_right_fires()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.ReceivedAsync();
        await world.Source.ExecuteAsync("delete from approval.case_timer");
        world.Clock.SetTo(World.At("2026-03-10T00:00:00"));
        Assert.That(await world.Sweep.FireAllDueAsync(), Is.Zero, "the fault does harm");

        await SweepAsync(world);
        await world.Sweep.FireAllDueAsync();

        Assert.That(await world.StateAsync(id), Is.InstanceOf<CaseState.InReview>(), "deemed accepted");
        await world.CheckAsync();
    }

    /// <summary>The timers of a day ago under the cases of today.</summary>
    [Test]
    public async Task After_an_older_copy_of_the_timers_was_restored()
    {
        await using var world = await WithCasesOfAllKindsAsync();
        await world.Source.ExecuteAsync("create table public.older as select * from approval.case_timer");
        world.Clock.SetTo(World.At("2026-03-06T10:00:00"));
        await world.Sweep.FireAllDueAsync();
        await world.ReceivedAsync(5);
        foreach (var id in await world.Source.RowsAsync("select id from approval.permit_case where phase = 'inReview'", reader => reader.GetGuid(0)))
        {
            await world.ReviewAsync(id);
        }

        await world.Source.ExecuteAsync("delete from approval.case_timer");
        await world.Source.ExecuteAsync("insert into approval.case_timer select * from public.older");

        var found = await SweepAsync(world);

        Assert.That(new[] { found.Missing, found.Orphaned, found.Superseded }, Is.All.GreaterThan(0L));
        await world.CheckAsync();
        Assert.That((await SweepAsync(world)).IsClean);
    }

    // Due at midnight; the histogram's limits belong to the bucket below.
    [TestCase("2026-03-05T23:59:59", "0 0 0 0 0 0")]
    [TestCase("2026-03-06T00:00:00", "1 0 0 0 0 0")]
    [TestCase("2026-03-06T00:00:01", "1 0 0 0 0 0")]
    [TestCase("2026-03-06T00:00:02", "0 1 0 0 0 0")]
    [TestCase("2026-03-06T00:00:05", "0 1 0 0 0 0")]
    [TestCase("2026-03-06T00:01:00", "0 0 1 0 0 0")]
    [TestCase("2026-03-06T00:10:00", "0 0 0 1 0 0")]
    [TestCase("2026-03-06T01:00:00", "0 0 0 0 1 0")]
    [TestCase("2026-03-06T01:00:01", "0 0 0 0 0 1")]
    public async Task How_late_what_has_not_fired_is(string now, string late)
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await world.ReceivedAsync();
        world.Clock.SetTo(World.At(now));

        var sweep = await SweepAsync(world);

        Assert.That($"{sweep.Late.UpTo1Second} {sweep.Late.UpTo5Seconds} {sweep.Late.UpTo1Minute} {sweep.Late.UpTo10Minutes} {sweep.Late.UpTo1Hour} {sweep.Late.Over1Hour}", Is.EqualTo(late));
        Assert.That(sweep.IsClean, "lateness is no fault of what is armed");
    }

    [Test]
    public async Task A_timer_that_waits_for_people_is_counted_and_left_to_them()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await world.ReceivedAsync();
        await world.Source.ExecuteAsync("update approval.case_timer set incident = 'poison', attempts = 5");
        world.Clock.SetTo(World.At("2026-03-07T00:00:00"));

        var sweep = await SweepAsync(world);

        Assert.That((sweep.Incidents, sweep.Armed, sweep.Late.Total, sweep.IsClean), Is.EqualTo((1L, 1L, 0L, true)));
        Assert.That(await world.ScalarAsync<string>("select incident from approval.case_timer"), Is.EqualTo("poison"));
    }

    [Test]
    public async Task Steps_under_way_are_never_taken_for_a_fault()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var cases = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            cases.Add(await world.AcceptedAsync());
        }

        // Each suspension and resumption disarms and arms every timer of its case.
        var stepping = Task.WhenAll(cases.Chunk(4).Select(some => Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++)
            {
                foreach (var id in some)
                {
                    await world.DoAsync(id, new CaseCommand.Suspend("tender", 5, "长防特告〔2026〕1号", "组织招标"), People.Clerk);
                    await world.DoAsync(id, new CaseCommand.Resume(null), People.Clerk);
                }
            }
        })));
        var sweeps = new List<TimerReconciliation>();
        do
        {
            sweeps.Add(await SweepAsync(world));
        }
        while (!stepping.IsCompleted);

        await stepping;
        Assert.That(sweeps, Has.All.Matches<TimerReconciliation>(sweep => sweep.IsClean));
        Assert.That(sweeps, Has.Count.GreaterThan(3));
        await world.CheckAsync();
    }

    [Test]
    public async Task A_case_held_by_a_step_is_left_for_the_next_sweep()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var cases = await world.ReceivedAsync(3);
        await world.Source.ExecuteAsync("delete from approval.case_timer");
        await using (var holder = await world.Source.OpenConnectionAsync())
        {
            await using var transaction = await holder.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("select 1 from approval.permit_case where id = $1 for update", holder) { Parameters = { new NpgsqlParameter { Value = cases[1] } } };
            await hold.ExecuteScalarAsync();

            var sweep = await SweepAsync(world);
            Assert.That((sweep.Missing, sweep.Unsettled, sweep.IsClean), Is.EqualTo((2L, 1L, false)));
        }

        var next = await SweepAsync(world);
        Assert.That((next.Missing, next.Unsettled), Is.EqualTo((1L, 0L)));
        await world.CheckAsync();
    }

    [Test]
    public async Task The_figures_are_for_every_node_and_for_the_metrics()
    {
        await using var world = await WithCasesOfAllKindsAsync();
        using var figures = new TimerFigures(world.Source);
        using var elsewhere = new TimerFigures(world.Source);
        Assert.That((await elsewhere.RefreshAsync(), figures.Last), Is.EqualTo(((TimerReconciliation?)null, (TimerReconciliation?)null)));
        Assert.That(Measured(), Is.Empty, "nothing is claimed before the first sweep");
        await world.Source.ExecuteAsync("delete from approval.case_timer where clock_id = 'notice'");
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        var sweep = await new Reconciler(world.Source, world.Clock, figures, NullLogger<Reconciler>.Instance).SweepAsync();

        Assert.That(sweep.EndedAt, Is.EqualTo(world.Clock.GetUtcNow()));
        Assert.That((await elsewhere.RefreshAsync(), figures.Last), Is.EqualTo((sweep, sweep)));
        Assert.That(elsewhere.Last, Is.EqualTo(sweep));
        var measured = Measured();
        Assert.That(measured["approval.timers.armed"], Is.EqualTo(sweep.Armed));
        Assert.That(measured["approval.timers.missing"], Is.EqualTo(1));
        Assert.That(measured["approval.timers.last_complete_sweep"], Is.EqualTo(sweep.EndedAt.ToUnixTimeSeconds()));
        Assert.That(measured.Keys.Count(name => name.StartsWith("approval.timers.late", StringComparison.Ordinal)), Is.EqualTo(6));

        Dictionary<string, long> Measured()
        {
            var seen = new Dictionary<string, long>();
            using var listener = new MeterListener();
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "Approval" && instrument.Name.StartsWith("approval.timers.", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}"] = value);
            listener.Start();
            listener.RecordObservableInstruments();
            return seen;
        }
    }

    [Test]
    public async Task An_older_sweep_does_not_cover_a_newer_one()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        using var figures = new TimerFigures(world.Source);
        await world.ReceivedAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        var newer = await SweepAsync(world);
        world.Clock.SetTo(World.At("2026-03-02T10:30:00"));
        await SweepAsync(world);

        Assert.That(await figures.RefreshAsync(), Is.EqualTo(newer));
    }

    private static async Task<TimerReconciliation> SweepAsync(World world)
    {
        using var figures = new TimerFigures(world.Source);
        return await new Reconciler(world.Source, world.Clock, figures, NullLogger<Reconciler>.Instance).SweepAsync();
    }

    /// <summary>One received, three in review (one of them in its second stage), one suspended, one whose applicant corrects, one withdrawn, one served.</summary>
    private static async Task<World> WithCasesOfAllKindsAsync()
    {
        var world = await World.StartAsync("2026-03-02T10:00:00");
        await world.ReceivedAsync();
        await world.AcceptedAsync();
        await world.AcceptedAsync();
        var second = await world.AcceptedAsync();
        var (suspended, correcting, withdrawn, served) = (await world.AcceptedAsync(), await world.ReceivedAsync(), await world.AcceptedAsync(), await world.AcceptedAsync());
        await world.DoAsync(second, new CaseCommand.EndorseTask((await world.OpenTaskAsync(second))!.Id, null), People.Reviewer);
        await world.DoAsync(suspended, new CaseCommand.Suspend("tender", 5, "长防特告〔2026〕1号", "组织招标"), People.Clerk);
        await world.DoAsync(correcting, new CaseCommand.RequestCorrection([new CorrectionItem("site-plan", "总平面图未加盖公章")], null), People.Clerk);
        await world.DoAsync(withdrawn, new CaseCommand.Withdraw("项目调整"), People.Clerk);
        await world.ReviewAsync(served);
        await world.DoAsync(served, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head);
        await world.DoAsync(served, new CaseCommand.Issue(null), People.Clerk);
        await world.DoAsync(served, new CaseCommand.Serve(ServiceMethod.Direct), People.Clerk);
        return world;
    }
}
