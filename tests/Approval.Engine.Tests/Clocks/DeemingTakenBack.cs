using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>
/// 期限内已告知、事后补录: the law deems only where nothing was told in time (art 32(4)). Received on 2 March 2026, the notice ran to the
/// 9th, deemed accepted at the midnight after it; the clerk may type an act up to three working days late.
/// </summary>
public class DeemingTakenBack
{
    private const string Told = "2026-03-09 16:00";

    private static Given Deemed() => Phases.Received().Until("2026-03-10 00:00");

    [Test]
    public void An_acceptance_in_time_typed_late_is_an_acceptance()
    {
        var tried = Deemed().When(Clerk, "2026-03-10 09:00", Sample.Accept, Told);

        tried.Then("case.deemingTakenBack.v1", "case.accepted.v1", "clocks.recorded.v1", "lamp.changed.v1")
            .ThenBy(Clerk, new CaseEvent.Accepted(Day("2026-03-09"))).ThenPhase("inReview")
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-18").ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-04-07").ThenLamp(Lamp.Green);
        Assert.That(tried.After.Clock(Clock.NoticeId), Has.Property("Status").EqualTo(ClockStatus.Stopped).And.Property("StoppedOn").EqualTo(Day("2026-03-09")));
        Assert.That(CaseEvolution.AcceptanceOf(tried.After.State), Is.EqualTo(new Acceptance(Day("2026-03-09"), false)));
    }

    [Test]
    public void It_comes_to_the_deadlines_of_the_same_act_typed_at_once()
    {
        var (late, atOnce) = (Deemed().And(Clerk, "2026-03-10 09:00", Sample.Accept, Told), Phases.Received().And(Clerk, Told, Sample.Accept));

        foreach (var id in new[] { Clock.NoticeId, Clock.PromisedId, Clock.StatutoryId })
        {
            Assert.That(late.Clock(id) with { LedgerVersion = 0 }, Is.EqualTo(atOnce.Clock(id) with { LedgerVersion = 0, Warned = late.Clock(id).Warned }), id);
        }
    }

    [Test]
    public void Nothing_is_deleted()
    {
        var deemed = Deemed();
        var after = deemed.And(Clerk, "2026-03-10 09:00", Sample.Accept, Told);

        Assert.That(after.Entries.Take(deemed.Entries.Count), Is.EqualTo(deemed.Entries));
        Assert.That(after.File.Ledger.Entries.Select(entry => entry.Operation), Is.EqualTo(new[] { LedgerOperation.Deem, LedgerOperation.TakeBack }));
        Assert.That(after.File.Cards.Select(card => card.Rule), Does.Contain("notice.breached"), "a card is only ever written off");
        Assert.That(after.File.WorstLamp, Is.EqualTo(Lamp.RedPlus));
    }

    [Test]
    public void The_tasks_that_the_deeming_offered_are_gone_and_the_new_ones_are_others()
    {
        var deemed = Deemed();
        var after = deemed.And(Clerk, "2026-03-10 09:00", Sample.Accept, Told);

        Assert.That(after.Review.Round, Is.EqualTo(2));
        Assert.That(after.Review.Tasks.Select(task => task.Id), Is.All.Matches<Guid>(id => deemed.Review.Find(id) is null));
    }

    [Test]
    public void A_correction_notice_given_in_time_puts_the_time_into_the_applicants_hands()
    {
        var asked = Deemed().When(Clerk, "2026-03-10 09:00", Sample.RequestCorrection, Told).ThenPhase("correctionRequested").After;

        Assert.That(asked.File.Clocks.Select(clock => clock.Id), Is.EqualTo(new[] { Clock.NoticeId }), "no limit runs");
        Assert.That(asked.And(Applicant, "2026-03-12 10:00", Sample.SubmitCorrection).Clock(Clock.NoticeId).Deadline!.Due, Is.EqualTo(Day("2026-03-19")));
    }

    // art 72(4): what could have been named the first time may not be asked for again, deemed or not.
    [Test]
    public void The_first_notice_is_not_forgotten()
    {
        var deemed = Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-04 10:00", Sample.RequestCorrection).And(Applicant, "2026-03-12 10:00", Sample.SubmitCorrection).Until("2026-03-20 00:00");
        Assert.That(deemed.Phase, Is.EqualTo("inReview"));

        deemed.When(Clerk, "2026-03-20 09:00", Sample.RequestCorrection, "2026-03-19 16:00").ThenRejected(RejectionKind.InvalidState, "correction.second_notice");
    }

    [Test]
    public void A_refusal_to_accept_and_a_decline_given_in_time_count_too()
    {
        Deemed().When(Head, "2026-03-10 09:00", Sample.RefuseAcceptance, Told).ThenPhase("notAccepted");
        Deemed().When(Clerk, "2026-03-10 09:00", Sample.Decline, Told).ThenPhase("declined");
    }

    [Test]
    public void Whether_the_timer_was_late_makes_no_difference()
    {
        var onTime = Deemed().When(Clerk, "2026-03-10 09:00", Sample.Accept, Told).After;
        var slept = Phases.Received().WhenTimersSlept(Clerk, At("2026-03-10 09:00"), Sample.Accept with { EffectiveAt = At(Told) }).After;

        Assert.That(slept.Entries.Select(entry => EventCatalogue.NameOf(entry.Event)), Does.Contain("case.deemedAccepted.v1").And.Contain("case.deemingTakenBack.v1"));
        Assert.That(slept.File.Clocks.Select(clock => (clock.Id, clock.Status, clock.Deadline)), Is.SupersetOf(onTime.File.Clocks.Where(clock => clock.Kind != ClockKind.Step).Select(clock => (clock.Id, clock.Status, clock.Deadline))));
    }

    // 承诺 2: broken on the 5th by the deeming, and by the acceptance of the 9th not before the 12th.
    [Test]
    public void A_promise_that_only_the_deeming_had_broken_runs_from_the_acceptance()
    {
        var deemed = Given.Received("2026-03-02 10:00", Matters.Promising(2)).Until("2026-03-10 00:00");
        Assert.That(deemed.Clock(Clock.PromisedId).Status, Is.EqualTo(ClockStatus.Breached));

        deemed.When(Clerk, "2026-03-10 09:00", Sample.Accept, Told).ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-11");
    }

    [Test]
    public void Given_after_the_notice_had_run_out_it_is_too_late() =>
        Deemed().When(Clerk, "2026-03-10 09:00", Sample.Accept, "2026-03-10 00:00").ThenRejected(RejectionKind.InvalidState, "case.invalid_state");

    [Test]
    public void Typed_too_late_by_the_rule_of_the_procedure_it_stays_deemed() =>
        Deemed().When(Clerk, "2026-03-13 09:00", Sample.Accept, Told).ThenRejected(RejectionKind.InvalidArgument, "time.backdating_too_far");

    [Test]
    public void Once_somebody_has_acted_on_the_deeming_it_stays() =>
        Deemed().And(Reviewer, "2026-03-10 08:30", given => new CaseCommand.ClaimTask(given.Task("technical").Id))
            .When(Clerk, "2026-03-10 09:00", Sample.Accept, Told).ThenRejected(RejectionKind.InvalidArgument, "time.before_previous_act");

    [Test]
    public void An_explicit_acceptance_is_not_taken_back() =>
        Phases.InReview().When(Clerk, "2026-03-10 09:00", Sample.Accept, Told).ThenRejected(RejectionKind.InvalidState, "case.invalid_state");
}
