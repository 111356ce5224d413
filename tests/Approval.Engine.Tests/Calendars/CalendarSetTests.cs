using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Calendars;

/// <summary>Regions inherit by the digits of GB/T 2260; a file may add days or say from whom it takes the rest.</summary>
public class CalendarSetTests
{
    // An area of a minority nationality may set holidays of its own (放假办法 art 4). The days are made up for the test.
    private const string Prefecture = """
        { "region": "433100", "days": [
          { "date": "2026-06-10", "name": "州庆", "kind": "publicHoliday", "source": "自治州放假通知（测试用）" },
          { "date": "2026-06-11", "name": "州庆", "kind": "publicHoliday", "source": "自治州放假通知（测试用）" },
          { "date": "2026-06-13", "name": "州庆", "kind": "makeUpWorkday", "source": "自治州放假通知（测试用）" } ] }
        """;

    private static readonly DateOnly LocalHoliday = new(2026, 6, 10);

    [TestCase("CN")]
    [TestCase("430000")]
    [TestCase("430100")]
    [TestCase("430102")]
    public void A_region_without_a_file_has_the_national_days_and_their_version(string region)
    {
        var calendar = Seeds.Set.For(region);

        Assert.That(calendar.Region, Is.EqualTo(region));
        Assert.That(calendar.Version, Is.EqualTo(Seeds.China.Version));
        Assert.That(calendar.Add(new DateOnly(2026, 2, 12), 3), Is.EqualTo(new DateOnly(2026, 2, 24)));
    }

    [Test]
    public void A_local_holiday_binds_its_region_and_those_below_and_nobody_else()
    {
        var set = Seeds.Through(2026, Seeds.Overlay(Prefecture));

        Assert.That(set.For("433100").Describe(LocalHoliday), Is.EqualTo(new CalendarDay(LocalHoliday, DayKind.PublicHoliday, "自治州放假通知（测试用）", "州庆")));
        Assert.That(set.For("433122").Add(new DateOnly(2026, 6, 9), 3), Is.EqualTo(new DateOnly(2026, 6, 15)));
        Assert.That(set.For("430000").Add(new DateOnly(2026, 6, 9), 3), Is.EqualTo(new DateOnly(2026, 6, 12)));
        Assert.That(set.For("433122").Version, Is.EqualTo(set.For("433100").Version).And.Not.EqualTo(set.For("CN").Version));
        Assert.That(set.For("CN").Version, Is.EqualTo(Seeds.China.Version));
    }

    [Test]
    public void A_lower_file_adds_to_or_replaces_what_the_one_above_says()
    {
        var county = Seeds.Overlay("""
            { "region": "433122", "days": [
              { "date": "2026-06-11", "name": "州庆", "kind": "workingDay", "source": "县通知（测试用）" },
              { "date": "2026-06-13", "name": "州庆", "kind": "restDay", "source": "县通知（测试用）" } ] }
            """);
        var set = Seeds.Through(2026, county, Seeds.Overlay(Prefecture));

        Assert.That(set.For("433122").KindOf(LocalHoliday), Is.EqualTo(DayKind.PublicHoliday));
        Assert.That(set.For("433122").IsWorkingDay(new DateOnly(2026, 6, 11)), Is.True);
        Assert.That(set.For("433122").IsWorkingDay(new DateOnly(2026, 6, 13)), Is.False);
        Assert.That(set.For("433100").IsWorkingDay(new DateOnly(2026, 6, 11)), Is.False);
    }

    [Test]
    public void A_file_may_inherit_from_elsewhere_than_its_digits_say()
    {
        var apart = Seeds.Overlay("""{ "region": "433122", "inherits": "CN", "days": [] }""");
        var guest = Seeds.Overlay("""{ "region": "430100", "inherits": "433100", "days": [] }""");
        var set = Seeds.Through(2026, apart, guest, Seeds.Overlay(Prefecture));

        Assert.That(set.For("433122").IsWorkingDay(LocalHoliday), Is.True);
        Assert.That(set.For("430102").IsWorkingDay(LocalHoliday), Is.False);
    }

