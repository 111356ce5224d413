using System.Globalization;
using Approval.Engine.Calendars;
using Approval.Engine.Calendars.Publishing;

namespace Approval.Engine.Tests.Calendars.Publishing;

/// <summary>Files beside the calendars in force: what becomes a new year, a revision, nothing, or a refusal.</summary>
public class ProposalTests
{
    private const string LabourNotice = "国办发明电〔2019〕3号";
    private const string SpringNotice = "国办发明电〔2020〕1号";

    private static readonly HolidayNotice Notice2023 = new("国办发明电〔2022〕16号", new DateOnly(2022, 12, 8), null, null);

    /// <summary>2019 as 〔2018〕15号 arranged it: Labour Day on 1 May alone.</summary>
    private static CalendarSet Before2019Revision { get; } = Original(2019, LabourNotice, "国办发明电〔2018〕15号", "2018-12-06", ("2019-05-01", "劳动节", "publicHoliday"));

    [Test]
    public void The_next_year_of_our_own_format_is_a_new_file()
    {
        var proposal = Proposed(Seeds.Through(2025), new CalendarImport.Year("2026.json", Seeds.Text(2026)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(proposal.Files.Select(file => (file.Region, file.Year, file.IsRevision)), Is.EqualTo(new[] { ("CN", (int?)2026, false) }));
            Assert.That(proposal.Files[0].Notices, Is.EqualTo(new[] { "国办发明电〔2025〕7号" }));
            Assert.That(proposal.After.For("CN").Horizon, Is.EqualTo(new DateOnly(2026, 12, 31)));
            Assert.That(proposal.NewNotices.Select(notice => notice.Number), Is.EqualTo(new[] { "国办发明电〔2025〕7号" }));
            Assert.That(proposal.Days(), Has.All.Matches<DayChange>(day => day.Presumed && day.Date.Year == 2026), "nobody had arranged 2026; its days were presumed");
        }
    }

    [Test]
    public void A_notice_that_reaches_into_the_year_before_revises_that_year_too()
    {
        var before = Without(Seeds.Through(2022), 2022, "2022-12-31");

        var proposal = Proposed(before, new CalendarImport.HolidayCn("2023.json", HolidayCn.Of(2023, Seeds.Through(2023), Notice2023.Number), Notice2023));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(proposal.Files.Select(file => (file.Year, file.IsRevision)), Is.EquivalentTo(new[] { ((int?)2023, false), (2022, true) }));
            Assert.That(KindsOf(proposal.After), Is.EqualTo(KindsOf(Seeds.Through(2023))));
            Assert.That(proposal.After.For("CN").Describe(new DateOnly(2022, 12, 31)).Source, Is.EqualTo(Notice2023.Number));
        }
    }

    [Test]
    public void A_year_of_the_list_does_not_take_away_what_the_next_year_put_into_it()
    {
        var set = Seeds.Through(2023);
        var notice = set.Years.Single(year => year.Year == 2022).Notices[0];

        var proposal = Proposed(set, new CalendarImport.HolidayCn("2022.json", HolidayCn.Of(2022, set, notice.Number), notice));

        Assert.That(proposal.IsEmpty, Is.True, "2022-12-31 is of the notice for 2023");
    }

