using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Calendars;

/// <summary>One mistake in a real file refuses the whole file and says where and why.</summary>
public class CalendarReaderTests
{
    private const string First = """{ "date": "2026-01-01", "name": "元旦", "kind": "publicHoliday", "notice": "国办发明电〔2025〕7号" }""";

    [Test]
    public void Every_seed_is_read_whole()
    {
        foreach (var year in Seeds.Years)
        {
            var read = Seeds.Year(year);

            Assert.That(read.Year, Is.EqualTo(year));
            Assert.That(read.Days, Has.Length.GreaterThan(25));
            Assert.That(read.Notices.Select(notice => notice.Number), Is.EquivalentTo(read.Days.Select(day => day.Source).Distinct()), "every notice makes a day, every day has its notice");
        }
    }

    // Changed while the year ran, or made by the next year's notice.
    [TestCase("2019-05-02", DayKind.PublicHoliday, "国办发明电〔2019〕3号")]
    [TestCase("2019-05-05", DayKind.MakeUpWorkday, "国办发明电〔2019〕3号")]
    [TestCase("2019-10-12", DayKind.MakeUpWorkday, "国办发明电〔2018〕15号")]
    [TestCase("2020-01-30", DayKind.PublicHoliday, "国办发明电〔2019〕16号")]
    [TestCase("2020-01-31", DayKind.PublicHoliday, "国办发明电〔2020〕1号")]
    [TestCase("2020-02-01", DayKind.PublicHoliday, "国办发明电〔2020〕1号")]
    [TestCase("2020-02-03", DayKind.WorkingDay, "周一至周五工作日（国务院关于职工工作时间的规定第七条）")]
    [TestCase("2022-12-31", DayKind.PublicHoliday, "国办发明电〔2022〕16号")]
    [TestCase("2024-02-09", DayKind.WorkingDay, "周一至周五工作日（国务院关于职工工作时间的规定第七条）")]
    [TestCase("2026-03-07", DayKind.RestDay, "每周休息日（国务院关于职工工作时间的规定第七条）")]
    public void A_day_names_what_makes_it_so(string date, DayKind kind, string source)
    {
        var day = Seeds.China.Describe(DateOnly.Parse(date));

        Assert.That((day.Kind, day.Source), Is.EqualTo((kind, source)));
    }

    [TestCase("\"year\": 2026", "\"year\": 2026, \"colour\": 1", "$.colour", "Unknown field.")]
    [TestCase("\"year\": 2026", "\"year\": \"2026\"", "$.year", "Expected number, but found string.")]
    [TestCase("\"year\": 2026", "\"year\": 26", "$.year", "Expected a whole number from 2014 to 2098, but found 26.")]
    [TestCase("\"region\": \"CN\"", "\"region\": \"430000\"", "$.region", "Expected CN, but found 430000: the days of a region belong in an overlay.")]
    [TestCase("\"region\": \"CN\",", "", "$.region", "Missing.")]
    [TestCase("\"published\": \"2025-11-04\"", "\"published\": \"2025-11-31\"", "$.notices[0].published", "Expected a date like 2026-01-31, but found 2025-11-31.")]
    [TestCase("\"2026-01-03\"", "\"2026-1-3\"", "$.days[2].date", "Expected a date like 2026-01-31, but found 2026-1-3.")]
    [TestCase("\"2026-01-03\"", "\"2026-02-30\"", "$.days[2].date", "Expected a date like 2026-01-31, but found 2026-02-30.")]
    [TestCase("\"2026-01-03\"", "\"2027-01-03\"", "$.days[2].date", "2027-01-03 is outside 2026.")]
    [TestCase("\"2026-01-03\"", "\"2026-01-02\"", "$.days[2].date", "2026-01-02 is listed twice, first at $.days[1].")]
    [TestCase("\"2026-01-04\"", "\"2026-01-03\"", "$.days[3].date", "2026-01-03 contradicts $.days[2], which makes it a publicHoliday.")]
    [TestCase("\"2026-01-04\"", "\"2026-01-05\"", "$.days[3].date", "2026-01-05 is a Monday, but a makeUpWorkday must be a Saturday or a Sunday.")]
    [TestCase(First, """{ "date": "2026-01-01", "name": "元旦", "kind": "publicHoliday", "notice": "国办发明电〔2025〕9号" }""", "$.days[0].notice", "国办发明电〔2025〕9号 is not among the notices of this file.")]
    [TestCase(First, """{ "date": "2026-01-01", "name": "", "kind": "publicHoliday", "notice": "国办发明电〔2025〕7号" }""", "$.days[0].name", "Must not be blank.")]
    [TestCase(First, "7", "$.days[0]", "Expected an object, but found number.")]
    [TestCase(First, """{ "date": "2026-01-01", "name": "元旦", "kind": "holiday", "notice": "国办发明电〔2025〕7号" }""", "$.days[0].kind", "Expected publicHoliday or makeUpWorkday, but found holiday.")]
    [TestCase("\"2026-10-01\"", "\"2026-10-08\"", "$.days", "2026-10-01 (国庆节) is a day off by 全国年节及纪念日放假办法第二条, but is not listed as one.")]
    public void A_year_with_a_mistake_is_refused(string found, string replacement, string path, string reason)
    {
        var text = Seeds.Text(2026);
        Assert.That(text, Does.Contain(found));

        var reading = CalendarReader.ReadYear("CN/2026.json", text.Replace(found, replacement, StringComparison.Ordinal));

        Assert.That(reading.Year, Is.Null);
        Assert.That(reading.Findings, Does.Contain(new CalendarFinding("CN/2026.json", path, reason)));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{ \"region\": \"CN\", \"region\": \"CN\" }")]
    [TestCase("{ \"region\": \"CN\", /* no */ \"year\": 2026 }")]
    [TestCase("{ \"region\": \"\\ud800\" }")]
    [TestCase("{ \"\\ud800\": 1 }")]
    public void Malformed_text_is_refused(string text)
    {
        foreach (var findings in new[] { CalendarReader.ReadYear("bad.json", text).Findings, CalendarReader.ReadOverlay("bad.json", text).Findings })
        {
            Assert.That(findings, Has.Length.EqualTo(1));
            Assert.That(findings[0].Path, Is.EqualTo("$"));
            Assert.That(findings[0].Reason, Does.StartWith("Malformed JSON"));
        }
    }

