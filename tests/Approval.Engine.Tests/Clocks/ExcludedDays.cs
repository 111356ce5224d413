using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>Where limits in calendar days and in hours meet a special procedure: they follow the same rule as working days.</summary>
public class ExcludedDays
{
    private static readonly WorkingHours Hours = new(Calendar, [new OpenHours(new TimeOnly(9, 0), new TimeOnly(12, 0)), new OpenHours(new TimeOnly(13, 0), new TimeOnly(17, 0))]);

    [TestCase("2026-03-04", 0, "2026-03-04", Description = "On the spot ends on the day, not on the one before")]
    [TestCase("2026-03-04", 1, "2026-03-04")]
    public void Calendar_days_from_the_same_day(string start, int amount, string due) =>
        Assert.That(DeadlineRule.For(Days(amount, CountFrom.SameDay), Day(start), 0, [], Calendar)!.Due, Is.EqualTo(Day(due)));

    // Begun on the 1st, ended on the 5th; the clock starts on the 4th: the 4th and 5th do not count, 6, 7 and 8 do, the 8th is a Sunday.
    [TestCase(CountFrom.SameDay, "2026-03-09")]
    [TestCase(CountFrom.NextDay, "2026-03-09")]
    public void A_start_inside_an_excluded_interval_does_not_count(CountFrom from, string due) =>
        Assert.That(DeadlineRule.For(Days(3, from), Day("2026-03-04"), 0, [new Exclusion(Day("2026-03-01"), Day("2026-03-05"))], Calendar)!.Due, Is.EqualTo(Day(due)));

    /// <summary>A correction that stops the promise, 3-9 March, and a hearing within it, 5-12 March: nine days are left out, not thirteen.</summary>
    [Test]
    public void A_day_that_a_correction_and_a_hearing_both_cover_is_left_out_once()
    {
        var ledger = new Ledger(
        [
            Entry(LedgerOperation.Suspend, "2026-03-03") with { PromiseOnly = true },
            Entry(LedgerOperation.Suspend, "2026-03-05"),
            Entry(LedgerOperation.Resume, "2026-03-09") with { PromiseOnly = true },
            Entry(LedgerOperation.Resume, "2026-03-12"),
        ]);

        Assert.That(ledger.ExclusionsFor(ClockKind.Promised), Is.EqualTo(new[] { new Exclusion(Day("2026-03-03"), Day("2026-03-12")) }));
        Assert.That(ledger.ExclusionsFor(ClockKind.Statutory), Is.EqualTo(new[] { new Exclusion(Day("2026-03-05"), Day("2026-03-12")) }));
        Assert.That(DeadlineRule.For(Days(5, CountFrom.NextDay), Day("2026-03-02"), 0, ledger.ExclusionsFor(ClockKind.Promised), Calendar)!.Due, Is.EqualTo(Day("2026-03-16")));
    }

    // 7 hours from Friday 6 March 10:00 end on Monday the 9th at 10:00.
    [TestCase("2026-03-06", "2026-03-07", "2026-03-09 10:00", Description = "Over before Monday: nothing changes")]
    [TestCase("2026-03-06", "2026-03-10", "2026-03-11 10:00")]
    [TestCase("2026-03-09", "2026-03-11", "2026-03-11 10:00", Description = "Begun on the last day")]
    [TestCase("2026-03-09", "2026-03-14", "2026-03-16 10:00", Description = "Begun on the last day, ended on a Saturday: no limit ends before the procedure")]
    [TestCase("2026-03-04", "2026-03-10", "2026-03-11 17:00", Description = "The clock starts inside: it runs from the first opening after")]
    public void Working_hours(string after, string through, string at) =>
        Assert.That(
            DeadlineRule.ForHours(new TimeLimit(7, TimeUnit.WorkingHour, CountFrom.NextDay, ""), At("2026-03-06 10:00"), [new Exclusion(Day(after), Day(through))], Hours)!.PassesAt.ToOffset(CivilTime.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(at));

    /// <summary>Two that meet on the weekend after the last day: the second does not add its days again.</summary>
    [Test]
    public void Hours_kept_for_the_end_of_one_procedure_are_kept_for_the_end_of_the_next() =>
        Assert.That(
            DeadlineRule.ForHours(
                new TimeLimit(7, TimeUnit.WorkingHour, CountFrom.NextDay, ""),
                At("2026-03-06 10:00"),
                [new Exclusion(Day("2026-03-09"), Day("2026-03-14")), new Exclusion(Day("2026-03-15"), Day("2026-03-18"))],
                Hours)!.Due,
            Is.EqualTo(Day("2026-03-18")));

    private static TimeLimit Days(int amount, CountFrom from) => new(amount, TimeUnit.CalendarDay, from, "地方规定");

    private static LedgerEntry Entry(LedgerOperation operation, string on) => new(operation, Day(on), 0, "hearing", "行政许可法第四十五条", "zhou", default);
}
