using System.Diagnostics;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;
using Approval.Workflows.Publishing;
using Approval.Workflows.Stepping;
using Microsoft.Extensions.Logging.Abstractions;
using static Approval.Workflows.Tests.Publishing.InventedNotices;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>Every open case once, whichever node dies when, and nothing is ever judged by a calendar that is no longer in force.</summary>
public sealed class RecomputationTests
{

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
        await using (var holder = await world.HeldAsync(intake.CaseId))
        {
            step = other.DoAsync(intake.CaseId, new CaseCommand.Accept(), People.Clerk);
            await world.WaitingBackendAsync("lock_cases", "permit_case");
            publishing = world.PublishOnlyAsync(Revision);
            await world.WaitingBackendAsync("close_rules", "close_rules");
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
}
