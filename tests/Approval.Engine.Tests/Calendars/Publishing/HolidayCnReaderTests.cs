using Approval.Engine.Calendars;
using Approval.Engine.Calendars.Publishing;

namespace Approval.Engine.Tests.Calendars.Publishing;

/// <summary>The format of the public list is read as strictly as our own.</summary>
public class HolidayCnReaderTests
{
    private const string Good = """
        { "$schema": "s", "$id": "i", "year": 2023, "papers": ["https://www.gov.cn/a.htm"], "days": [
          { "name": "元旦", "date": "2022-12-31", "isOffDay": true },
          { "name": "春节", "date": "2023-01-28", "isOffDay": false },
          { "name": "春节", "date": "2023-01-30", "isOffDay": false } ] }
        """;

    [Test]
    public void A_file_is_keyed_by_the_year_of_its_notice_and_may_hold_days_beside_it()
    {
        var year = HolidayCnReader.Read("2023.json", Good).Year!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(year.Year, Is.EqualTo(2023));
            Assert.That(year.Papers, Is.EqualTo(new[] { "https://www.gov.cn/a.htm" }));
            Assert.That(year.Days, Is.EqualTo(new[]
            {
                new HolidayCnDay(new DateOnly(2022, 12, 31), "元旦", DayKind.PublicHoliday),
                new HolidayCnDay(new DateOnly(2023, 1, 28), "春节", DayKind.MakeUpWorkday),
            }));
            Assert.That(year.Ordinary, Is.EqualTo(new[] { new DateOnly(2023, 1, 30) }), "a Monday that is worked is an ordinary one, as 2020-02-03 in the public list");
        }
    }

    [TestCase("\"isOffDay\": true", "\"isOffDay\": \"yes\"", "$.days[0].isOffDay", "Expected true or false, but found string.")]
    [TestCase(", \"isOffDay\": true", "", "$.days[0].isOffDay", "Missing.")]
    [TestCase("\"isOffDay\": true", "\"isOffDay\": true, \"colour\": 1", "$.days[0].colour", "Unknown field.")]
    [TestCase("2022-12-31", "2021-12-31", "$.days[0].date", "2021-12-31 is neither in 2023 nor in a year beside it.")]
    [TestCase("2022-12-31", "2023-02-29", "$.days[0].date", "Expected a date like 2026-01-31, but found 2023-02-29.")]
    [TestCase("2022-12-31", "2023-01-28", "$.days[1].date", "2023-01-28 contradicts $.days[0].")]
    [TestCase("2023-01-30", "2023-01-28", "$.days[2].date", "2023-01-28 is listed twice, first at $.days[1].")]
    [TestCase("[\"https://www.gov.cn/a.htm\"]", "[1]", "$.papers[0]", "Expected a text that is not blank.")]
    [TestCase("[\"https://www.gov.cn/a.htm\"]", "\"a\"", "$.papers", "Expected array, but found string.")]
    [TestCase("\"year\": 2023", "\"year\": 2013", "$.year", "Expected a whole number from 2014 to 2098, but found 2013.")]
    [TestCase("\"year\": 2023", "\"year\": 2023, \"region\": \"CN\"", "$.region", "Unknown field.")]
    [TestCase("{ \"$schema\"", "{ \"year\": 2023, \"$schema\"", "$", null)]
    public void A_file_with_a_mistake_is_refused_with_its_place(string found, string replacement, string path, string? reason)
    {
        var text = Good.Replace(found, replacement, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Good));

        var reading = HolidayCnReader.Read("2023.json", text);

        Assert.That(reading.Year, Is.Null);
        Assert.That(reading.Findings.Select(finding => finding.Path), Does.Contain(path));
        Assert.That(reading.Findings.Select(finding => finding.Reason), reason is null ? Has.Some.StartsWith("Malformed JSON") : Does.Contain(reason));
    }
}
