using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>补录: acts typed after they happened, by whom the procedure lets and as far back as it lets.</summary>
public class LateEntries
{
    [Test]
    public void The_act_counts_from_the_day_it_happened() =>
        Phases.Received().When(Clerk, "2026-03-05 09:00", Sample.Accept, effective: "2026-03-03 16:00")
            .ThenBy(Clerk, new CaseEvent.Accepted(Day("2026-03-03")))
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-12").ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-03-31");

    [Test]
    public void A_receipt_on_paper_may_be_typed_the_next_day()
    {
        var tried = Given.Nothing().When(Clerk, "2026-03-04 09:00", Sample.Receive(Channel.Window), effective: "2026-03-03 16:00");
        tried.ThenClock(Clock.NoticeId, ClockStatus.Running, "2026-03-10");
        Assert.That(tried.After.File.ReceivedAt, Is.EqualTo(At("2026-03-03 16:00")));
    }

    [Test]
    public void The_journal_keeps_both_times()
    {
        var tried = Phases.InReview().When(Clerk, "2026-03-05 09:00", Sample.Suspend, effective: "2026-03-04 16:00");
        var entry = tried.Decision.Entries[0];
        Assert.That(entry.EffectiveAt, Is.EqualTo(At("2026-03-04 16:00")));
        Assert.That(((CaseEvent.Suspended)entry.Event).Entry.EnteredAt, Is.EqualTo(At("2026-03-05 09:00")));
    }

    [Test]
    public void Typed_late_or_at_once_leads_to_the_same_deadlines()
    {
        var atOnce = Phases.Received().And(Clerk, "2026-03-03 16:00", Sample.Accept).And(Clerk, "2026-03-04 10:00", Sample.Suspend).And(Clerk, "2026-03-06 10:00", Sample.Resume);
        var late = Phases.Received()
            .And(Clerk, "2026-03-06 08:00", Sample.Accept, "2026-03-03 16:00")
            .And(Clerk, "2026-03-06 08:01", Sample.Suspend, "2026-03-04 10:00")
            .And(Clerk, "2026-03-06 10:00", Sample.Resume);

        foreach (var id in new[] { Clock.PromisedId, Clock.StatutoryId })
        {
            Assert.That(late.Clock(id).Deadline, Is.EqualTo(atOnce.Clock(id).Deadline), id);
        }
    }

    // Promised 11 March: decided on that day, typed on the next, when the timer had already called it late.
    [Test]
    public void A_decision_of_the_last_day_typed_the_next_morning_kept_the_promise()
    {
        var tried = Phases.Reviewed().Until("2026-03-12 08:00").When(Head, "2026-03-12 08:30", Sample.Grant, effective: "2026-03-11 16:30");

        tried.ThenClock(Clock.PromisedId, ClockStatus.Stopped, "2026-03-11").ThenClock(Clock.DeliveryId, ClockStatus.Running, "2026-03-25");
        Assert.That(tried.Before.Clock(Clock.PromisedId).Status, Is.EqualTo(ClockStatus.Breached));
        Assert.That(tried.After.File.WorstLamp, Is.EqualTo(Lamp.Red), "a card once issued is only ever written off by a supervisor");
    }

    [Test]
    public void A_decision_made_too_late_stays_too_late() =>
        Phases.Reviewed().Until("2026-03-12 08:00").When(Head, "2026-03-12 08:30", Sample.Grant).ThenClock(Clock.PromisedId, ClockStatus.Breached, "2026-03-11");

    [Test]
    public void A_special_procedure_begun_on_the_last_day_and_typed_the_next_stops_the_clock() =>
        Phases.Reviewed().Until("2026-03-12 08:00").When(Clerk, "2026-03-12 08:30", Sample.Suspend, effective: "2026-03-11 10:00")
            .ThenClock(Clock.PromisedId, ClockStatus.Suspended, null).ThenLamp(Lamp.Blue).After
            .When(Clerk, "2026-03-16 10:00", Sample.Resume).ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-16");

    [Test]
    public void A_special_procedure_begun_after_the_last_day_brings_nothing_back() =>
        Phases.InReview().When(Clerk, "2026-03-12 08:30", Sample.Suspend)
            .ThenClock(Clock.PromisedId, ClockStatus.Breached, "2026-03-11").ThenClock(Clock.StatutoryId, ClockStatus.Suspended, null).ThenLamp(Lamp.Red);

    [Test]
    public void An_extension_granted_before_expiry_and_typed_after_it_holds() =>
        Phases.InReview().Until("2026-03-31 08:00").When(Head, "2026-03-31 08:30", Sample.Extend, effective: "2026-03-30 16:00")
            .ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-04-14");

    [Test]
    public void A_threshold_already_passed_when_the_act_is_typed_is_recorded_with_it()
    {
        var key = Given.Received("2026-03-02 10:00", key: true).When(Clerk, "2026-03-04 09:00", Sample.Accept, effective: "2026-03-02 11:00");

        key.Then("case.accepted.v1", "clocks.recorded.v1", "clock.warned.v1", "card.issued.v1", "lamp.changed.v1", "clock.breached.v1", "card.issued.v1", "lamp.changed.v1")
            .ThenClock(Clock.PromisedId, ClockStatus.Breached, "2026-03-02").ThenLamp(Lamp.Red);
        Assert.That(key.Decision.Entries[5].EffectiveAt, Is.EqualTo(At("2026-03-03 00:00")));
    }

    [TestCase("2026-03-05 09:01", "time.in_future")]
    [TestCase("2026-03-02 09:59", "time.before_receipt")]
    public void Never_ahead_and_never_before_the_receipt(string effective, string code) =>
        Phases.Received().When(Clerk, "2026-03-05 09:00", Sample.Accept, effective).ThenRejected(RejectionKind.InvalidArgument, code);

    [Test]
    public void Never_before_the_act_it_follows() =>
        Phases.InReview().When(Clerk, "2026-03-03 09:00", Sample.Suspend, "2026-03-02 10:30").ThenRejected(RejectionKind.InvalidArgument, "time.before_previous_act");

    // Three working days: 4 May 2026 is a holiday, 9 May a worked Saturday.
    [TestCase("2026-05-09 10:00", "2026-05-06 10:00", true)]
    [TestCase("2026-05-09 10:00", "2026-04-30 16:00", false)]
    [TestCase("2026-05-07 10:00", "2026-04-30 16:00", true)]
    public void At_most_three_working_days_back(string at, string effective, bool allowed)
    {
        var tried = Given.Received("2026-04-29 10:00").When(Clerk, at, Sample.Accept, effective);
        if (allowed)
        {
            tried.ThenPhase("inReview");
        }
        else
        {
            tried.ThenRejected(RejectionKind.InvalidArgument, "time.backdating_too_far");
        }
    }

    [Test]
    public void Not_by_everybody()
    {
        Phases.InReview().When(Reviewer, "2026-03-04 09:00", Sample.Suspend, "2026-03-03 16:00").ThenRejected(RejectionKind.Forbidden, "time.backdating_not_allowed");
        Phases.InReview().When(Applicant, "2026-03-04 09:00", Sample.Withdraw, "2026-03-03 16:00").ThenRejected(RejectionKind.Forbidden, "time.backdating_not_allowed");
    }

    [Test]
    public void An_earlier_hour_of_the_same_day_is_for_everybody() =>
        Phases.InReview().When(Reviewer, "2026-03-04 16:00", Sample.Suspend, "2026-03-04 09:00").ThenPhase("suspended");
}
