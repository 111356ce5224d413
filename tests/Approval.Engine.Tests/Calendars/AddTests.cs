using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Calendars;

/// <summary>Real dates, the start not counted (民法典 art 201), days off not counted (行政许可法 art 82). Each group says why it is interesting.</summary>
public class AddTests
{
    // Two worked weekend days, 2021-09-18 and 09-26, around Mid-Autumn.
    [TestCase("2021-09-17", 1, "2021-09-18")]
    [TestCase("2021-09-17", 3, "2021-09-23")]
    [TestCase("2021-09-17", 5, "2021-09-26")]
    [TestCase("2021-09-17", 20, "2021-10-21")]

    // The seventh day lands on a worked Saturday after National Day.
    [TestCase("2021-09-24", 3, "2021-09-28")]
    [TestCase("2021-09-24", 5, "2021-09-30")]
    [TestCase("2021-09-24", 7, "2021-10-09")]
    [TestCase("2021-09-24", 20, "2021-10-27")]

    // A worked Saturday and Sunday straight after National Day.
    [TestCase("2022-09-28", 3, "2022-10-08")]
    [TestCase("2022-09-28", 5, "2022-10-10")]
    [TestCase("2022-09-28", 20, "2022-10-31")]

    // Spring Festival extended by a second notice, 国办发明电〔2020〕1号.
    [TestCase("2020-01-22", 1, "2020-01-23")]
    [TestCase("2020-01-22", 3, "2020-02-04")]
    [TestCase("2020-01-22", 5, "2020-02-06")]
    [TestCase("2020-01-22", 20, "2020-02-27")]

    // The first year of thirteen days: a worked Sunday before Spring Festival.
    [TestCase("2025-01-24", 1, "2025-01-26")]
    [TestCase("2025-01-24", 3, "2025-02-05")]
    [TestCase("2025-01-24", 5, "2025-02-07")]
    [TestCase("2025-01-24", 20, "2025-02-27")]

    // National Day and Mid-Autumn as one block of eight days, worked days on both sides.
    [TestCase("2025-09-26", 1, "2025-09-28")]
    [TestCase("2025-09-26", 3, "2025-09-30")]
    [TestCase("2025-09-26", 5, "2025-10-10")]
    [TestCase("2025-09-26", 7, "2025-10-13")]
    [TestCase("2025-09-26", 20, "2025-10-30")]
    [TestCase("2025-09-26", 30, "2025-11-13")]

    // Across the longest Spring Festival, 2026-02-15 to 02-23.
    [TestCase("2026-02-12", 1, "2026-02-13")]
    [TestCase("2026-02-12", 3, "2026-02-24")]
    [TestCase("2026-02-12", 5, "2026-02-26")]
    [TestCase("2026-02-12", 7, "2026-02-28")]
    [TestCase("2026-02-12", 20, "2026-03-18")]

    // Received on a worked Saturday.
    [TestCase("2026-02-14", 1, "2026-02-24")]
    [TestCase("2026-02-14", 3, "2026-02-26")]
    [TestCase("2026-02-14", 5, "2026-02-28")]

    // The plain case.
    [TestCase("2026-03-02", 3, "2026-03-05")]
    [TestCase("2026-03-02", 5, "2026-03-09")]
    [TestCase("2026-03-02", 7, "2026-03-11")]
    [TestCase("2026-03-02", 20, "2026-03-30")]
    [TestCase("2026-03-02", 30, "2026-04-14")]

    // A worked Sunday eleven days before National Day; 45 and 60 are the limits of joint handling (art 42).
    [TestCase("2026-09-18", 1, "2026-09-20")]
    [TestCase("2026-09-18", 3, "2026-09-22")]
    [TestCase("2026-09-18", 5, "2026-09-24")]
    [TestCase("2026-09-18", 7, "2026-09-29")]
    [TestCase("2026-09-18", 20, "2026-10-22")]
    [TestCase("2026-09-18", 45, "2026-11-26")]
    [TestCase("2026-09-18", 60, "2026-12-17")]

    // Up to the end of what is published.
    [TestCase("2026-12-10", 3, "2026-12-15")]
    [TestCase("2026-12-10", 5, "2026-12-17")]
    [TestCase("2026-12-10", 7, "2026-12-21")]

