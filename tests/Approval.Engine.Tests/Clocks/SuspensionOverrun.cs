using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>
/// DOMAIN 5: a special procedure has a timer of the days declared to the applicant (art 45), which goes yellow when they run out soon and
/// red when they are exceeded. Five days declared on 3 March 2026 end on the 10th.
/// </summary>
public class SuspensionOverrun
{
    private static Given Suspended(int days = 5) => Phases.InReview().And(Clerk, "2026-03-03 10:00", Sample.Suspend with { ExpectedDays = days });

    [Test]
    public void Blue_while_there_is_time() => Assert.That(Suspended().Until("2026-03-08 23:59").File.Lamp, Is.EqualTo(Lamp.Blue));

    [Test]
    public void Yellow_with_a_card_when_the_declared_days_run_out_soon()
    {
        var given = Suspended().Until("2026-03-09 00:00");

        Assert.That(given.File.Lamp, Is.EqualTo(Lamp.Yellow));
        Assert.That(given.File.Cards.Where(card => card.ClockId == Clock.SuspensionId), Is.EqualTo(new[] { new Card("suspension.warned", CardLevel.Warning, Clock.SuspensionId, Day("2026-03-09")) }));
        Assert.That(given.Entries.Select(entry => entry.Event).OfType<CaseEvent.LampChanged>().Last(), Is.EqualTo(new CaseEvent.LampChanged(Lamp.Blue, Lamp.Yellow, "suspension.warned")));
    }

    [Test]
    public void Red_with_a_card_when_they_are_exceeded()
    {
        var given = Suspended().Until("2026-03-11 00:00");

        Assert.That(given.File.Lamp, Is.EqualTo(Lamp.Red));
        Assert.That(given.File.Cards.Where(card => card.ClockId == Clock.SuspensionId).Select(card => (card.Rule, card.Level)), Is.EqualTo(new[] { ("suspension.warned", CardLevel.Warning), ("suspension.breached", CardLevel.Red) }));
        Assert.That(given.Entries.Select(entry => entry.Event).OfType<CaseEvent.CardIssued>().Last().Recipients, Does.Contain("supervisor"));
        Assert.That((given.Clock(Clock.PromisedId).Status, given.Clock(Clock.StatutoryId).Status), Is.EqualTo((ClockStatus.Suspended, ClockStatus.Suspended)), "the limits of the case stand still all the same");
    }

    [Test]
    public void Resumed_in_time_it_is_over_without_a_trace_on_the_lamp() =>
        Suspended().When(Clerk, "2026-03-06 10:00", Sample.Resume).ThenClock(Clock.SuspensionId, ClockStatus.Stopped, "2026-03-10").ThenLamp(Lamp.Green);

    [Test]
    public void Resumed_late_the_lamp_recovers_and_the_worst_is_remembered()
    {
        var tried = Suspended().When(Clerk, "2026-03-12 10:00", Sample.Resume);

        tried.ThenClock(Clock.SuspensionId, ClockStatus.Breached, "2026-03-10").ThenLamp(Lamp.Green);
        Assert.That(tried.After.File.WorstLamp, Is.EqualTo(Lamp.Red));
    }

    // A second one begins with a timer of its own; its cards are those of the rule, once for each case.
    [Test]
    public void A_second_one_has_its_own_days()
    {
        var given = Suspended().And(Clerk, "2026-03-12 10:00", Sample.Resume).And(Clerk, "2026-03-13 10:00", Sample.Suspend with { ExpectedDays = 2 });

        Assert.That((given.Clock(Clock.SuspensionId).Status, given.Clock(Clock.SuspensionId).Deadline!.Due), Is.EqualTo((ClockStatus.Running, Day("2026-03-17"))));
        Assert.That(given.Until("2026-03-18 00:00").File.Lamp, Is.EqualTo(Lamp.Red));
        Assert.That(given.Until("2026-03-18 00:00").File.Cards.Count(card => card.Rule == "suspension.breached"), Is.EqualTo(1));
    }
}