    [Test]
    public void Days_before_the_calendar_begins_and_ordinary_days_are_left_out()
    {
        var notice = new HolidayNotice("国办发明电〔2018〕15号", new DateOnly(2018, 12, 6), null, null);
        var listed = Seeds.Through(2019).Years[0].Days.Where(day => day.Source == notice.Number && day.Date.Month != 5)
            .Select(day => (Iso(day.Date), day.Name!, day.Kind == DayKind.PublicHoliday))
            .Append(("2019-05-01", "劳动节", true)).Append(("2018-12-29", "元旦", false)).Append(("2018-12-31", "元旦", true)).Append(("2019-05-06", "劳动节", false));

        var proposal = Proposed(Before2019Revision, new CalendarImport.HolidayCn("2019.json", HolidayCn.Text(2019, listed), notice));

        Assert.That(proposal.IsEmpty, Is.True);
        Assert.That(proposal.LeftOut.Select(Iso), Is.EquivalentTo(new[] { "2018-12-29", "2018-12-31", "2019-05-06" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Labour_Day_2019_is_a_revision_by_its_notice_in_either_format(bool fromTheList)
    {
        var notice = new HolidayNotice(LabourNotice, new DateOnly(2019, 3, 22), null, null);
        CalendarImport import = fromTheList
            ? new CalendarImport.HolidayCn("2019.json", HolidayCn.Of(2019, Seeds.Through(2019), LabourNotice, "国办发明电〔2018〕15号"), notice)
            : new CalendarImport.Year("2019.json", Seeds.Text(2019));

        var proposal = Proposed(Before2019Revision, import);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(proposal.Files.Select(file => (file.Year, file.IsRevision, string.Join('、', file.Notices))), Is.EqualTo(new[] { ((int?)2019, true, LabourNotice) }));
            Assert.That(proposal.Days().Select(day => (Iso(day.Date), day.Before, day.After)), Is.EqualTo(new[]
            {
                ("2019-04-28", DayKind.RestDay, DayKind.MakeUpWorkday),
                ("2019-05-02", DayKind.WorkingDay, DayKind.PublicHoliday),
                ("2019-05-03", DayKind.WorkingDay, DayKind.PublicHoliday),
                ("2019-05-04", DayKind.RestDay, DayKind.PublicHoliday),
                ("2019-05-05", DayKind.RestDay, DayKind.MakeUpWorkday),
            }));
            Assert.That(proposal.Days().Where(day => !day.MovesCounts).Select(day => Iso(day.Date)), Is.EqualTo(new[] { "2019-05-04" }), "a Saturday off is off under another name");
        }
    }

    [Test]
    public void What_is_published_already_is_nothing()
    {
        var proposal = Proposed(Seeds.Set, [.. Seeds.Years.Select(year => new CalendarImport.Year($"{year}.json", Seeds.Text(year)))]);

        Assert.That(proposal.IsEmpty, Is.True);
        Assert.That(proposal.Days(), Is.Empty);
    }

    [Test]
    public void A_generated_file_reads_back_as_it_was()
    {
        foreach (var year in Seeds.Years.Select(Seeds.Year))
        {
            var again = CalendarReader.ReadYear(year.File, CalendarText.Of(year)).Year!;
            Assert.That(again.Days, Is.EqualTo(year.Days));
            Assert.That(again.Notices, Is.EqualTo(year.Notices));
        }
    }

    [Test]
    public void A_gap_is_refused()
    {
        var text = Seeds.Text(2026);
        var reading = CalendarProposal.Of(Seeds.Through(2024), new CalendarImport.Year("2026.json", text));

        Assert.That(reading.Proposal, Is.Null);
        Assert.That(reading.Findings, Is.EqualTo(new[] { new CalendarFinding("CN/2026.json", "$.year", "Expected 2025 after 2024, but the next year given is 2026: no year may be missing.") with { File = "2026.json" } }));
    }

    [Test]
    public void The_same_year_twice_in_one_import_is_refused()
    {
        var year = new CalendarImport.Year("a.json", Seeds.Text(2026));

        var reading = CalendarProposal.Of(Seeds.Through(2025), year, year with { File = "b.json" });

        Assert.That(reading.Findings, Is.EqualTo(new[] { new CalendarFinding("b.json", "$.year", "CN 2026 is given by another file of this import already.") }));
    }

    [Test]
    public void A_revision_that_names_no_new_notice_is_refused()
    {
        var text = Seeds.Text(2026).Replace("\"2026-01-04\"", "\"2026-01-10\"", StringComparison.Ordinal);

        var reading = CalendarProposal.Of(Seeds.Set, new CalendarImport.Year("2026.json", text));

        Assert.That(reading.Findings, Is.EqualTo(new[] { new CalendarFinding("2026.json", "$.notices", "2026 is published already: a revision names the notice it rests on, but no notice here is new.") }));
    }

    [Test]
    public void A_slip_in_a_transcription_is_corrected_by_naming_the_notice_that_is_known()
    {
        var text = Seeds.Text(2026).Replace("\"2026-01-04\"", "\"2026-01-10\"", StringComparison.Ordinal);

        var proposal = Proposed(Seeds.Set, new CalendarImport.Year("2026.json", text, "国办发明电〔2025〕7号"));

        Assert.That(proposal.Files[0].Notices, Is.EqualTo(new[] { "国办发明电〔2025〕7号" }));
    }

    [Test]
    public void A_changed_day_that_rests_on_the_old_notice_is_refused()
    {
        var text = Seeds.Text(2020).Replace($"\"date\": \"2020-02-02\", \"name\": \"春节\", \"kind\": \"publicHoliday\", \"notice\": \"{SpringNotice}\"", "\"date\": \"2020-02-02\", \"name\": \"春节\", \"kind\": \"publicHoliday\", \"notice\": \"国办发明电〔2019〕16号\"", StringComparison.Ordinal);

        var reading = CalendarProposal.Of(Original(2020, SpringNotice, "国办发明电〔2019〕16号", "2019-11-21", ("2020-02-01", "春节", "makeUpWorkday")), new CalendarImport.Year("2020.json", text));

        Assert.That(reading.Findings.Select(finding => finding.Reason), Is.EqualTo(new[] { $"2020-02-02 is changed, but names 国办发明电〔2019〕16号 and not {SpringNotice}." }));
    }

    [Test]
    public void A_list_without_the_days_of_the_law_is_refused()
    {
        var reading = CalendarProposal.Of(Seeds.Set, new CalendarImport.HolidayCn("2027.json", """{ "year": 2027, "papers": [], "days": [] }""", new HolidayNotice("测试〔2026〕1号", new DateOnly(2026, 11, 4), null, null)));

        Assert.That(reading.Proposal, Is.Null);
        Assert.That(reading.Findings.Select(finding => (finding.File, finding.Path)), Has.All.EqualTo(("2027.json", "$.days")));
        Assert.That(reading.Findings, Has.Length.EqualTo(13), "13 days off by 全国年节及纪念日放假办法 art 2");
    }

    [Test]
    public void A_day_in_a_year_that_is_not_published_is_refused()
    {
        var notice = Seeds.Set.Years[^1].Notices[0];
        var text = HolidayCn.Of(2026, Seeds.Set, notice.Number).Replace("[{", """[{"name":"元旦","date":"2027-01-02","isOffDay":true},{""", StringComparison.Ordinal);

        var reading = CalendarProposal.Of(Seeds.Set, new CalendarImport.HolidayCn("2026.json", text, notice));

        Assert.That(reading.Findings, Is.EqualTo(new[] { new CalendarFinding("2026.json", "$.days", "2027-01-02 lies in 2027, which is not published yet.") }));
    }

    [Test]
    public void An_overlay_changes_its_region_alone()
    {
        const string Text = """{ "region": "433100", "days": [ { "date": "2026-09-21", "name": "州庆", "kind": "publicHoliday", "source": "测试" } ] }""";

        var proposal = Proposed(Seeds.Set, new CalendarImport.Overlay("433100.json", Text));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(proposal.Files.Select(file => (file.Region, file.Year)), Is.EqualTo(new[] { ("433100", (int?)null) }));
            Assert.That(proposal.Days().Select(day => (day.Region, Iso(day.Date), day.After, day.Source)), Is.EqualTo(new[] { ("433100", "2026-09-21", DayKind.PublicHoliday, "测试") }));
            Assert.That(proposal.After.For("430100").Version, Is.EqualTo(Seeds.Set.For("430100").Version));
        }
    }

    private static CalendarProposal Proposed(CalendarSet inForce, params CalendarImport[] imports)
    {
        var reading = CalendarProposal.Of(inForce, imports);
        Assert.That(reading.Findings, Is.Empty);
        return reading.Proposal!;
    }

    /// <summary>A year as it stood before a notice changed it, after the years before it.</summary>
    private static CalendarSet Original(int year, string revision, string notice, string published, params (string Date, string Name, string Kind)[] days)
    {
        var now = Seeds.Year(year);
        var original = now with
        {
            Notices = [new HolidayNotice(notice, DateOnly.Parse(published, CultureInfo.InvariantCulture), null, null)],
            Days =
            [
                .. now.Days.Where(day => day.Source != revision),
                .. days.Select(day => new CalendarDay(DateOnly.Parse(day.Date, CultureInfo.InvariantCulture), day.Kind == "publicHoliday" ? DayKind.PublicHoliday : DayKind.MakeUpWorkday, notice, day.Name)),
            ],
        };
        return CalendarSet.Build([.. Seeds.Years.Where(earlier => earlier < year).Select(Seeds.Year), original], []).Set!;
    }

    private static CalendarSet Without(CalendarSet set, int year, string date) =>
        CalendarSet.Build(set.Years.Select(known => known.Year != year ? known : known with { Notices = [known.Notices[0]], Days = [.. known.Days.Where(day => Iso(day.Date) != date)] }), []).Set!;

    private static IEnumerable<DayKind> KindsOf(CalendarSet set)
    {
        var calendar = set.For("CN");
        for (var date = calendar.First; date <= calendar.Horizon; date = date.AddDays(1))
        {
            yield return calendar.KindOf(date);
        }
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