    // What a region once did beside the national notices it may do again in a year not yet published.
    [Test]
    public void Local_days_widen_the_bounds_past_the_horizon()
    {
        var set = Seeds.Through(2026, Seeds.Overlay(Prefecture));
        var start = new DateOnly(2026, 12, 10);
        var (national, local) = (set.For("CN").AddBounded(start, 30), set.For("433100").AddBounded(start, 30));

        Assert.That(local.Date, Is.EqualTo(national.Date));
        Assert.That(local.Latest, Is.EqualTo(new DateOnly(2027, 1, 28)).And.GreaterThan(national.Latest));
        Assert.That(local.Earliest, Is.EqualTo(new DateOnly(2027, 1, 21)).And.LessThan(national.Earliest));
    }

    [TestCase("")]
    [TestCase("cn")]
    [TestCase("43010")]
    [TestCase("4301020")]
    [TestCase("43010x")]
    [TestCase("４３０１０２")]
    public void What_is_no_region_has_no_calendar(string region)
    {
        Assert.That(CalendarSet.IsRegion(region), Is.False);
        Assert.That(() => Seeds.Set.For(region), Throws.ArgumentException);
    }

    [Test]
    public void The_version_stays_with_the_same_days_and_changes_with_any_of_them()
    {
        var moved = Seeds.Text(2026).Replace("\"2026-10-10\"", "\"2026-10-11\"", StringComparison.Ordinal);
        var years = Seeds.Years.Where(year => year != 2026).Select(Seeds.Year).Append(CalendarReader.ReadYear("moved", moved).Year!);

        Assert.That(Seeds.Through(2026).For("CN").Version, Is.EqualTo(Seeds.China.Version).And.StartsWith("CN:2019-2026:"));
        Assert.That(CalendarSet.Build(years, []).Set!.For("CN").Version, Is.Not.EqualTo(Seeds.China.Version));
        Assert.That(Seeds.Through(2025).For("CN").Version, Is.Not.EqualTo(Seeds.China.Version));
    }

    [Test]
    public void A_missing_year_is_refused() =>
        Refuses([Seeds.Year(2023), Seeds.Year(2025), Seeds.Year(2026)], [], new CalendarFinding("CN/2025.json", "$.year", "Expected 2024 after 2023, but the next year given is 2025: no year may be missing."));

    [Test]
    public void A_year_given_twice_is_refused() =>
        Refuses([Seeds.Year(2025), Seeds.Year(2026), Seeds.Year(2026)], [], new CalendarFinding("CN/2026.json", "$.year", "2026 is given by CN/2026.json already."));

    [Test]
    public void No_years_at_all_are_refused() =>
        Refuses([], [Seeds.Overlay(Prefecture)], new CalendarFinding("", "$", "Expected at least one year of national days, but there is none."));

    [Test]
    public void A_region_given_twice_is_refused() =>
        Refuses([Seeds.Year(2026)], [Seeds.Overlay(Prefecture, "a.json"), Seeds.Overlay(Prefecture, "b.json")], new CalendarFinding("b.json", "$.region", "433100 is given by a.json already."));

    [Test]
    public void A_local_day_outside_the_published_years_is_refused() =>
        Refuses([Seeds.Year(2025)], [Seeds.Overlay(Prefecture)],
            new CalendarFinding("overlay.json", "$.days[0].date", "2026-06-10 is outside the published years 2025 to 2025."),
            new CalendarFinding("overlay.json", "$.days[1].date", "2026-06-11 is outside the published years 2025 to 2025."),
            new CalendarFinding("overlay.json", "$.days[2].date", "2026-06-13 is outside the published years 2025 to 2025."));

    [Test]
    public void Regions_that_inherit_in_a_circle_are_refused() =>
        Refuses(
            [Seeds.Year(2026)],
            [Seeds.Overlay("""{ "region": "430000", "inherits": "430102", "days": [] }""", "a.json"), Seeds.Overlay("""{ "region": "430100", "days": [] }""", "b.json")],
            new CalendarFinding("a.json", "$.inherits", "430000, 430100 inherit from each other in a circle."));

    private static void Refuses(CalendarYear[] years, CalendarOverlay[] overlays, params CalendarFinding[] expected)
    {
        var build = CalendarSet.Build(years, overlays);

        Assert.That(build.Set, Is.Null);
        Assert.That(build.Findings, Is.EquivalentTo(expected));
    }
}
