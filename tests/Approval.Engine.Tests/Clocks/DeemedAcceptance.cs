using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>视为受理 (art 32(4)): not told in time, accepted from the day the materials were received. Done by the law, written by the system.</summary>
public class DeemedAcceptance
{
    // Received, last day of the notice, promised due, statutory due.
    [TestCase("2026-03-02 10:00", "2026-03-10 00:00", "2026-03-11", "2026-03-30", TestName = "DOMAIN 1.7: received 2 March")]
    [TestCase("2026-02-12 10:00", "2026-02-27 00:00", "2026-02-28", "2026-03-18", TestName = "Across Spring Festival")]
    [TestCase("2026-09-24 10:00", "2026-10-10 00:00", "2026-10-12", "2026-10-29", TestName = "Across Mid-Autumn and National Day")]
    public void Accepted_from_the_day_of_receipt(string received, string deemedAt, string promised, string statutory)
    {
        var before = Given.Received(received).WhenTimersSlept(TimerRule, At(deemedAt).AddSeconds(-1), Sample.FireTimer).After;
        Assert.That(before.Phase, Is.EqualTo("received"));

        var given = Given.Received(received).Until(deemedAt);

        var state = (CaseState.InReview)given.State;
        Assert.That(state.Acceptance, Is.EqualTo(new Acceptance(CivilTime.DayOf(At(received)), true)));
        Assert.That(given.Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day(statutory)));
        Assert.That(given.Clock(Clock.PromisedId).Deadline!.Due, Is.EqualTo(Day(promised)));
        Assert.That(given.Clock(Clock.NoticeId).Status, Is.EqualTo(ClockStatus.Breached));
        Assert.That(given.File.Lamp, Is.EqualTo(Lamp.RedPlus));
        Assert.That(given.Entries.Select(entry => entry.Event).OfType<CaseEvent.LampChanged>().Last(), Is.EqualTo(new CaseEvent.LampChanged(Lamp.Yellow, Lamp.RedPlus, "acceptance.deemed")));
        Assert.That(given.File.Ledger.Entries.Single().Operation, Is.EqualTo(LedgerOperation.Deem));
    }

    [Test]
    public void The_law_acts_under_no_ones_name()
    {
        var given = Given.Received("2026-03-02 10:00").Until("2026-03-10 00:00");

        var written = given.Entries.Skip(2).ToList();
        Assert.That(written, Has.All.Matches<CaseEntry>(entry => entry.Actor is { Kind: ActorKind.System, Roles.IsEmpty: true, Office: null }));
        var deemed = written.Single(entry => entry.Event is CaseEvent.DeemedAccepted);
        Assert.That((deemed.Actor.Id, deemed.EffectiveAt), Is.EqualTo(("system:deemedAcceptance", At("2026-03-10 00:00"))));
        Assert.That(((CaseEvent.DeemedAccepted)deemed.Event).LegalBasis, Is.EqualTo("行政许可法第三十二条第一款第四项"));
    }

    [Test]
    public void A_promise_of_five_days_is_broken_at_the_same_instant()
    {
        var given = Given.Received("2026-03-02 10:00", Matters.Promising(5)).Until("2026-03-10 00:00");

        var promised = given.Clock(Clock.PromisedId);
        Assert.That((promised.Status, promised.Deadline!.Due), Is.EqualTo((ClockStatus.Breached, Day("2026-03-09"))));
        Assert.That(given.Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day("2026-03-30")));
    }

    // The limits that the law starts afterwards warn nobody in the past: 9 March is the warning of seven days from the 2nd.
    [Test]
    public void What_the_deeming_begins_warns_with_it_and_not_before()
    {
        var given = Given.Received("2026-03-02 10:00").Until("2026-03-10 00:00");

        var written = given.Entries.ToList();
        var warned = written.FindIndex(entry => entry.Event is CaseEvent.ClockWarned { ClockId: Clock.PromisedId });
        Assert.That(warned, Is.GreaterThan(written.FindIndex(entry => entry.Event is CaseEvent.DeemedAccepted)));
        Assert.That(written[warned].EffectiveAt, Is.EqualTo(At("2026-03-10 00:00")));
        Assert.That(written.Select(entry => entry.EffectiveAt), Is.Ordered);
    }

    // The limit itself ran from the day of receipt, so a promise of two days was broken when its last day was over.
    [Test]
    public void A_promise_broken_before_the_deeming_was_broken_on_its_day()
    {
        var given = Given.Received("2026-03-02 10:00", Matters.Promising(2)).Until("2026-03-10 00:00");

        Assert.That(given.Entries.Single(entry => entry.Event is CaseEvent.ClockBreached { ClockId: Clock.PromisedId }).EffectiveAt, Is.EqualTo(At("2026-03-05 00:00")));
    }

    [Test]
    public void After_a_correction_it_counts_from_the_new_receipt()
    {
        var given = Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-04 10:00", Sample.RequestCorrection).And(Applicant, "2026-03-12 10:00", Sample.SubmitCorrection);
        Assert.That(given.Until("2026-03-19 23:59:59").Phase, Is.EqualTo("received"));

        var deemed = given.Until("2026-03-20 00:00");

        Assert.That(((CaseState.InReview)deemed.State).Acceptance, Is.EqualTo(new Acceptance(Day("2026-03-12"), true) { Corrected = ((CaseState.InReview)deemed.State).Acceptance.Corrected }));
        Assert.That(deemed.Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day("2026-04-10")));
    }

    [Test]
    public void While_the_applicant_holds_the_time_nothing_is_deemed() =>
        Assert.That(Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-04 10:00", Sample.RequestCorrection).Until("2026-12-01 00:00").Phase, Is.EqualTo("correctionRequested"));

    [Test]
    public void A_late_timer_makes_it_no_later()
    {
        var onTime = Given.Received("2026-03-02 10:00").Until("2026-03-10 00:00");
        var late = Given.Received("2026-03-02 10:00").WhenTimersSlept(TimerRule, At("2026-03-10 08:15"), Sample.FireTimer);

        var (atOnce, slept) = (onTime.Entries.ToList(), late.After.Entries.ToList());
        var deemed = slept.FindIndex(entry => entry.Event is CaseEvent.DeemedAccepted);
        Assert.That(slept.Take(deemed).Select(entry => (EventCatalogue.NameOf(entry.Event), entry.EffectiveAt)), Is.EqualTo(atOnce.Take(deemed).Select(entry => (EventCatalogue.NameOf(entry.Event), entry.EffectiveAt))));
        Assert.That(slept[deemed].EffectiveAt, Is.EqualTo(At("2026-03-10 00:00")));
        Assert.That(slept[deemed + 1].EffectiveAt, Is.EqualTo(At("2026-03-10 00:00")), "the clocks begin with the acceptance, not with the timer");
        Assert.That(late.After.Clock(Clock.StatutoryId), Is.EqualTo(onTime.Clock(Clock.StatutoryId)));
    }

    // 优化营商环境条例 40: what is no licence gets no licence rules. The office is late, the applicant is not accepted.
    [Test]
    public void What_is_no_licence_is_not_deemed_accepted()
    {
        var given = Given.Received("2026-03-02 10:00", Matters.Filing).Until("2026-03-20 00:00");

        Assert.That((given.Phase, given.File.Lamp, given.Clock(Clock.NoticeId).Status), Is.EqualTo(("received", Lamp.RedPlus, ClockStatus.Breached)));
        given.When(Clerk, "2026-03-20 09:00", Sample.Accept).ThenPhase("inReview").ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-27").ThenLamp(Lamp.RedPlus);
    }
}
