using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Calendars;

public class StatutoryHolidaysTests
{
    // 全国年节及纪念日放假办法 art 2: eleven days, thirteen since 2025.
    [Test]
    public void Every_day_the_law_gives_was_a_holiday_in_every_published_year()
    {
        foreach (var year in Seeds.Years)
        {
            var days = StatutoryHolidays.Of(year).SelectMany(holiday => holiday.Days).ToList();

            Assert.That(days, Has.Count.EqualTo(year < 2025 ? 11 : 13));
            Assert.That(days.Select(Seeds.China.KindOf), Has.All.EqualTo(DayKind.PublicHoliday), $"{year}");
        }
    }

    // Published almanac dates of years whose notices are still to come; 2033 has the leap month that calendars get wrong.
    [TestCase(2027, "春节", "2027-02-05")]
    [TestCase(2027, "端午节", "2027-06-09")]
    [TestCase(2027, "中秋节", "2027-09-15")]
    [TestCase(2028, "春节", "2028-01-25")]
    [TestCase(2028, "端午节", "2028-05-28")]
    [TestCase(2028, "中秋节", "2028-10-03")]
    [TestCase(2031, "中秋节", "2031-10-01")]
    [TestCase(2033, "中秋节", "2033-09-08")]
    [TestCase(2034, "春节", "2034-02-18")]
    public void Lunar_holidays_of_coming_years(int year, string name, string first) =>
        Assert.That(StatutoryHolidays.Of(year).Single(holiday => holiday.Name == name).Days[0], Is.EqualTo(DateOnly.Parse(first)));

    // The fit against the sun itself (low-precision solar longitude): 15 degrees is reached on that day in UTC+8.
    [Test]
    public void Qingming_is_the_day_the_sun_reaches_fifteen_degrees()
    {
        for (var year = StatutoryHolidays.FirstYear; year <= StatutoryHolidays.LastYear; year++)
        {
            var day = StatutoryHolidays.Of(year).Single(holiday => holiday.Name == "清明节").Days[0];

            // The longitude is good to some 0.01 degrees, a quarter of an hour of the sun's way.
            Assert.That(SolarLongitude(day), Is.LessThan(15.012), $"{day:o} begins after");
            Assert.That(SolarLongitude(day.AddDays(1)), Is.GreaterThan(14.988), $"{day:o} ends before");
        }
    }

    [Test]
    public void Years_without_a_known_edition_of_the_law_are_refused()
    {
        Assert.That(() => StatutoryHolidays.Of(2013), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => StatutoryHolidays.Of(2100), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double SolarLongitude(DateOnly midnightInChina)
    {
        const double dynamicalMinusUniversal = 75.0 / 86400;
        var julianDay = midnightInChina.DayNumber + 1721425.5 - (8.0 / 24) + dynamicalMinusUniversal;
        var century = (julianDay - 2451545.0) / 36525;
        var mean = 280.46646 + (36000.76983 * century) + (0.0003032 * century * century);
        var anomaly = double.DegreesToRadians(357.52911 + (35999.05029 * century) - (0.0001537 * century * century));
        var centre = ((1.914602 - (0.004817 * century)) * Math.Sin(anomaly)) + ((0.019993 - (0.000101 * century)) * Math.Sin(2 * anomaly)) + (0.000289 * Math.Sin(3 * anomaly));
        var node = double.DegreesToRadians(125.04 - (1934.136 * century));
        return (mean + centre - 0.00569 - (0.00478 * Math.Sin(node))) % 360;
    }
}
