using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>The last day of a limit, against dates of the law and against a walk over the days.</summary>
public class DeadlineRuleTests
{
    [TestCase("2026-03-02", 5, "2026-03-09")]
    [TestCase("2026-02-12", 3, "2026-02-24")]
    [TestCase("2026-02-12", 20, "2026-03-18")]
    [TestCase("2026-02-14", 3, "2026-02-26", TestName = "Start on a worked Saturday")]
    [TestCase("2026-09-18", 1, "2026-09-20", TestName = "The next day that counts is a worked Sunday")]
    [TestCase("2025-09-26", 7, "2025-10-13")]
    [TestCase("2025-01-24", 1, "2025-01-26")]
    public void Working_days_count_from_the_next_day(string start, int amount, string due) => Assert.That(Due(amount, TimeUnit.WorkingDay, CountFrom.NextDay, start), Is.EqualTo(Day(due)));

    [TestCase("2026-03-02", 1, "2026-03-02")]
    [TestCase("2026-03-02", 5, "2026-03-06")]
    [TestCase("2026-03-07", 1, "2026-03-09", TestName = "From a Saturday the first day that counts is Monday")]
    [TestCase("2026-03-07", 0, "2026-03-09", TestName = "On the spot, on a day of rest: the next working day")]
    [TestCase("2026-03-02", 0, "2026-03-02")]
    public void Or_from_the_same_day_where_the_data_say_so(string start, int amount, string due) => Assert.That(Due(amount, TimeUnit.WorkingDay, CountFrom.SameDay, start), Is.EqualTo(Day(due)));

    // 民法典 203: a last day that is a day off moves on.
    [TestCase("2026-04-20", 15, "2026-05-06", TestName = "Fifteen days end on Labour Day")]
    [TestCase("2026-02-10", 4, "2026-02-14", TestName = "A worked Saturday is a last day")]
    [TestCase("2026-03-02", 15, "2026-03-17")]
    public void Calendar_days(string start, int amount, string due) => Assert.That(Due(amount, TimeUnit.CalendarDay, CountFrom.NextDay, start), Is.EqualTo(Day(due)));

    [TestCase("2026-01-31", 1, "2026-02-28", TestName = "The end of the month; a worked Saturday")]
    [TestCase("2026-01-16", 1, "2026-02-24", TestName = "In Spring Festival")]
    [TestCase("2026-03-02", 6, "2026-09-02")]
    public void Months(string start, int amount, string due) => Assert.That(Due(amount, TimeUnit.Month, CountFrom.NextDay, start), Is.EqualTo(Day(due)));

    [Test]
    public void Calendar_days_move_by_the_calendar_days_excluded()
    {
        var limit = new TimeLimit(15, TimeUnit.CalendarDay, CountFrom.NextDay, "地方规定");
        var exclusion = new Exclusion(Day("2026-03-05"), Day("2026-03-10"));

        Assert.That(DeadlineRule.For(limit, Day("2026-03-02"), 0, [exclusion], Calendar)!.Due, Is.EqualTo(Day("2026-03-23")), "22 March is a Sunday");
        Assert.That(DeadlineRule.For(limit, Day("2026-03-02"), 0, [exclusion with { Through = null }], Calendar), Is.Null);
    }

    // Fifteen days from 2 March end on the 17th; from 6 March on Saturday the 21st, so on Monday the 23rd.
    [TestCase("2026-03-02", "2026-03-17", "2026-03-19", "2026-03-19", TestName = "Begun on the last day: kept for the day it ends on")]
    [TestCase("2026-03-02", "2026-03-18", "2026-03-25", "2026-03-17", TestName = "Begun after the last day: nothing to keep")]
    [TestCase("2026-03-06", "2026-03-23", "2026-03-25", "2026-03-25", TestName = "Begun on the day the last one moved to")]
    [TestCase("2026-03-06", "2026-03-24", "2026-03-26", "2026-03-23", TestName = "Begun after the day the last one moved to")]
    [TestCase("2026-03-06", "2026-03-06", "2026-03-06", "2026-03-23", TestName = "Begun and ended on the first day")]
    public void Calendar_days_at_the_edges(string start, string after, string through, string due) =>
        Assert.That(
            DeadlineRule.For(new TimeLimit(15, TimeUnit.CalendarDay, CountFrom.NextDay, "地方规定"), Day(start), 0, [new Exclusion(Day(after), Day(through))], Calendar)!.Due,
            Is.EqualTo(Day(due)));

    [Test]
    public void The_day_ends_with_the_day() =>
        Assert.That(DeadlineRule.For(Matters.Working(20, ""), Day("2026-03-02"), 0, [], Calendar)!.PassesAt, Is.EqualTo(At("2026-03-31 00:00")));

