using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Approval.Engine;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;
using Approval.Workflows.Publishing;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Stepping;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>Every open case once, whichever node dies when, and nothing is ever judged by a calendar that is no longer in force.</summary>
public sealed class RecomputationTests
{
    /// <summary>Monday 2026-03-09 becomes a day off: every promise of 7 days that was accepted on 03-02 moves.</summary>
    private static CalendarImport Revision => DayOff("测试〔2026〕1号", new DateOnly(2026, 3, 9));

    [Test]
    public async Task A_node_that_dies_in_the_middle_leaves_the_rest_to_another()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = await world.AcceptedAsync(45);
        var publication = await world.PublishOnlyAsync(Revision);
        await using var other = await world.AnotherNodeAsync(batchSize: 10);

        var batches = 0;
        Assert.That(
            () => world.Node.Recomputation.RunAsync(_ => { if (++batches == 2) { throw new InvalidOperationException("The process is gone."); } }),
            Throws.InvalidOperationException);
        var half = (await world.Node.Publication.FindAsync(publication))!.Recomputation;
        await other.Recomputation.RunAsync();
        var whole = (await world.Node.Publication.FindAsync(publication))!.Recomputation;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((half.OpenCases, half.Examined, half.FinishedAt), Is.EqualTo((45L, 20L, (DateTimeOffset?)null)));
            Assert.That((whole.Examined, whole.Moved, whole.Failed), Is.EqualTo((45L, 45L, 0L)));
            Assert.That(whole.FinishedAt, Is.Not.Null);
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, ids.Count)));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_node_whose_connection_is_cut_inside_a_batch_leaves_nothing_of_it()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = (await world.AcceptedAsync(25)).ConvertAll(id => id.ToString()).Order(StringComparer.Ordinal).Select(Guid.Parse).ToList();
        await world.PublishOnlyAsync(Revision);

        await using (var holder = await HeldAsync(world, ids[15]))
        {
            var pass = world.Node.Recomputation.RunAsync();
            var backend = await WaitingBackendAsync(world, "lock_open_cases", "permit_case");
            await world.Source.ExecuteAsync("select pg_terminate_backend($1)", backend);
            Assert.That(async () => await pass, Throws.InstanceOf<NpgsqlException>());
        }

        var cut = await world.TimesRecomputedAsync();
        await world.Node.Recomputation.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cut, Has.Count.EqualTo(10), "the first batch, and nothing of the second");
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 25)));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Two_nodes_at_it_at_once_recompute_no_case_twice()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 3);
        await world.AcceptedAsync(60);
        var publication = await world.PublishOnlyAsync(Revision);
        await using var other = await world.AnotherNodeAsync(batchSize: 3);

        async Task WorkAsync(PublishingNode node)
        {
            do
            {
                await node.Recomputation.RunAsync();
            }
            while ((await node.Publication.FindAsync(publication))!.Recomputation.FinishedAt is null);
        }

        await Task.WhenAll(Task.Run(() => WorkAsync(world.Node)), Task.Run(() => WorkAsync(other)));

        Assert.That((await world.Node.Publication.FindAsync(publication))!.Recomputation.Examined, Is.EqualTo(60));
        Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 60)));
        await world.CheckAsync();
    }

    /// <summary>The next batch is judged while the one before is written; a case that somebody touches in between is read again.</summary>
    [Test]
    public async Task A_case_touched_after_it_was_foreseen_is_judged_as_it_is()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = (await world.AcceptedAsync(30)).ConvertAll(id => id.ToString()).Order(StringComparer.Ordinal).Select(Guid.Parse).ToList();
        var publication = await world.PublishOnlyAsync(Revision);
        var clashes = new ConcurrentBag<string>();
        void Note(object? sender, FirstChanceExceptionEventArgs thrown)
        {
            if (thrown.Exception is PostgresException { ConstraintName: "case_event_pk" } clash)
            {
                clashes.Add(clash.MessageText);
            }
        }

        AppDomain.CurrentDomain.FirstChanceException += Note;
        try
        {
            var touched = false;
            await world.Node.Recomputation.RunAsync(_ =>
            {
                if (!touched)
                {
                    touched = true;
                    world.Node.DoAsync(ids[15], new CaseCommand.Urge(null), People.Applicant).GetAwaiter().GetResult();
                }
            });
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Note;
        }

        var progress = (await world.Node.Publication.FindAsync(publication))!.Recomputation;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(clashes, Is.Empty, "nothing was written over what the applicant did");
            Assert.That((progress.Examined, progress.Moved, progress.Failed), Is.EqualTo((30L, 29L, 0L)), "the act itself had its case recomputed");
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 30)));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Another_node_decides_by_the_new_calendar_from_the_publication_on()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        await using var other = await world.AnotherNodeAsync();
        var intake = World.Intake();
        await other.Runner.RunAsync(intake);
        var old = other.Rulebooks.Current;

        await world.PublishOnlyAsync(Revision);
        var heldBefore = ReferenceEquals(other.Rulebooks.Current, old);
        await other.DoAsync(intake.CaseId, new CaseCommand.Accept(), People.Clerk);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(heldBefore, Is.True, "nobody told the other node");
            Assert.That(await world.DueAsync(intake.CaseId, Clock.PromisedId), Is.EqualTo("2026-03-12"), "7 working days after 03-02 without 03-09");
            Assert.That((await world.StateAsync(intake.CaseId)).File.Clock(Clock.PromisedId)!.CalendarVersion, Is.EqualTo(world.Node.Rulebooks.Current.Calendars.For("430100").Version));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_node_that_does_nothing_has_the_new_rules_soon_and_takes_up_the_recomputation()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        await world.AcceptedAsync(5);
        await using var other = await world.AnotherNodeAsync();
        using var loop = new CalendarLoop(other.Rulebooks, other.Recomputation, other.Source, NullLogger<CalendarLoop>.Instance);
        await loop.StartAsync(CancellationToken.None);
        var old = other.Rulebooks.Current;

        var publication = await world.PublishOnlyAsync(Revision);
        var deadline = Stopwatch.StartNew();
        while ((await world.Node.Publication.FindAsync(publication))!.Recomputation.FinishedAt is null && deadline.Elapsed < TimeSpan.FromSeconds(30))
        {
        }

        await loop.StopAsync(CancellationToken.None);
        Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 5)));
        Assert.That(other.Rulebooks.Current, Is.Not.SameAs(old));
    }

    [Test]
    public async Task A_step_under_way_ends_before_the_publication_and_is_recomputed_after_it()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        await using var other = await world.AnotherNodeAsync();
        var intake = World.Intake();
        await world.Node.Runner.RunAsync(intake);

        Task<long> publishing;
        Task<CaseOutcome> step;
        await using (var holder = await HeldAsync(world, intake.CaseId))
        {
            step = other.DoAsync(intake.CaseId, new CaseCommand.Accept(), People.Clerk);
            await WaitingBackendAsync(world, "lock_cases", "permit_case");
            publishing = world.PublishOnlyAsync(Revision);
            await WaitingBackendAsync(world, "close_rules", "close_rules");
            Assert.That((step.IsCompleted, publishing.IsCompleted), Is.EqualTo((false, false)), "the publication waits for the step");
        }

        var publication = (await step, await publishing).Item2;
        var byOld = await world.DueAsync(intake.CaseId, Clock.PromisedId);
        await world.Node.Recomputation.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(byOld, Is.EqualTo("2026-03-11"), "decided by the calendar that was in force");
            Assert.That(await world.MovesAsync(intake.CaseId), Does.Contain($"promised 2026-03-11 2026-03-12 system:calendar:{publication}"));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_timer_that_comes_before_the_pass_does_not_judge_by_the_old_deadline()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync("2026-02-26T10:00:00");
        Assert.That(await world.DueAsync(id, Clock.PromisedId), Is.EqualTo("2026-03-06"));
        world.At("2026-03-06T23:59:50");
        await world.Node.Sweep.FireAllDueAsync();
        await world.PublishOnlyAsync(DayOff("测试〔2026〕2号", new DateOnly(2026, 3, 6)));

        world.At("2026-03-07T00:00:05");
        await world.Node.Sweep.FireAllDueAsync();
        var promised = (await world.StateAsync(id)).File.Clock(Clock.PromisedId)!;
        await world.Node.Recomputation.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((promised.Status, promised.Deadline!.Due), Is.EqualTo((ClockStatus.Running, new DateOnly(2026, 3, 9))));
            Assert.That(await world.LampAsync(id), Is.Not.EqualTo(Lamp.Red));
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(new[] { 1L }), "the timer had it recomputed, the pass found nothing left");
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_person_who_saw_the_case_before_the_publication_is_not_stale_and_acts_on_the_new_deadlines()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync("2026-03-02T09:30:00");
        var seen = await world.Source.ScalarAsync<int>("select version from approval.permit_case where id = $1", id);
        var publication = await world.PublishOnlyAsync(Revision);

        var stale = await world.Node.Runner.RunAsync(new CaseRequest(id, new CaseCommand.Urge(null), People.Applicant, seen - 1));
        var refused = await world.Node.Runner.RunAsync(new CaseRequest(id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head, seen));
        var untouched = await world.Source.ScalarAsync<int>("select version from approval.permit_case where id = $1", id);
        var urged = await world.Node.Runner.RunAsync(new CaseRequest(id, new CaseCommand.Urge(null), People.Applicant, seen));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stale.Rejection?.Kind, Is.EqualTo(RejectionKind.Stale));
            Assert.That(refused.Rejection, Is.Not.Null);
            Assert.That(untouched, Is.EqualTo(seen), "a rejected command writes nothing, the recomputation included");
            Assert.That(urged.Rejection, Is.Null);
            Assert.That(urged.Rows.Select(row => row.Type), Does.Contain("clocks.recomputed.v1").And.Contain("case.urged.v1"));
            Assert.That(await world.MovesAsync(id), Does.Contain($"promised 2026-03-11 2026-03-12 system:calendar:{publication}"));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_second_publication_takes_over_what_the_first_had_not_reached()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        await world.AcceptedAsync(30);
        var first = await world.PublishOnlyAsync(Revision);
        Assert.That(() => world.Node.Recomputation.RunAsync(_ => throw new InvalidOperationException()), Throws.InvalidOperationException);
        var second = await world.PublishOnlyAsync(DayOff("测试〔2026〕2号", new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 10)));
        await world.Node.Recomputation.RunAsync();

        var records = await world.Node.Publication.ListAsync(10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(records.Select(record => (record.Id, record.Recomputation.Examined, record.Recomputation.SupersededBy)), Is.EqualTo(new[] { (second, 30L, (long?)null), (first, 10L, second) }));
            Assert.That(await world.TimesRecomputedAsync(), Is.EquivalentTo(Enumerable.Repeat(2L, 10).Concat(Enumerable.Repeat(1L, 20))));
            Assert.That(await world.Source.ScalarAsync<long>("select count(*) from approval.rules_revision where recomputing is null"), Is.EqualTo(1));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_case_that_cannot_be_recomputed_is_put_aside_and_holds_up_nobody()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = await world.AcceptedAsync(25);
        await world.Source.ExecuteAsync("update approval.permit_case set state = 'garbled' where id = $1", ids[7]);
        var publication = await world.PublishOnlyAsync(Revision);
        await world.Source.ExecuteAsync($"create function approval.refuse_case() returns trigger language plpgsql as $$ begin if new.id = '{ids[12]}' then raise exception 'refused'; end if; return new; end $$");
        await world.Source.ExecuteAsync("create trigger refuse_case before update on approval.permit_case for each row execute function approval.refuse_case()");

        await world.Node.Recomputation.RunAsync();
        var progress = (await world.Node.Publication.FindAsync(publication))!.Recomputation;
        var aside = await world.Source.RowsAsync("select case_id, failure from approval.calendar_recomputation_failure", reader => (reader.GetGuid(0), reader.GetString(1)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((progress.Examined, progress.Moved, progress.Failed), Is.EqualTo((25L, 23L, 2L)));
            Assert.That(progress.FinishedAt, Is.Not.Null);
            Assert.That(aside.Select(failure => failure.Item1), Is.EquivalentTo(new[] { ids[7], ids[12] }));
            Assert.That(aside.Select(failure => failure.Item2), Has.Some.Contains("JsonException").And.Some.Contains("refused"));
        }
    }

    [Test]
    public async Task Cases_put_aside_are_taken_up_again_when_what_was_wrong_is_set_right()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = await world.AcceptedAsync(5);
        var state = await world.Source.ScalarAsync<byte[]>("select state from approval.permit_case where id = $1", ids[1]);
        await world.Source.ExecuteAsync("update approval.permit_case set state = 'garbled' where id = $1", ids[1]);
        var publication = await world.PublishOnlyAsync(Revision);
        await world.Source.ExecuteAsync($"create function approval.refuse_case() returns trigger language plpgsql as $$ begin if new.id = '{ids[3]}' then raise exception 'refused'; end if; return new; end $$");
        await world.Source.ExecuteAsync("create trigger refuse_case before update on approval.permit_case for each row execute function approval.refuse_case()");
        await world.Node.Recomputation.RunAsync();

        Assert.That(await RetryAsync(), Is.Zero, "nothing has been set right yet");
        Assert.That(await AsideAsync(), Is.EquivalentTo(new[] { ids[1], ids[3] }));

        await world.Source.ExecuteAsync("drop trigger refuse_case on approval.permit_case");
        await world.Source.ExecuteAsync("update approval.permit_case set state = $2 where id = $1", ids[1], state);
        world.At("2026-03-04T09:00:00");
        var settled = await RetryAsync();
        var again = await RetryAsync();
        var progress = (await world.Node.Publication.FindAsync(publication))!.Recomputation;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((settled, again), Is.EqualTo((2, 0)));
            Assert.That(await AsideAsync(), Is.Empty);
            Assert.That((progress.Examined, progress.Moved, progress.Failed), Is.EqualTo((5L, 5L, 0L)));
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 5)));
            Assert.That((await world.RecomputationsAsync(ids[1])).Single().EffectiveAt, Is.EqualTo(World.At("2026-03-02T09:00:00")), "in force from its publication on");
        }

        await world.CheckAsync();

        async Task<int> RetryAsync() => await world.Node.Recomputation.RetryAsync(publication, await world.Node.Publication.AsideAsync(publication));

        async Task<IEnumerable<Guid>> AsideAsync() => (await world.Node.Publication.AsideAsync(publication)).Select(aside => aside.CaseId);
    }

    // Accepted on 27 February: the promise of seven days ends on Monday 9 March, which a notice typed on the 10th makes a day off.
    [Test]
    public async Task A_breach_that_a_late_notice_resolves_is_listed_with_before_and_after()
    {
        await using var world = await PublishingWorld.In2026Async("2026-02-27T10:00:00");
        var id = await world.AcceptedAsync("2026-02-27T10:00:00");
        world.At("2026-03-10T08:00:00");
        await world.Node.Sweep.FireAllDueAsync();
        Assert.That((await BreachesAsync()).Single().ResolvedBy, Is.Null);

        var publication = await world.PublishAsync(Revision);
        var breach = (await BreachesAsync()).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((breach.DueOn, breach.BreachedOn, breach.LateWorkingDays, breach.EndedOn), Is.EqualTo((new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 10), 0, (DateOnly?)null)));
            Assert.That(breach.ResolvedBy, Is.EqualTo(new CalendarResolution($"{publication}", World.At("2026-03-10T08:00:00"), new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 10))));
            Assert.That(await BreachesAsync(unexplained: true), Is.Empty, "what was no breach by the days of the notice needs no public reason");
            Assert.That((await world.StateAsync(id)).File.Clock(Clock.PromisedId)!.IsRunning, Is.True);
        }

        world.At("2026-03-12T08:00:00");
        await world.Node.Sweep.FireAllDueAsync();
        Assert.That((await BreachesAsync()).Select(found => (found.DueOn, found.LateWorkingDays, found.ResolvedBy is null)), Is.EqualTo(new[] { (new DateOnly(2026, 3, 10), 2, true), (new DateOnly(2026, 3, 9), 0, false) }));
        await world.CheckAsync();
        await Supervision.SupervisionOracle.CheckAsync(world.Source);

        async Task<IEnumerable<Breach>> BreachesAsync(bool unexplained = false) =>
            (await new BreachReader(world.Source, world.Node.Rulebooks).ReadAsync(new Reach("430100"), new BreachFilter(UnexplainedOnly: unexplained), BreachPosition.Newest, 100, CivilTime.DayOf(world.Clock.GetUtcNow())))
                .Breaches.Where(breach => breach.ClockId == Clock.PromisedId);
    }

    internal static CalendarImport DayOff(string notice, params DateOnly[] off) => Revised(2026, notice, off.Select(date => (date, true)));

    /// <summary>The seed of a year with other days, all of one invented notice.</summary>
    internal static CalendarImport Revised(int year, string notice, IEnumerable<(DateOnly Date, bool Off)> days)
    {
        var known = Seeds(year);
        var changed = days.ToDictionary(day => day.Date, day => day.Off);
        return new CalendarImport.Year($"{year}.json", Notices.Own(
            year,
            [.. known.Notices.Select(n => (n.Number, $"{n.Published:yyyy-MM-dd}")), (notice, $"{year}-03-01")],
            [
                .. known.Days.Where(day => !changed.ContainsKey(day.Date)).Select(day => new Notices.Day(day.Source, $"{day.Date:MM-dd}", day.Kind == Engine.Calendars.DayKind.PublicHoliday)),
                .. changed.Select(day => new Notices.Day(notice, $"{day.Key:MM-dd}", day.Value)),
            ]));
    }

    private static Engine.Calendars.CalendarYear Seeds(int year) => World.Rules.Calendars.Years.Single(known => known.Year == year);

    private static async Task<NpgsqlConnection> HeldAsync(PublishingWorld world, Guid id)
    {
        var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand($"begin; select 1 from approval.permit_case where id = '{id}' for update", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Returns when a backend waits for a lock in such a statement.</summary>
    private static async Task<int> WaitingBackendAsync(PublishingWorld world, string what, string statement)
    {
        for (var look = 0; look < 2000; look++)
        {
            var found = await world.Source.RowsAsync(
                "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%' || $1 || '%' and pid <> pg_backend_pid()", reader => reader.GetInt32(0), statement);
            if (found.Count > 0)
            {
                return found[0];
            }
        }

        throw new AssertionException($"Nobody waits in {what}.");
    }
}
