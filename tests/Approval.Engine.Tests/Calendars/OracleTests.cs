using System.Text.Json;

namespace Approval.Engine.Tests.Calendars;

/// <summary>The slow way, from the seed files' own text and one day at a time, shares nothing with the calendar but the files.</summary>
public class OracleTests
{
    private static readonly Dictionary<DateOnly, string> Listed = Seeds.Years
        .SelectMany(year => JsonDocument.Parse(Seeds.Text(year)).RootElement.GetProperty("days").EnumerateArray())
        .ToDictionary(day => DateOnly.Parse(day.GetProperty("date").GetString()!), day => day.GetProperty("kind").GetString()!);

    private static readonly DateOnly End = new(2026, 12, 31);

    [Test]
    public void Every_start_of_eight_years_and_one_to_sixty_days_agree_with_counting_day_by_day()
    {
        var wrong = new List<string>();
        var checkedAnswers = 0;
        for (var start = new DateOnly(2019, 1, 1); start <= End; start = start.AddDays(1))
        {
            var counted = 0;
            for (var date = start.AddDays(1); date <= End && counted < 60; date = date.AddDays(1))
            {
                var works = Works(date);
                counted += works ? 1 : 0;
                if (Seeds.China.IsWorkingDay(date) != works || Seeds.China.Count(start, date) != counted)
                {
                    wrong.Add($"{start:o} to {date:o}: {counted}");
                }

                if (works)
                {
                    checkedAnswers++;
                    if (Seeds.China.Add(start, counted) != date)
                    {
                        wrong.Add($"{start:o} + {counted} = {date:o}");
                    }

                    if (Works(start) && Seeds.China.Add(date, -counted) != start)
                    {
                        wrong.Add($"{date:o} - {counted} = {start:o}");
                    }
                }
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(checkedAnswers, Is.GreaterThan(170_000));
    }

    // DOMAIN 4: the yearly figures as the notices give them.
    [TestCase(2019, 250, 6)]
    [TestCase(2020, 249, 6)]
    [TestCase(2021, 250, 7)]
    [TestCase(2022, 249, 7)]
    [TestCase(2023, 249, 7)]
    [TestCase(2024, 251, 8)]
    [TestCase(2025, 248, 5)]
    [TestCase(2026, 248, 6)]
    public void Working_days_and_worked_weekend_days_of_a_year(int year, int workingDays, int workedWeekendDays)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).ToList();

        Assert.That(days.Count(Seeds.China.IsWorkingDay), Is.EqualTo(workingDays));
        Assert.That(days.Count(day => IsWeekend(day) && Seeds.China.IsWorkingDay(day)), Is.EqualTo(workedWeekendDays));
    }

    private static bool Works(DateOnly date) =>
        Listed.TryGetValue(date, out var kind) ? kind == "makeUpWorkday" : !IsWeekend(date);

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
