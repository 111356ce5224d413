using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>特别程序 (art 45): the promise and the statutory limit move by exactly the working days that did not count.</summary>
public class SpecialProcedures
{
    // Accepted, suspended, resumed, promised (7) and statutory (20) without and with.
    [TestCase("2026-03-02", "2026-03-04", "2026-03-09", "2026-03-16", "2026-04-02", TestName = "Three working days")]
    [TestCase("2026-03-02", "2026-03-04", "2026-03-04", "2026-03-11", "2026-03-30", TestName = "The same day: nothing changes")]
    [TestCase("2026-03-02", "2026-03-07", "2026-03-08", "2026-03-11", "2026-03-30", TestName = "Over a weekend: nothing changes")]
    [TestCase("2026-02-12", "2026-02-13", "2026-02-25", "2026-03-04", "2026-03-23", TestName = "Across Spring Festival: 14, 24 and 25 February")]
    [TestCase("2026-03-23", "2026-03-31", "2026-04-08", "2026-04-09", "2026-04-28", TestName = "Across Qingming: five working days")]
    [TestCase("2026-09-22", "2026-09-24", "2026-10-09", "2026-10-15", "2026-11-03", TestName = "Across Mid-Autumn and National Day: five working days")]
    [TestCase("2026-03-02", "2026-03-02", "2026-03-03", "2026-03-12", "2026-03-31", TestName = "From the day of acceptance")]
    [TestCase("2026-03-02", "2026-03-11", "2026-03-13", "2026-03-13", "2026-04-01", TestName = "Begun on the last day of the promise")]
    [TestCase("2026-03-02", "2026-03-11", "2026-03-14", "2026-03-16", "2026-04-01", TestName = "Begun on the last day, ended on a day of rest: the next working day is last")]
    public void Both_limits_move_by_the_days_excluded(string accepted, string suspended, string resumed, string promised, string statutory)
    {
        var given = Given.Received($"{accepted} 10:00").And(Clerk, $"{accepted} 10:00", Sample.Accept)
            .And(Clerk, $"{suspended} 11:00", Sample.Suspend).And(Clerk, $"{resumed} 12:00", Sample.Resume);

        Assert.That(given.Clock(Clock.PromisedId).Deadline!.Due, Is.EqualTo(Day(promised)));
        Assert.That(given.Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day(statutory)));
        Assert.That(given.Clock(Clock.PromisedId).Status, Is.EqualTo(ClockStatus.Running));
    }

    [Test]
    public void Two_in_a_row_add_up()
    {
        var given = Phases.InReview().And(Clerk, "2026-03-04 10:00", Sample.Suspend).And(Clerk, "2026-03-06 10:00", Sample.Resume)
            .And(Clerk, "2026-03-09 10:00", Sample.Suspend with { Kind = "hearing" }).And(Clerk, "2026-03-10 10:00", Sample.Resume);

        Assert.That((given.Clock(Clock.PromisedId).Deadline!.Due, given.Clock(Clock.StatutoryId).Deadline!.Due), Is.EqualTo((Day("2026-03-16"), Day("2026-04-02"))));
        Assert.That(given.Clock(Clock.PromisedId).LedgerVersion, Is.EqualTo(4));
    }

    [Test]
    public void A_key_project_due_the_same_day_is_due_on_the_day_it_is_resumed() =>
        Given.Received("2026-03-02 10:00", key: true).And(Clerk, "2026-03-02 10:30", Sample.Accept).And(Clerk, "2026-03-02 11:00", Sample.Suspend)
            .When(Clerk, "2026-03-05 09:00", Sample.Resume).ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-05").ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-04-02");

    [Test]
    public void Nothing_falls_due_while_the_time_stands_still()
    {
        var given = Phases.InReview().And(Clerk, "2026-03-03 10:00", Sample.Suspend with { ExpectedDays = 30 }).Until("2026-04-01 00:00");

        Assert.That(given.File.Lamp, Is.EqualTo(Lamp.Blue));
        Assert.That(given.Clock(Clock.StatutoryId), Has.Property("Status").EqualTo(ClockStatus.Suspended).And.Property("Deadline").Null);
    }

    [Test]
    public void Steps_of_the_chain_stand_still_too() =>
        Phases.InReview().And(Clerk, "2026-03-03 10:00", Sample.Suspend).When(Clerk, "2026-03-09 10:00", Sample.Resume)
            .ThenClock(Clock.StepId("review", "technical"), ClockStatus.Running, "2026-03-11");

    [Test]
    public void An_extension_adds_up_with_a_special_procedure_in_either_order()
    {
        var extendedFirst = Phases.InReview().And(Head, "2026-03-05 10:00", Sample.Extend).And(Clerk, "2026-03-09 10:00", Sample.Suspend).And(Clerk, "2026-03-12 10:00", Sample.Resume);
        var extendedLast = Phases.InReview().And(Clerk, "2026-03-09 10:00", Sample.Suspend).And(Clerk, "2026-03-12 10:00", Sample.Resume).And(Head, "2026-03-13 10:00", Sample.Extend);

        Assert.That(extendedFirst.Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day("2026-04-17")));
        Assert.That(extendedLast.Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day("2026-04-17")));
    }
}