    // On the spot: the start itself, even on a day off.
    [TestCase("2026-02-12", 0, "2026-02-12")]
    [TestCase("2026-02-17", 0, "2026-02-17")]

    // Backwards, for the day a warning falls on.
    [TestCase("2026-02-24", -1, "2026-02-14")]
    [TestCase("2026-02-24", -3, "2026-02-12")]
    [TestCase("2026-02-20", -1, "2026-02-14")]
    [TestCase("2021-10-09", -7, "2021-09-24")]
    public void Working_days_from_a_start(string start, int workingDays, string expected)
    {
        var answer = Seeds.China.AddBounded(Day(start), workingDays);

        Assert.That(answer, Is.EqualTo(new DayAnswer(Day(expected), false, Day(expected), Day(expected))));
        Assert.That(Seeds.China.Add(Day(start), workingDays), Is.EqualTo(Day(expected)));
    }

    [TestCase("2018-12-31", 1)]
    [TestCase("2018-12-31", 0)]
    [TestCase("2019-01-02", -1)]
    [TestCase("2037-01-01", 1)]
    [TestCase("2026-03-02", int.MaxValue)]
    [TestCase("2026-03-02", int.MinValue)]
    public void A_calendar_does_not_guess_outside_its_years(string start, int workingDays)
    {
        Assert.That(() => Seeds.China.Add(Day(start), workingDays), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Seeds.China.AddBounded(Day(start), workingDays), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // after is not counted, through is.
    [TestCase("2026-02-12", "2026-02-12", 0)]
    [TestCase("2026-02-12", "2026-02-13", 1)]
    [TestCase("2026-02-14", "2026-02-23", 0)]
    [TestCase("2026-02-13", "2026-02-24", 2)]
    [TestCase("2026-02-24", "2026-02-13", 0)]
    [TestCase("2025-12-31", "2026-12-31", 248)]
    public void Working_days_between(string after, string through, int expected) =>
        Assert.That(Seeds.China.Count(Day(after), Day(through)), Is.EqualTo(expected));

    // 民法典 art 203: a last day that is a day off moves to the next working day.
    [TestCase("2026-02-13", "2026-02-13")]
    [TestCase("2026-02-14", "2026-02-14")]
    [TestCase("2026-02-15", "2026-02-24")]
    [TestCase("2026-03-07", "2026-03-09")]
    public void A_day_off_moves_forward(string date, string expected) =>
        Assert.That(Seeds.China.RollForward(Day(date)), Is.EqualTo(Day(expected)));

    [Test]
    public void The_trace_shows_every_day_and_what_makes_it_count()
    {
        var trace = Seeds.China.Trace(Day("2026-02-12"), 3).ToList();

        Assert.That(trace.Select(day => $"{day.Date:MM-dd} {day.Kind} {day.Counted} {day.Running}"), Is.EqualTo(new[]
        {
            "02-13 WorkingDay True 1",
            "02-14 MakeUpWorkday True 2",
            "02-15 PublicHoliday False 2",
            "02-16 PublicHoliday False 2",
            "02-17 PublicHoliday False 2",
            "02-18 PublicHoliday False 2",
            "02-19 PublicHoliday False 2",
            "02-20 PublicHoliday False 2",
            "02-21 PublicHoliday False 2",
            "02-22 PublicHoliday False 2",
            "02-23 PublicHoliday False 2",
            "02-24 WorkingDay True 3",
        }));
        Assert.That(trace[0].Source, Is.EqualTo("周一至周五工作日（国务院关于职工工作时间的规定第七条）"));
        Assert.That(trace[1].Source, Is.EqualTo("国办发明电〔2025〕7号"));
        Assert.That(Seeds.China.Trace(Day("2026-02-17"), 0), Is.Empty);
        Assert.That(() => Seeds.China.Trace(Day("2026-02-12"), -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Adding_and_counting_allocate_nothing()
    {
        var calendar = Seeds.China;
        var start = new DateOnly(2026, 2, 12);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0;
        for (var days = 0; days < 200; days++)
        {
            sum += calendar.Count(start, calendar.RollForward(calendar.Add(start, days)));
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.EqualTo(199 * 200 / 2));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
