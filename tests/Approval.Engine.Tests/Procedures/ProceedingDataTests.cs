using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>What the data of RF-02 version 2 ask of special procedures, extensions and hearings, and what is refused of such data.</summary>
public class ProceedingDataTests
{
    private static string Text => File.ReadAllText(Path.Combine(Seeds.Folder, "procedures", "RF-02.v2.json"));

    [Test]
    public void Version_2_asks_for_approval_results_staff_and_hearings()
    {
        var (first, second) = (Seeds.Procedure("RF-02"), ProcedureReader.Read(Text, "RF-02.v2.json").Procedure!);

        Assert.That(first.Suspensions, Has.All.Matches<SuspensionRule>(rule => !rule.HasCourse), "the first asks nothing, and never will");
        Assert.That((first.Hearing, first.Extension!.ApplicationRequired), Is.EqualTo(((HearingRule?)null, false)));
        Assert.That(second.Suspensions.Where(rule => rule.ApproverRole is not null).Select(rule => (rule.Kind, rule.ApproverRole)), Is.EquivalentTo(new[] { ("appraisal", "head"), ("expertReview", "head") }));
        Assert.That(second.Suspensions.Where(rule => rule.Staff is { AtLeast: 2, WithinDays: 5 }).Select(rule => rule.Kind), Is.EquivalentTo(new[] { "inspection", "testing" }), "art 55 para 2");
        Assert.That(second.Suspensions.Where(rule => rule.ResultRequired).Select(rule => rule.Kind), Is.EquivalentTo(new[] { "appraisal", "expertReview", "inspection", "testing" }));
        Assert.That((second.Hearing!.Request.Amount, second.Hearing.Hold.Amount, second.Hearing.NoticeDays, second.Hearing.Required), Is.EqualTo((5, 20, 7, false)), "art 47, 48");
        Assert.That(second.Extension!.ApplicationRequired, Is.True);
        Assert.That((second.Limits, second.Chain.Stages.Length), Is.EqualTo((first.Limits, first.Chain.Stages.Length)), "nothing else has changed");
    }

    public static IEnumerable<TestCaseData> Broken()
    {
        yield return Row("four days to ask", seed => seed["hearing"]!["request"]!["amount"] = 4, "$.hearing.request.amount", "art 47");
        yield return Row("calendar days to ask", seed => seed["hearing"]!["request"]!["unit"] = "calendarDay", "$.hearing.request", "art 82");
        yield return Row("counted from the day itself", seed => seed["hearing"]!["hold"]!["countFrom"] = "sameDay", "$.hearing.hold", "art 201");
        yield return Row("21 days to hold it", seed => seed["hearing"]!["hold"]!["amount"] = 21, "$.hearing.hold.amount", "art 47");
        yield return Row("six days' notice", seed => seed["hearing"]!["noticeDays"] = 6, "$.hearing.noticeDays", "art 48");
        yield return Row("notice longer than the time to hold it", seed => seed["hearing"]!["noticeDays"] = 20, "$.hearing.noticeDays", "leaves time");
        yield return Row("no time that does not count", seed => seed["suspensions"]!.AsArray().RemoveAt(0), "$.hearing", "suspension of kind hearing");
        yield return Row("too little time that does not count", seed => seed["suspensions"]![0]!["maxDays"] = 6, "$.hearing", "at least 7");
        yield return Row("a hearing that needs approval", seed => seed["suspensions"]![0]!["approverRole"] = "head", "$.hearing", "course of its own");
        yield return Row("approved by an unknown role", seed => seed["suspensions"]![7]!["approverRole"] = "mayor", "$.suspensions[7].approverRole", "Unknown role 'mayor'");
        yield return Row("approved by a supervisor", seed => seed["suspensions"]![7]!["approverRole"] = "supervisor", "$.suspensions[7].approverRole", "acts for the office");
        yield return Row("no staff at all", seed => seed["suspensions"]![3]!["staff"]!["atLeast"] = 0, "$.suspensions[3].staff.atLeast", "from 1");
        yield return Row("a member misspelt", seed => seed["hearing"]!["noticedays"] = 7, "$.hearing.noticedays", "misspelt");
        yield return Row("on the spot", seed => seed["handling"] = "onTheSpot", "$.hearing", "decided on the spot");
        yield return Row("a filing under the Licensing Law", seed => seed["kind"] = "filing", "$.hearing.legalBasis", "licences only");

        static TestCaseData Row(string name, Action<JsonObject> breakIt, string path, string reason) => new TestCaseData(breakIt, path, reason).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Broken))]
    public void Is_refused_with_place_and_reason(Action<JsonObject> breakIt, string path, string reason)
    {
        var seed = JsonNode.Parse(Text)!.AsObject();
        breakIt(seed);

        var reading = ProcedureReader.Read(seed.ToJsonString(), "RF-02.v2.json");

        Assert.That(reading.Findings, Has.Some.Matches<Finding>(finding => finding.Path == path && finding.Reason.Contains(reason, StringComparison.Ordinal)), string.Join('\n', reading.Findings));
    }
}
