using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>What an extension is counted in: the unit of the limit, or one of its own, counted on from the end of the limit (docs/adr/0017).</summary>
public class ExtensionUnits
{
    // From 2 March 2026. 15 calendar days end on 17 March, one month on 2 April; Qingming is 4 to 6 April.
    [TestCase(20, TimeUnit.WorkingDay, null, 10, "2026-04-14", TestName = "Thirty working days (行政许可法 42)")]
    [TestCase(20, TimeUnit.WorkingDay, TimeUnit.WorkingDay, 10, "2026-04-14", TestName = "The same, said")]
    [TestCase(15, TimeUnit.CalendarDay, TimeUnit.CalendarDay, 10, "2026-03-27", TestName = "Twenty-five calendar days")]
    [TestCase(15, TimeUnit.CalendarDay, TimeUnit.WorkingDay, 10, "2026-03-31", TestName = "Fifteen calendar days and ten working days after them")]
    [TestCase(1, TimeUnit.Month, TimeUnit.Month, 1, "2026-05-06", TestName = "Two months end on 2 May, a holiday (民法典 203)")]
    [TestCase(1, TimeUnit.Month, TimeUnit.WorkingDay, 10, "2026-04-17", TestName = "One month and ten working days after it")]
    [TestCase(20, TimeUnit.WorkingDay, TimeUnit.CalendarDay, 5, "2026-04-07", TestName = "Twenty working days and five calendar days: 4 April is Qingming")]
    public void Ends_on(int limit, TimeUnit unit, TimeUnit? ofExtension, int days, string due) =>
        Assert.That(Extended(limit, unit, ofExtension, days).Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day(due)));

    // 18 and 19 March lie in the extension, 10 to 12 March in the limit.
    [TestCase("2026-03-09 10:00", "2026-03-12 10:00", "2026-04-03", TestName = "In the limit: three calendar days later, and the extension after them")]
    [TestCase("2026-03-17 10:00", "2026-03-19 10:00", "2026-04-02", TestName = "From the last day of the limit: kept for the day it ends on")]
    [TestCase("2026-03-18 10:00", "2026-03-20 10:00", "2026-04-02", TestName = "In the extension: two working days later")]
    public void A_special_procedure_moves_either_part(string from, string until, string due)
    {
        var given = Extended(15, TimeUnit.CalendarDay, TimeUnit.WorkingDay, 10).And(Clerk, from, Sample.Suspend);
        Assert.That(given.Clock(Clock.StatutoryId).Deadline, Is.Null);

        Assert.That(given.And(Clerk, until, Sample.Resume).Clock(Clock.StatutoryId).Deadline!.Due, Is.EqualTo(Day(due)));
    }

    [Test]
    public void The_cap_is_told_in_its_unit() =>
        Accepted(15, TimeUnit.CalendarDay, TimeUnit.WorkingDay).When(Head, "2026-03-05 10:00", Sample.Extend with { Days = 21 })
            .ThenRejected(RejectionKind.InvalidArgument, "extension.days_out_of_range", "延长期限应为1至20个工作日。");

    private static Given Extended(int limit, TimeUnit unit, TimeUnit? ofExtension, int days) =>
        Accepted(limit, unit, ofExtension).And(Head, "2026-03-05 10:00", Sample.Extend with { Days = days });

    private static Given Accepted(int limit, TimeUnit unit, TimeUnit? ofExtension)
    {
        var law = new TimeLimit(limit, unit, CountFrom.NextDay, "地方规定");
        var procedure = Matters.Licence with
        {
            Chain = Chain.None,
            LocalLimits = [],
            Limits = Matters.Licence.Limits with { Promised = law, Statutory = law },
            Extension = new ExtensionRule(20, Roles.Head, "地方规定") { Unit = ofExtension },
        };
        return Given.Received("2026-03-02 10:00", procedure).And(Clerk, "2026-03-02 11:00", Sample.Accept);
    }
}