    // The notice for 2027 is not published; what it may change is docs/working-time.md's to say, not ours.
    [Test]
    public void Past_the_horizon_nobody_is_late_before_the_latest_day()
    {
        var deadline = DeadlineRule.For(Matters.Working(20, ""), Day("2026-12-10"), 0, [], Calendar)!;

        Assert.That(deadline.Provisional, Is.True);
        Assert.That(deadline.Due, Is.EqualTo(Calendar.Add(Day("2026-12-10"), 20)));
        Assert.That(deadline.Earliest, Is.LessThanOrEqualTo(deadline.Due));
        Assert.That(deadline.Latest, Is.GreaterThan(deadline.Due));
        Assert.That(deadline.PassesAt, Is.EqualTo(CivilTime.EndOf(deadline.Latest)));
    }

    // 70 hours are ten days of seven: at the same time of day as ten working days, and as uncertain.
    [TestCase("2026-12-21 10:00", 70, 10)]
    [TestCase("2026-12-25 16:30", 14, 2)]
    [TestCase("2026-12-30 10:00", 140, 20)]
    public void Hours_past_the_horizon_are_bounded_like_days(string start, int amount, int days)
    {
        var hours = new Approval.Engine.Calendars.WorkingHours(Calendar, Changsha.Hours);
        var deadline = DeadlineRule.ForHours(new TimeLimit(amount, TimeUnit.WorkingHour, CountFrom.NextDay, ""), At(start), [], hours)!;
        var plain = DeadlineRule.For(Matters.Working(days, ""), Day(start[..10]), 0, [], Calendar)!;

        Assert.That(deadline with { PassesAt = plain.PassesAt }, Is.EqualTo(plain));
        Assert.That(deadline.Provisional, Is.True);
        Assert.That(deadline.PassesAt, Is.EqualTo(new DateTimeOffset(deadline.Latest.ToDateTime(TimeOnly.Parse(start[11..], System.Globalization.CultureInfo.InvariantCulture)), CivilTime.Offset)), "nobody is late before the latest day");
    }

    [Test]
    public void Hours_within_the_horizon_are_certain() =>
        Assert.That(
            DeadlineRule.ForHours(new TimeLimit(14, TimeUnit.WorkingHour, CountFrom.NextDay, ""), At("2026-11-30 10:00"), [], new Approval.Engine.Calendars.WorkingHours(Calendar, Changsha.Hours)),
            Is.EqualTo(new Deadline(Day("2026-12-02"), At("2026-12-02 10:00"), false, Day("2026-12-02"), Day("2026-12-02"))));

    [Test]
    public void Working_hours_are_not_counted_from_a_day() =>
        Assert.That(() => DeadlineRule.For(new TimeLimit(4, TimeUnit.WorkingHour, CountFrom.NextDay, ""), Day("2026-03-02"), 0, [], Calendar), Throws.ArgumentException);

    /// <summary>Every start in a stretch with two holidays, every first and last day of a special procedure: walked day by day.</summary>
    [TestCase(0), TestCase(1), TestCase(3), TestCase(7)]
    public void A_walk_over_the_days_gives_the_same(int amount)
    {
        var limit = Matters.Working(amount, "");
        for (var start = Day("2026-03-16"); start <= Day("2026-05-12"); start = start.AddDays(1))
        {
            var plain = Walk(start, amount, null);
            Assert.That(DeadlineRule.For(limit, start, 0, [], Calendar)!.Due, Is.EqualTo(plain));
            for (var from = start; from <= plain.AddDays(2); from = from.AddDays(1))
            {
                Assert.That(DeadlineRule.For(limit, start, 0, [new Exclusion(from, null)], Calendar), from > plain ? Is.Not.Null : Is.Null);
                for (var through = from; through <= from.AddDays(16); through = through.AddDays(1))
                {
                    var due = DeadlineRule.For(limit, start, 0, [new Exclusion(from, through)], Calendar)!.Due;
                    if (due != Walk(start, amount, new Exclusion(from, through)))
                    {
                        Assert.Fail($"{amount} from {start:yyyy-MM-dd}, excluded {from:yyyy-MM-dd} to {through:yyyy-MM-dd}: {due:yyyy-MM-dd}");
                    }
                }
            }
        }
    }

    private static DateOnly Due(int amount, TimeUnit unit, CountFrom from, string start) =>
        DeadlineRule.For(new TimeLimit(amount, unit, from, ""), Day(start), 0, [], Calendar)!.Due;

    /// <summary>
    /// Each working day outside the exclusion uses one up. What begins on or before the last day keeps at least the day it ends on.
    /// </summary>
    private static DateOnly Walk(DateOnly start, int amount, Exclusion? exclusion)
    {
        var day = start;
        for (var used = 0; used < amount;)
        {
            day = day.AddDays(1);
            var excluded = exclusion is not null && day > exclusion.After && day <= exclusion.Through;
            used += Calendar.IsWorkingDay(day) && !excluded ? 1 : 0;
        }

        while (!Calendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        if (exclusion is not null && exclusion.After <= day && day < exclusion.Through)
        {
            day = exclusion.Through.Value;
            while (!Calendar.IsWorkingDay(day))
            {
                day = day.AddDays(1);
            }
        }

        return day;
    }
}
