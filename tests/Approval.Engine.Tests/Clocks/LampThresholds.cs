using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>When the warning comes: the larger of a number of days and a share of the limit, in every unit.</summary>
public class LampThresholds
{
    private static Given Promised(TimeLimit limit) =>
        Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = Chain.None, LocalLimits = [], Limits = Matters.Licence.Limits with { Promised = limit } }).And(Clerk, "2026-03-02 11:00", Sample.Accept);

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

    // Worse is remembered, blue is no fault, and nothing is better than what was.
    [TestCase(Lamp.Green, Lamp.Blue, Lamp.Green)]
    [TestCase(Lamp.Yellow, Lamp.Green, Lamp.Yellow)]
    [TestCase(Lamp.Yellow, Lamp.Blue, Lamp.Yellow)]
    [TestCase(Lamp.Yellow, Lamp.Red, Lamp.Red)]
    [TestCase(Lamp.RedPlus, Lamp.Red, Lamp.RedPlus)]
    public void The_worse_of_two(Lamp worst, Lamp lamp, Lamp expected) => Assert.That(LampRule.Worse(worst, lamp), Is.EqualTo(expected));
}
