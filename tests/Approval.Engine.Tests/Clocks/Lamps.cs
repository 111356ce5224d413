using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>亮灯 (DOMAIN 5): green, yellow near the end, red past the promise, red-plus past the law, blue while the time stands still.</summary>
public class Lamps
{
    /// <summary>No chain, so that only the limits of the case give the colour. Accepted 2 March: promised 11 March, statutory 30 March.</summary>
    private static Given Accepted(bool key = false) =>
        Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = Approval.Engine.Procedures.Chain.None }, key: key).And(Clerk, "2026-03-02 11:00", Sample.Accept);

    [TestCase("2026-03-02 12:00", Lamp.Green)]
    [TestCase("2026-03-08 23:59:59", Lamp.Green)]
    [TestCase("2026-03-09 00:00", Lamp.Yellow, TestName = "Two working days before a promise of seven")]
    [TestCase("2026-03-11 23:59:59", Lamp.Yellow, TestName = "The last day belongs to the office")]
    [TestCase("2026-03-12 00:00", Lamp.Red)]
    [TestCase("2026-03-30 23:59:59", Lamp.Red)]
    [TestCase("2026-03-31 00:00", Lamp.RedPlus)]
    public void The_colour_follows_the_clock(string at, Lamp lamp) => Assert.That(Accepted().Until(at).File.Lamp, Is.EqualTo(lamp));

    [Test]
    public void Every_change_is_a_card_with_its_rule_and_instant()
    {
        var cards = Accepted().Until("2026-03-31 00:00").Entries.Where(entry => entry.Event is CaseEvent.LampChanged)
            .Select(entry => (((CaseEvent.LampChanged)entry.Event).To, ((CaseEvent.LampChanged)entry.Event).Rule, entry.EffectiveAt, entry.Actor.Id));

        Assert.That(cards, Is.EqualTo(new[]
        {
            (Lamp.Yellow, "promised.warned", At("2026-03-09 00:00"), "system:lamp"),
            (Lamp.Red, "promised.breached", At("2026-03-12 00:00"), "system:lamp"),
            (Lamp.RedPlus, "statutory.breached", At("2026-03-31 00:00"), "system:lamp"),
        }));
    }

    [Test]
    public void A_key_project_is_yellow_at_once_and_red_the_next_day()
    {
        Assert.That(Accepted(key: true).File.Lamp, Is.EqualTo(Lamp.Yellow));
        Assert.That(Accepted(key: true).Until("2026-03-03 00:00").File.Lamp, Is.EqualTo(Lamp.Red));
    }

    [Test]
    public void No_card_is_dated_before_the_act_that_brought_it()
    {
        var accepted = At("2026-03-02 11:00");
        Assert.That(
            Accepted(key: true).Entries.Where(entry => entry.Event is CaseEvent.ClockWarned or CaseEvent.LampChanged).Select(entry => entry.EffectiveAt),
            Is.EqualTo(new[] { accepted, accepted }));
    }

    // Declared five days from 4 March: due 11 March.
    [TestCase("2026-03-04 12:00", Lamp.Blue)]
    [TestCase("2026-03-10 00:00", Lamp.Yellow, TestName = "The declared time runs out")]
    [TestCase("2026-03-12 00:00", Lamp.Red, TestName = "The declared time is exceeded")]
    public void A_special_procedure_is_blue_as_long_as_it_keeps_the_time_declared(string at, Lamp lamp) =>
        Assert.That(Accepted().And(Clerk, "2026-03-04 11:00", Sample.Suspend).Until(at).File.Lamp, Is.EqualTo(lamp));

    [Test]
    public void One_that_overran_is_green_again_when_it_ends_but_stays_with_the_case()
    {
        var resumed = Accepted().And(Clerk, "2026-03-04 11:00", Sample.Suspend).And(Clerk, "2026-03-13 10:00", Sample.Resume);
        Assert.That((resumed.File.Lamp, resumed.File.WorstLamp), Is.EqualTo((Lamp.Green, Lamp.Red)));

        Assert.That(resumed.And(Head, "2026-03-16 10:00", Sample.Grant).File.Lamp, Is.EqualTo(Lamp.Red));
    }

    [Test]
    public void A_suspension_is_no_fault() =>
        Assert.That(
            Accepted().And(Clerk, "2026-03-04 11:00", Sample.Suspend).And(Clerk, "2026-03-06 10:00", Sample.Resume).And(Head, "2026-03-09 10:00", Sample.Grant).File,
            Has.Property("Lamp").EqualTo(Lamp.Green).And.Property("WorstLamp").EqualTo(Lamp.Green));

    [Test]
    public void A_step_over_its_budget_is_yellow_until_it_is_done()
    {
        var overtime = Phases.InReview().Until("2026-03-06 00:00");
        Assert.That((overtime.File.Lamp, overtime.Clock("step:review/technical").Status), Is.EqualTo((Lamp.Yellow, ClockStatus.Breached)));

        var next = overtime.And(Reviewer, "2026-03-06 10:00", Sample.Endorse).And(OtherReviewer, "2026-03-06 10:10", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));
        Assert.That((next.File.Lamp, next.File.WorstLamp), Is.EqualTo((Lamp.Green, Lamp.Yellow)));
    }

    [Test]
    public void A_step_that_nears_its_budget_warns_but_the_case_stays_green()
    {
        var near = Phases.InReview().Until("2026-03-05 20:00");
        Assert.That((near.Clock("step:review/technical").Warned, near.File.Lamp), Is.EqualTo((true, Lamp.Green)));
    }

    [Test]
    public void A_finished_case_keeps_its_worst()
    {
        Assert.That(Accepted().And(Head, "2026-03-03 10:00", Sample.Grant).File.Lamp, Is.EqualTo(Lamp.Green));
        Assert.That(Accepted().And(Head, "2026-03-10 10:00", Sample.Grant).File.Lamp, Is.EqualTo(Lamp.Yellow));
        Assert.That(Accepted().And(Head, "2026-03-13 10:00", Sample.Grant).File.Lamp, Is.EqualTo(Lamp.Red));
        Assert.That(Accepted().And(Head, "2026-04-01 10:00", Sample.Grant).File.Lamp, Is.EqualTo(Lamp.RedPlus));
    }

    [Test]
    public void Deemed_accepted_it_is_red_plus_for_good() =>
        Assert.That(
            Given.Received("2026-03-02 10:00").Until("2026-03-10 00:00").And(Clerk, "2026-03-10 09:00", Sample.Suspend).File.Lamp,
            Is.EqualTo(Lamp.RedPlus));

    // Art 44: granted 3 March, ten working days, 17 March.
    [TestCase("2026-03-12 23:59:59", Lamp.Green)]
    [TestCase("2026-03-13 00:00", Lamp.Yellow)]
    [TestCase("2026-03-17 23:59:59", Lamp.Yellow)]
    [TestCase("2026-03-18 00:00", Lamp.RedPlus)]
    public void Delivery_is_watched_like_a_limit_of_the_law(string at, Lamp lamp) =>
        Assert.That(Phases.Decided().Until(at).File.Lamp, Is.EqualTo(lamp));
}