    [Test]
    public void All_mistakes_of_a_file_are_told_at_once()
    {
        var reading = CalendarReader.ReadYear("bad.json", """{ "region": "HN", "days": [ { "date": "x", "note": 1 } ] }""");

        Assert.That(reading.Findings.Select(finding => finding.Path), Is.EquivalentTo(new[]
        {
            "$.region", "$.year", "$.notices", "$.days[0].note", "$.days[0].date", "$.days[0].name", "$.days[0].kind", "$.days[0].notice",
        }));
    }

    [TestCase("""{ "region": "CN", "days": [] }""", "$.region", "Expected a six-digit GB/T 2260 code, but found CN.")]
    [TestCase("""{ "region": "4301", "days": [] }""", "$.region", "Expected a six-digit GB/T 2260 code, but found 4301.")]
    [TestCase("""{ "region": "430100", "inherits": "430100", "days": [] }""", "$.inherits", "Expected CN or the code of another division, but found 430100.")]
    [TestCase("""{ "region": "430100", "inherits": "Hunan", "days": [] }""", "$.inherits", "Expected CN or the code of another division, but found Hunan.")]
    [TestCase("""{ "region": "430100", "days": {} }""", "$.days", "Expected array, but found object.")]
    [TestCase("""{ "region": "430100", "days": [{ "date": "2026-06-10", "name": "x", "kind": "publicHoliday" }] }""", "$.days[0].source", "Missing.")]
    [TestCase("""{ "region": "430100", "days": [{ "date": "2026-06-13", "name": "x", "kind": "workingDay", "source": "y" }] }""", "$.days[0].date", "2026-06-13 is a Saturday: a weekend day that is worked is a makeUpWorkday.")]
    [TestCase("""{ "region": "430100", "days": [{ "date": "2026-06-10", "name": "x", "kind": "restDay", "source": "y" }] }""", "$.days[0].date", "2026-06-10 is a Wednesday, but a restDay must be a Saturday or a Sunday.")]
    public void An_overlay_with_a_mistake_is_refused(string text, string path, string reason)
    {
        var reading = CalendarReader.ReadOverlay("x.json", text);

        Assert.That(reading.Overlay, Is.Null);
        Assert.That(reading.Findings, Is.EqualTo(new[] { new CalendarFinding("x.json", path, reason) }));
    }
}
