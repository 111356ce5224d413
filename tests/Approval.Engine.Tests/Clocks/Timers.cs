using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>A timer only sends a command: late, early, double or superseded, it does nothing or the same.</summary>
public class Timers
{
    [Test]
    public void Early_it_does_nothing() =>
        Phases.Received().WhenTimersSlept(TimerRule, At("2026-03-09 23:59:59"), new CaseCommand.FireTimer(Clock.NoticeId, TimerKind.Breach, 0)).Then("clock.warned.v1", "card.issued.v1", "lamp.changed.v1").After
            .WhenTimersSlept(TimerRule, At("2026-03-09 23:59:59"), new CaseCommand.FireTimer(Clock.NoticeId, TimerKind.Breach, 0)).Then();

    [Test]
    public void A_second_before_the_warning_it_does_nothing() =>
        Phases.Received().WhenTimersSlept(TimerRule, At("2026-03-05 23:59:59"), new CaseCommand.FireTimer(Clock.NoticeId, TimerKind.Warn, 0)).Then();

    [Test]
    public void Double_it_does_nothing_the_second_time()
    {
        var fired = Phases.InReview().Until("2026-03-12 00:00");
        Assert.That(fired.File.Lamp, Is.EqualTo(Lamp.Red));
        fired.WhenTimersSlept(TimerRule, At("2026-03-12 00:00"), new CaseCommand.FireTimer(Clock.PromisedId, TimerKind.Breach, 0)).Then();
    }

    [Test]
    public void Superseded_it_does_nothing() =>
        Phases.Reviewed().And(Clerk, "2026-03-04 10:00", Sample.Suspend with { ExpectedDays = 10 })
            .WhenTimersSlept(TimerRule, At("2026-03-12 00:00"), new CaseCommand.FireTimer(Clock.PromisedId, TimerKind.Breach, 0)).Then();

    [Test]
    public void Of_a_clock_that_is_not_there_it_does_nothing() =>
        Phases.Received().WhenTimersSlept(TimerRule, At("2026-03-03 00:00"), new CaseCommand.FireTimer("step:nowhere/none", TimerKind.Breach, 7)).Then();

    [TestCase("withdrawn"), TestCase("served"), TestCase("declined"), TestCase("notAccepted"), TestCase("terminated"), TestCase("revoked"), TestCase("correctionRequested")]
    public void Of_a_case_at_rest_it_does_nothing(string phase) =>
        Phases.All[phase]().WhenTimersSlept(TimerRule, At("2026-06-30 00:00"), new CaseCommand.FireTimer(Clock.StatutoryId, TimerKind.Breach, 0)).Then();

    [Test]
    public void One_timer_does_the_work_of_all_that_are_late()
    {
        var slept = Phases.All["accepted"]().WhenTimersSlept(TimerRule, At("2026-04-02 10:00"), new CaseCommand.FireTimer(Clock.PromisedId, TimerKind.Warn, 0)).After;
        var onTime = Phases.All["accepted"]().Until("2026-04-02 10:00");

        Assert.That(slept.Json(), Is.EqualTo(onTime.Json()));
        Assert.That(slept.Entries.Select(entry => (EventCatalogue.NameOf(entry.Event), entry.Actor.Id, entry.EffectiveAt)), Is.EqualTo(onTime.Entries.Select(entry => (EventCatalogue.NameOf(entry.Event), entry.Actor.Id, entry.EffectiveAt))));
    }

    // What a person does is judged by the clock, whether or not a timer was late; the cards are the same.
    [TestCase("2026-03-10 10:00", Lamp.Yellow)]
    [TestCase("2026-03-13 10:00", Lamp.Red)]
    [TestCase("2026-04-02 10:00", Lamp.RedPlus)]
    public void An_act_before_a_late_timer_leaves_the_same_case(string at, Lamp worst)
    {
        var slept = Phases.Reviewed().WhenTimersSlept(Head, At(at), Sample.Grant).After;
        var onTime = Phases.Reviewed().When(Head, at, Sample.Grant).After;

        Assert.That(slept.Json(), Is.EqualTo(onTime.Json()));
        Assert.That(slept.File.WorstLamp, Is.EqualTo(worst));
    }

    [Test]
    public void An_overrun_special_procedure_is_remembered_though_the_timer_slept()
    {
        var suspended = Phases.Reviewed().And(Clerk, "2026-03-04 11:00", Sample.Suspend);

        Assert.That(suspended.WhenTimersSlept(Clerk, At("2026-03-13 10:00"), Sample.Resume).After.Json(), Is.EqualTo(suspended.When(Clerk, "2026-03-13 10:00", Sample.Resume).After.Json()));
    }

    [Test]
    public void A_refused_command_leaves_no_trace_of_the_time_that_passed()
    {
        Phases.Received().WhenTimersSlept(Reviewer, At("2026-03-20 10:00"), Sample.Accept).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");
        Phases.Received().WhenTimersSlept(Clerk, At("2026-03-20 10:00"), Sample.Accept with { EffectiveAt = At("2026-03-21 10:00") }).ThenRejected(RejectionKind.InvalidArgument, "time.in_future");
        Phases.Received().WhenTimersSlept(Clerk, At("2026-03-20 10:00"), Sample.Accept).ThenRejected(RejectionKind.InvalidState, "case.invalid_state");
    }

    [Test]
    public void Every_running_clock_has_one_and_the_rest_none()
    {
        var given = Phases.InJointReview();

        Assert.That(TimerPlan.For(given.File.Clocks).Select(timer => (timer.ClockId, timer.Kind, timer.FireAt)), Is.EquivalentTo(new[]
        {
            (Clock.PromisedId, TimerKind.Warn, At("2026-03-09 00:00")),
            (Clock.StatutoryId, TimerKind.Warn, At("2026-03-24 00:00")),
            ("step:joint/planning", TimerKind.Warn, At("2026-03-04 00:00")),
            ("step:joint/engineering", TimerKind.Warn, At("2026-03-04 00:00")),
        }));
    }
}
