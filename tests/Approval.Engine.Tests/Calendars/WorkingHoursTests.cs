using System.Globalization;
using Approval.Engine.Calendars;
using Approval.Engine.Offices;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Calendars;

/// <summary>An office open 09:00-12:00 and 13:00-17:00, seven hours on each working day. Times in the tables are those on its wall (UTC+8).</summary>
public class WorkingHoursTests
{
    private static readonly WorkingHours Window = new(Seeds.China, [Span("09:00", "12:00"), Span("13:00", "17:00")]);

    // Inside a day, over the midday break, and exactly to closing.
    [TestCase("2026-03-02 09:00", 1, "2026-03-02 10:00")]
    [TestCase("2026-03-02 11:30", 1, "2026-03-02 13:30")]
    [TestCase("2026-03-02 12:30", 1, "2026-03-02 14:00")]
    [TestCase("2026-03-02 09:00", 3, "2026-03-02 12:00")]
    [TestCase("2026-03-02 09:00", 7, "2026-03-02 17:00")]
    [TestCase("2026-03-02 07:00", 7, "2026-03-02 17:00")]
    [TestCase("2026-03-02 16:00", 2, "2026-03-03 10:00")]
    [TestCase("2026-03-02 17:00", 1, "2026-03-03 10:00")]
    [TestCase("2026-03-02 23:59", 7, "2026-03-03 17:00")]

    // Over a weekend, a worked Saturday and Spring Festival.
    [TestCase("2026-03-06 16:30", 1, "2026-03-09 09:30")]
    [TestCase("2026-03-07 10:00", 1, "2026-03-09 10:00")]
    [TestCase("2026-02-13 16:30", 8, "2026-02-24 09:30")]
    [TestCase("2026-02-17 10:00", 21, "2026-02-26 17:00")]

    [TestCase("2026-03-07 03:00", 0, "2026-03-07 03:00")]
    public void Working_hours_from_an_instant(string start, int hours, string expected) =>
        Assert.That(Window.Add(Instant(start), hours), Is.EqualTo(Instant(expected)));

    [Test]
    public void Answers_are_in_UTC() =>
        Assert.That(new[] { Window.Add(Instant("2026-03-02 09:00"), 1).Offset, Window.Add(Instant("2026-03-02 09:00"), 0).Offset, Window.CloseOf(new DateOnly(2026, 3, 2)).Offset }, Has.All.EqualTo(TimeSpan.Zero));

    [Test]
    public void Working_hours_agree_with_counting_minute_by_minute()
    {
        var starts = Gen.Choose(0, 60 * 24 * 40).Select(minutes => Instant("2026-02-01 00:00").AddMinutes(minutes)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(starts, Gen.Choose(1, 50).ToArbitrary(), (start, hours) =>
        {
            var at = start;
            for (var left = hours * 60; left > 0;)
            {
                left -= IsOpen(at) ? 1 : 0;
                at = at.AddMinutes(1);
            }

            return Window.Add(start, hours) == at;
        }));
    }

    // A data message counts when it enters the system (最高人民法院 2009 rules, art 6); anything else until business stops (民法典 art 203).
    [TestCase("2026-03-02 10:00", true, "2026-03-02")]
    [TestCase("2026-03-02 23:59", true, "2026-03-02")]
    [TestCase("2026-03-03 00:00", true, "2026-03-03")]
    [TestCase("2026-02-17 10:00", true, "2026-02-17")]
    [TestCase("2026-03-02 10:00", false, "2026-03-02")]
    [TestCase("2026-03-02 07:00", false, "2026-03-02")]
    [TestCase("2026-03-02 12:30", false, "2026-03-02")]
    [TestCase("2026-03-02 17:00", false, "2026-03-02")]
    [TestCase("2026-03-02 17:01", false, "2026-03-03")]
    [TestCase("2026-03-06 17:01", false, "2026-03-09")]
    [TestCase("2026-03-07 10:00", false, "2026-03-09")]
    [TestCase("2026-02-14 10:00", false, "2026-02-14")]
    [TestCase("2026-02-14 17:01", false, "2026-02-24")]
    [TestCase("2026-02-17 18:00", false, "2026-02-24")]
    public void The_day_an_act_counts_for(string instant, bool entersSystem, string expected) =>
        Assert.That(Window.ReceiptDay(Instant(instant), entersSystem), Is.EqualTo(DateOnly.Parse(expected, CultureInfo.InvariantCulture)));

    [Test]
    public void A_day_ends_when_business_stops() =>
        Assert.That(Window.CloseOf(new DateOnly(2026, 3, 2)), Is.EqualTo(Instant("2026-03-02 17:00")));

    [Test]
    public void Hours_that_are_none_are_refused()
    {
        Assert.That(() => new WorkingHours(Seeds.China, []), Throws.ArgumentException);
        Assert.That(() => new WorkingHours(Seeds.China, [Span("12:00", "09:00")]), Throws.ArgumentException);
        Assert.That(() => new WorkingHours(Seeds.China, [Span("09:00", "13:00"), Span("12:00", "17:00")]), Throws.ArgumentException);
        Assert.That(() => Window.Add(Instant("2026-03-02 09:00"), -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Window.Add(Instant("2026-03-02 09:00"), int.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Window.Add(Instant("2026-03-02 09:00"), WorkingHours.MostHours), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static bool IsOpen(DateTimeOffset at)
    {
        var local = at.AddHours(8).UtcDateTime;
        return local.Hour is (>= 9 and < 12) or (>= 13 and < 17) && Seeds.China.IsWorkingDay(DateOnly.FromDateTime(local));
    }

    private static OpenHours Span(string from, string until) => new(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture));

    private static DateTimeOffset Instant(string wall) => DateTimeOffset.ParseExact(wall + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture).ToUniversalTime();
}
