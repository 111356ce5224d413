using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;
using Approval.Workflows.Queries.Supervision;
using static Approval.Workflows.Tests.Supervision.Watched;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>超期: which clock, how late, which step and who held it, which special procedure, the published reason. Accepted on 2 March 2026.</summary>
public sealed class BreachRows
{
    [Test]
    public async Task A_step_over_its_budget_was_held_by_those_of_the_step()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        var task = (await world.OpenTaskAsync(id))!;
        await world.DoAsync("2026-03-04T15:00:00", id, new CaseCommand.ClaimTask(task.Id), People.Reviewer);
        await world.UntilAsync("2026-03-05T00:00:00");

        var breach = (await world.BreachesAsync("2026-03-06")).Single();

        Assert.That((breach.ClockId, breach.Kind, breach.DueOn, breach.BreachedOn, breach.LateWorkingDays, breach.Phase), Is.EqualTo(("step:review/technical", "step", Day("2026-03-04"), Day("2026-03-05"), 2, "inReview")));
        Assert.That(breach.HeldBy, Is.EquivalentTo(new[]
        {
            new BreachHolder("review", "technical", "reviewer", "人防工程科", "reviewer-1", "审查甲"),
            new BreachHolder("review", "technical", "reviewer", "人防工程科", null, null),
        }));
        Assert.That((breach.Suspension, breach.Published, breach.EndedOn), Is.EqualTo(((BreachSuspension?)null, (PublishedReason?)null, (DateOnly?)null)));
        await world.CheckAllAsync();
    }

    [Test]
    public async Task A_promise_was_held_by_every_step_open_then_though_a_late_timer_finds_it_decided()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        world.Clock.SetTo(World.At("2026-03-03T09:00:00"));
        while (await world.OpenTaskAsync(id) is { Step: "technical" } task)
        {
            await world.DoAsync(id, new CaseCommand.EndorseTask(task.Id, "同意"), task.Signer == 2 ? People.SecondReviewer : People.Reviewer);
        }

        // No timer has fired since: the act itself settles what fell due before it.
        world.Clock.SetTo(World.At("2026-03-12T09:00:00"));
        await world.ReviewAsync(id);

        var promised = (await world.BreachesAsync("2026-03-12")).Single(breach => breach.ClockId == Clock.PromisedId);
        Assert.That(promised.HeldBy.Select(holder => holder.Step), Is.EqualTo(new[] { "engineering", "planning" }));
        Assert.That(promised.HeldBy.Select(holder => holder.Assignee), Is.All.Null);
        Assert.That((await world.BreachesAsync("2026-03-12")).Select(breach => (breach.ClockId, breach.HeldBy.Count)), Is.EquivalentTo(new[] { (Clock.PromisedId, 2), ("step:joint/planning", 1), ("step:joint/engineering", 1) }));
        await world.CheckAllAsync();
    }

    // art 32(4): told on the 9th, the last day, and typed on the 10th: the deeming and what it broke are taken back in every row.
    [Test]
    public async Task What_a_deeming_broke_goes_with_it()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.ReceivedAsync();
        await world.UntilAsync("2026-03-10T08:00:00");
        Assert.That((await world.BreachesAsync("2026-03-10")).Select(breach => breach.ClockId), Does.Contain(Clock.NoticeId));
        var offered = (await world.OpenTaskAsync(id))!;

        await world.DoAsync("2026-03-10T09:00:00", id, new CaseCommand.Accept(), People.Clerk, "2026-03-09T16:00:00");

        Assert.That(await world.BreachesAsync("2026-03-10"), Is.Empty);
        Assert.That(await world.ScalarAsync<string>("select acceptance || ' ' || accepted_on from approval.permit_case where id = $1", id), Is.EqualTo("explicit 2026-03-09"));
        Assert.That(await world.ScalarAsync<string>("select status from approval.case_task where id = $1", offered.Id), Is.EqualTo("cancelled"));
        Assert.That(await world.ScalarAsync<long>("select count(*) from approval.case_task where case_id = $1 and round = 2 and status = 'offered'", id), Is.EqualTo(2));
        Assert.That(await world.CardsAsync(), Is.Not.Empty, "cards stay until they are written off");
        await world.ReviewAsync(id);
        await world.CheckAllAsync();
    }

    [Test]
    public async Task It_ends_with_its_clock_and_carries_the_published_reason()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.ReviewAsync(id);
        await world.DoAsync("2026-03-16T10:00:00", id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head);
        Assert.That((await world.BreachesAsync("2026-03-20", filter: new BreachFilter(UnexplainedOnly: true))).Count, Is.EqualTo(1));
        await world.DoAsync("2026-03-17T10:00:00", id, new CaseCommand.ExplainBreach(Clock.PromisedId, "因系统迁移延误"), People.Clerk);

        var breach = (await world.BreachesAsync("2026-03-20")).Single();

        Assert.That((breach.EndedOn, breach.LateWorkingDays), Is.EqualTo((Day("2026-03-16"), 3)), "12, 13 and 16 March");
        Assert.That(breach.Published, Is.EqualTo(new PublishedReason("因系统迁移延误", "clerk-1", World.At("2026-03-17T10:00:00"))));
        Assert.That(await world.BreachesAsync("2026-03-20", filter: new BreachFilter(UnexplainedOnly: true)), Is.Empty);
        Assert.That(await world.BreachesAsync("2026-03-20", filter: new BreachFilter("RF-02")), Is.Empty);
        Assert.That(await world.BreachesAsync("2026-03-20", new Reach("430300")), Is.Empty);
        await world.CheckAllAsync();
    }

    [Test]
    public async Task An_act_in_time_typed_late_takes_it_back_and_the_card_stays()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.ReviewAsync(id);
        await world.DoAsync("2026-03-12T08:30:00", id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head, effective: "2026-03-11T16:30:00");

        Assert.That(await world.BreachesAsync("2026-03-12"), Is.Empty);
        Assert.That(await world.ScalarAsync<DateTime>("select taken_back_at from approval.breach"), Is.EqualTo(World.At("2026-03-12T08:30:00").UtcDateTime));
        Assert.That((await world.CardsAsync()).Select(card => card.Rule), Does.Contain("promised.breached"));
        await world.CheckAllAsync();
    }

    [Test]
    public async Task Taken_back_by_a_special_procedure_it_may_come_a_second_time()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.ReviewAsync(id);
        await world.DoAsync("2026-03-12T08:30:00", id, Suspend(5), People.Clerk, effective: "2026-03-11T10:00:00");
        await world.DoAsync("2026-03-13T10:00:00", id, new CaseCommand.Resume(null), People.Clerk);
        await world.UntilAsync("2026-03-16T09:00:00");

        var breach = (await world.BreachesAsync("2026-03-16")).Single();
        Assert.That((breach.DueOn, breach.BreachedOn, breach.LateWorkingDays), Is.EqualTo((Day("2026-03-13"), Day("2026-03-14"), 1)));
        Assert.That(breach.Suspension, Is.EqualTo(new BreachSuspension("tender", Day("2026-03-11"), Day("2026-03-13"), 5)));
        Assert.That(await world.CountAsync("breach"), Is.EqualTo(2));

        await world.DoAsync("2026-03-16T10:00:00", id, new CaseCommand.ExplainBreach(Clock.PromisedId, "因系统迁移延误"), People.Clerk);
        await world.DoAsync("2026-03-17T10:00:00", id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head);
        var ended = (await world.BreachesAsync("2026-03-20")).Single();
        Assert.That((ended.EndedOn, ended.Published?.Text), Is.EqualTo((Day("2026-03-17"), "因系统迁移延误")), "what is said now is said of the second");
        await world.CheckAllAsync();
    }

    // Suspended and resumed within 11 March: no day is left out, so the promise falls due on the same day once more.
    [TestCase(false, TestName = "Breached_again_at_the_same_instant_it_is_the_same_breach_unexplained")]
    [TestCase(true, TestName = "Breached_again_at_the_same_instant_in_the_step_of_its_first_discovery_it_is_one_breach")]
    public async Task Breached_again_at_the_same_instant(bool discoveredByTheAct)
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.ReviewAsync(id);
        world.Clock.SetTo(World.At("2026-03-12T08:30:00"));
        if (!discoveredByTheAct)
        {
            await world.Sweep.FireAllDueAsync();
            await world.DoAsync(id, new CaseCommand.ExplainBreach(Clock.PromisedId, "因系统迁移延误"), People.Clerk);
        }

        await world.DoAsync(id, Suspend(5) with { EffectiveAt = World.At("2026-03-11T10:00:00") }, People.Clerk);
        Assert.That(await world.BreachesAsync("2026-03-12"), Is.Empty);
        await world.DoAsync(id, new CaseCommand.Resume(null) { EffectiveAt = World.At("2026-03-11T15:00:00") }, People.Clerk);

        var breach = (await world.BreachesAsync("2026-03-12")).Single();
        Assert.That((breach.DueOn, breach.BreachedOn, breach.Published, breach.Suspension?.Until), Is.EqualTo((Day("2026-03-11"), Day("2026-03-12"), (PublishedReason?)null, (DateOnly?)Day("2026-03-11"))));
        await world.CheckAllAsync();
    }

    // Declared five days from 4 March: due 11 March.
    [Test]
    public async Task A_special_procedure_past_the_time_declared_is_held_by_nobody_but_itself()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.DoAsync("2026-03-04T11:00:00", id, Suspend(5), People.Clerk);
        await world.UntilAsync("2026-03-12T00:00:00");

        var open = (await world.BreachesAsync("2026-03-12")).Single();
        Assert.That((open.ClockId, open.Kind, open.Phase, open.HeldBy.Count), Is.EqualTo((Clock.SuspensionId, "suspension", "suspended", 0)));
        Assert.That(open.Suspension, Is.EqualTo(new BreachSuspension("tender", Day("2026-03-04"), null, 5)));

        await world.DoAsync("2026-03-13T10:00:00", id, new CaseCommand.Resume(null), People.Clerk);
        Assert.That((await world.BreachesAsync("2026-03-30")).Single(breach => breach.Kind == "suspension").EndedOn, Is.EqualTo(Day("2026-03-13")));
        await world.CheckAllAsync();
    }

    // Art 32(4): nobody told the applicant anything within five days.
    [Test]
    public async Task The_notice_was_held_by_the_window()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await world.ReceivedAsync();
        await world.UntilAsync("2026-03-10T00:00:00");

        var breach = (await world.BreachesAsync("2026-03-10")).Single();
        Assert.That((breach.ClockId, breach.Phase, breach.HeldBy.Count, breach.EndedOn), Is.EqualTo((Clock.NoticeId, "received", 0, Day("2026-03-10"))));
        await world.CheckAllAsync();
    }

    [Test]
    public async Task Many_in_one_transaction_are_each_recorded()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var cases = await world.ReceivedAsync(40);
        await world.UntilAsync("2026-03-31T00:00:00");

        var breaches = await world.BreachesAsync("2026-03-31");
        Assert.That(breaches.Select(breach => breach.CaseId).Distinct(), Is.EquivalentTo(cases));
        Assert.That(breaches.Count(breach => breach.Kind == "statutory"), Is.EqualTo(40));
        await world.CheckAllAsync();
    }

    private static CaseCommand.Suspend Suspend(int days) => new("tender", days, "长防特告〔2026〕1号", "组织招标");
}
