using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Calendars;

/// <summary>Answers that a notice not yet published may still move.</summary>
public class HorizonTests
{
    // 2027 is unpublished, but Friday 2027-01-01 is a day off by law (放假办法 art 2), so the 20th day is 01-08. The table of
    // DOMAIN 1.7 has 01-07 and 01-21 here: it was computed with no holiday at all in 2027, against its own section 4.
    // What is not certain: weekend days worked and weekdays off around New Year, and two extraordinary days off (2020).
    [TestCase("2026-12-10", 20, "2027-01-08", "2027-01-06", "2027-01-12")]
    [TestCase("2026-12-10", 30, "2027-01-22", "2027-01-22", "2027-01-26")]
    public void Past_the_horizon_an_answer_is_provisional_and_bounded(string start, int workingDays, string expected, string earliest, string latest) =>
        Assert.That(
            Seeds.China.AddBounded(Day(start), workingDays),
            Is.EqualTo(new DayAnswer(Day(expected), true, Day(earliest), Day(latest))));

    // The notice for 2019 came in December 2018 and made 12-29 a working day and 12-31 a day off: the last week of a
    // published year is not final before the next notice.
    [TestCase("2026-12-23", 1, false)]
    [TestCase("2026-12-24", 2, true)]
    [TestCase("2026-12-29", 2, true)]
    public void The_last_week_of_the_horizon_is_within_reach_of_the_next_New_Year(string start, int workingDays, bool provisional)
    {
        var answer = Seeds.China.AddBounded(Day(start), workingDays);

        Assert.That(answer.Date, Is.LessThanOrEqualTo(Seeds.China.Horizon));
        Assert.That(answer.Provisional, Is.EqualTo(provisional));
        Assert.That(answer.Earliest != answer.Latest, Is.EqualTo(provisional));
    }

    [Test]
    public void No_days_to_add_is_certain_whatever_the_notice_says()
    {
        var start = new DateOnly(2027, 5, 4);

        Assert.That(Seeds.China.AddBounded(start, 0), Is.EqualTo(new DayAnswer(start, false, start, start)));
    }

    [Test]
    public void A_day_past_the_horizon_says_that_it_is_presumed()
    {
        Assert.That(Seeds.China.Horizon, Is.EqualTo(new DateOnly(2026, 12, 31)));
        Assert.That(Seeds.China.Describe(new DateOnly(2027, 1, 1)), Is.EqualTo(new CalendarDay(
            new DateOnly(2027, 1, 1), DayKind.PublicHoliday, "全国年节及纪念日放假办法第二条；2027年放假通知尚未公布，系推定", "元旦")));
        Assert.That(Seeds.China.Describe(new DateOnly(2027, 1, 2)).Source, Does.StartWith("每周休息日").And.EndWith("系推定"));
        Assert.That(Seeds.China.KindOf(new DateOnly(2027, 2, 5)), Is.EqualTo(DayKind.PublicHoliday), "除夕 since the revision of 2024");
    }

    [TestCase(2020)]
    [TestCase(2021)]
    [TestCase(2022)]
    [TestCase(2023)]
    [TestCase(2024)]
    [TestCase(2025)]
    [TestCase(2026)]
    public void What_a_year_turned_out_to_be_lies_within_the_bounds_given_before_its_notice(int unpublished)
    {
        var before = Seeds.Through(unpublished - 1).For("CN");
        var outside = new List<string>();
        var widest = 0;
        for (var start = new DateOnly(unpublished - 1, 11, 1); start <= new DateOnly(unpublished, 12, 31); start = start.AddDays(1))
        {
            foreach (var workingDays in Enumerable.Range(1, 60).SelectMany(days => new[] { days, -days }))
            {
                var truth = Seeds.China.Add(start, workingDays);
                if (truth.Year > unpublished)
                {
                    continue;
                }

                var answer = before.AddBounded(start, workingDays);
                if (truth < answer.Earliest || truth > answer.Latest
                    || answer.Date < answer.Earliest || answer.Date > answer.Latest
                    || (!answer.Provisional && answer.Date != truth))
                {
                    outside.Add($"{start:o} {workingDays:+0;-0} = {truth:o}, but {answer}");
                }

                widest = Math.Max(widest, answer.Latest.DayNumber - answer.Earliest.DayNumber);
            }
        }

        Assert.That(outside, Is.Empty);
        Assert.That(widest, Is.InRange(1, 35), "bounds that allow anything would be worthless");
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
