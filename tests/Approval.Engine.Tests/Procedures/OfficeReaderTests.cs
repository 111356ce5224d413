using System.Text.Json.Nodes;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>Offices and windows at three levels (GB/T 2260), and files that are refused.</summary>
public class OfficeReaderTests
{
    [TestCase("430000", OfficeLevel.Province, null)]
    [TestCase("430100", OfficeLevel.City, "430000")]
    [TestCase("430300", OfficeLevel.City, "430000")]
    [TestCase("430600", OfficeLevel.City, "430000")]
    [TestCase("430104", OfficeLevel.County, "430100")]
    [TestCase("430121", OfficeLevel.County, "430100")]
    [TestCase("430302", OfficeLevel.County, "430300")]
    [TestCase("430321", OfficeLevel.County, "430300")]
    public void The_seed_holds_the_three_levels(string code, OfficeLevel level, string? parent)
    {
        var reading = OfficeReader.Read(Seeds.OfficesText(), "offices.json");

        Assert.That(reading.Findings, Is.Empty);
        var office = reading.Offices.Single(office => office.Code == code);
        Assert.That((office.Level, office.Parent), Is.EqualTo((level, parent)));
        Assert.That(office.Windows[0].Code, Is.EqualTo($"{code}-01"));
        Assert.That(office.Hours, Is.EqualTo(new[] { new OpenHours(new TimeOnly(9, 0), new TimeOnly(12, 0)), new OpenHours(new TimeOnly(13, 0), new TimeOnly(17, 0)) }));
        Assert.That(office.ComplaintPhone, Is.EqualTo("12345"));
    }

    // In the order of the seed: 0 Hunan, 1 Changsha, 2 Xiangtan, 3 Yueyang, 4 Yuelu, 5 Changsha county, 6 Yuhu, 7 Xiangtan county.
    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("code twice", offices => offices[5]!["code"] = "430104", "$.offices[5].code", "an earlier one");
        yield return Case("code of four digits", offices => offices[5]!["code"] = "4301", "$.offices[5].code", "six digits");
        yield return Case("level against the code", offices => offices[1]!["level"] = "county", "$.offices[1].level", "Expected City");
        yield return Case("city without a parent", offices => offices[1]!.AsObject().Remove("parent"), "$.offices[1].parent", "only a province");
        yield return Case("parent that is not there", offices => offices[1]!["parent"] = "110000", "$.offices[1].parent", "not in it");
        yield return Case("parent that does not hold it", offices => offices[4]!["parent"] = "430300", "$.offices[4].parent", "whose division holds 430104");
        yield return Case("parent of the same level", offices => offices[4]!["parent"] = "430121", "$.offices[4].parent", "a higher level");
        yield return Case("window of another office", offices => offices[1]!["windows"]![0]!["code"] = "430300-01", "$.offices[1].windows[0].code", "430100-NN");
        yield return Case("window twice", offices => offices[1]!["windows"]![1]!["code"] = "430100-01", "$.offices[1].windows[1].code", "an earlier one");
        yield return Case("no window", offices => offices[1]!["windows"] = new JsonArray(), "$.offices[1].windows", "at least one window");
        yield return Case("hours that run backwards", offices => offices[1]!["hours"]![0]!["until"] = "08:00", "$.offices[1].hours[0].until", "after 09:00");
        yield return Case("hours that overlap", offices => offices[1]!["hours"]![1]!["from"] = "11:30", "$.offices[1].hours[1].from", "before 12:00");
        yield return Case("no such hour", offices => offices[1]!["hours"]![1]!["until"] = "24:30", "$.offices[1].hours[1].until", "HH:mm");
        yield return Case("no hours", offices => offices[1]!["hours"] = new JsonArray(), "$.offices[1].hours", "opening hours");
        yield return Case("unknown region", offices => offices[1]!["calendarRegion"] = "Hunan", "$.offices[1].calendarRegion", "CN");
        yield return Case("unknown member", offices => offices[1]!["fax"] = "1", "$.offices[1].fax", "Unknown member");
        yield return Case("name in one language", offices => offices[1]!["name"]!.AsObject().Remove("en"), "$.offices[1].name.en", "missing");
    }

    [TestCaseSource(nameof(Broken))]
    public void A_broken_file_is_refused_with_place_and_reason(Action<JsonArray> breakIt, string path, string reason)
    {
        var file = JsonNode.Parse(Seeds.OfficesText())!;
        breakIt(file["offices"]!.AsArray());

        var reading = OfficeReader.Read(file.ToJsonString(), "offices.json");

        Assert.That(reading.Offices, Is.Empty);
        Assert.That(reading.Findings, Has.Some.Matches<Finding>(finding =>
            finding.File == "offices.json" && finding.Path == path && finding.Reason.Contains(reason, StringComparison.Ordinal)));
    }

    [TestCase("{ \"offices\": []", "$")]
    [TestCase("[]", "$")]
    [TestCase("{}", "$.offices")]
    [TestCase("{ \"offices\": [] }", "$.offices")]
    public void A_file_of_another_shape_is_refused(string json, string path) =>
        Assert.That(OfficeReader.Read(json, "offices.json").Findings.Single().Path, Is.EqualTo(path));

    private static TestCaseData Case(string name, Action<JsonArray> breakIt, string path, string reason) => new TestCaseData(breakIt, path, reason).SetArgDisplayNames(name);
}
