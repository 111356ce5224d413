using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>When the warning comes: the larger of a number of days and a share of the limit, in every unit.</summary>
public class LampThresholds
{
    private static Given Promised(TimeLimit limit) =>
        Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = Chain.None, LocalLimits = [], Limits = Matters.Licence.Limits with { Promised = limit, Statutory = limit } }).And(Clerk, "2026-03-02 11:00", Sample.Accept);

    private static DateTimeOffset WarnsAt(Given given) => given.Clock(Clock.PromisedId).WarnsAt!.Value;

    // DOMAIN 5: warn = max(1 working day, a fifth of the promise, rounded up).
    [TestCase(1, 1)]
    [TestCase(3, 1)]
    [TestCase(5, 1)]
    [TestCase(6, 2)]
    [TestCase(7, 2)]
    [TestCase(15, 3)]
    [TestCase(20, 4)]
    [TestCase(45, 9)]
    public void The_recommended_rule(int promise, int days) => Assert.That(new WarningRule(0.2m, 1).DaysFor(promise), Is.EqualTo(days));

    // Ten calendar days from 2 March end on 12 March.
    [Test]
    public void Calendar_days() => Assert.That(WarnsAt(Promised(new TimeLimit(10, TimeUnit.CalendarDay, CountFrom.NextDay, "本测试"))), Is.EqualTo(At("2026-03-10 00:00")));

    // Three months from 2 March end on 2 June: 92 days, a fifth is 19.
    [Test]
    public void Months_are_as_long_as_they_are() => Assert.That(WarnsAt(Promised(new TimeLimit(3, TimeUnit.Month, CountFrom.NextDay, "本测试"))), Is.EqualTo(At("2026-05-14 00:00")));

    // Fourteen hours from Monday 11:00, seven a day: Wednesday 11:00; the last three begin on Tuesday at 16:00.
    [Test]
    public void Working_hours() => Assert.That(WarnsAt(Promised(new TimeLimit(14, TimeUnit.WorkingHour, CountFrom.SameDay, "本测试"))), Is.EqualTo(At("2026-03-03 16:00")));

    // Tuesday and Wednesday do not count.
    [Test]
    public void Working_hours_move_with_a_special_procedure()
    {
        var resumed = Promised(new TimeLimit(14, TimeUnit.WorkingHour, CountFrom.SameDay, "本测试")).And(Clerk, "2026-03-02 11:30", Sample.Suspend).And(Clerk, "2026-03-04 16:00", Sample.Resume);

        Assert.That(resumed.Clock(Clock.PromisedId).Deadline!.PassesAt, Is.EqualTo(At("2026-03-06 11:00")));
        Assert.That(WarnsAt(resumed), Is.EqualTo(At("2026-03-05 16:00")));
    }

    // DOMAIN 5 keeps its figures; only what is shorter than three days may have half a day (docs/adr/0017). Closing is at 17, midday ends at 13.
    [TestCase(0, "2026-03-02 11:00", "2026-03-02 13:00", TestName = "The same day: yellow when the office opens after midday")]
    [TestCase(1, "2026-03-02 11:00", "2026-03-03 13:00", TestName = "One day: yellow at the last half of it, not from its start")]
    [TestCase(1, "2026-02-14 11:00", "2026-02-24 13:00", TestName = "One day across Spring Festival: the last half of a working day")]
    [TestCase(3, "2026-03-02 11:00", "2026-03-04 00:00", TestName = "Three days keep a whole one")]
    [TestCase(5, "2026-03-02 11:00", "2026-03-06 00:00", TestName = "Five days keep one")]
    [TestCase(7, "2026-03-02 11:00", "2026-03-09 00:00", TestName = "Seven days keep two")]
    [TestCase(20, "2026-03-02 11:00", "2026-03-24 00:00", TestName = "Twenty days keep four")]
    public void A_short_promise_is_not_yellow_from_its_start(int days, string accepted, string warns)
    {
        var procedure = Matters.Licence with { Chain = Chain.None, LocalLimits = [], Limits = Matters.Licence.Limits with { Promised = Matters.Working(days, "承诺时限") }, Warning = new WarningRule(0.2m, 1) { HalfDayUpTo = 1 } };
        var given = Given.Received(accepted, procedure).And(Clerk, accepted, Sample.Accept);

        Assert.That(WarnsAt(given), Is.EqualTo(At(warns)));
        Assert.That(given.File.Lamp, Is.EqualTo(Lamp.Green));
        Assert.That(given.Until(At(warns)).File.Lamp, Is.EqualTo(Lamp.Yellow));
    }

    // Accepted after midday on the spot: the last half has begun.
    [Test]
    public void What_begins_in_the_last_half_is_yellow_at_once()
    {
        var procedure = Matters.OnTheSpot with { Warning = new WarningRule(0.2m, 1) { HalfDayUpTo = 1 } };

        Assert.That(Given.Received("2026-03-02 14:00", procedure).And(Clerk, "2026-03-02 14:30", Sample.Accept).File.Lamp, Is.EqualTo(Lamp.Yellow));
    }

    [Test]
    public void Without_the_cap_a_promise_of_one_day_is_yellow_from_its_start() =>
        Assert.That(Promised(Matters.Working(1, "承诺时限")).File.Lamp, Is.EqualTo(Lamp.Yellow), "the letter of DOMAIN 5, which published versions keep");

    // Worse is remembered, blue is no fault, and nothing is better than what was.
    [TestCase(Lamp.Green, Lamp.Blue, Lamp.Green)]
    [TestCase(Lamp.Yellow, Lamp.Green, Lamp.Yellow)]
    [TestCase(Lamp.Yellow, Lamp.Blue, Lamp.Yellow)]
    [TestCase(Lamp.Yellow, Lamp.Red, Lamp.Red)]
    [TestCase(Lamp.RedPlus, Lamp.Red, Lamp.RedPlus)]
    public void The_worse_of_two(Lamp worst, Lamp lamp, Lamp expected) => Assert.That(LampRule.Worse(worst, lamp), Is.EqualTo(expected));
}
