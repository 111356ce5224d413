using Approval.Engine;
using Approval.Engine.Clocks;
using Approval.Workflows.Queries.Supervision;
using static Approval.Workflows.Tests.Publishing.InventedNotices;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>A case that cannot be recomputed waits for people and holds up nobody; what a late notice resolves is told.</summary>
public sealed class PutAsideTests
{
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
}
