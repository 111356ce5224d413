using System.Text.Json.Nodes;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Linting;
using static Approval.Engine.Tests.Procedures.Linting.ChainFindings;

namespace Approval.Engine.Tests.Procedures.Linting;

/// <summary>What may be published and is told all the same, and what only the offices can tell.</summary>
public class Advice
{
    private static readonly IReadOnlyList<Office> Offices = OfficeReader.Read(Seeds.OfficesText(), "offices.json").Offices;
    private static readonly IReadOnlyList<Procedure> InForce = [.. Seeds.Codes.Select(Seeds.Procedure)];

    private static IEnumerable<TestCaseData> Told()
    {
        yield return Case("a local promise of 3 under budgets of 6", _ => { }, Severity.Warning, "$.localLimits[0].promised", "take 6");
        yield return Case("returns past the promise", _ => { }, Severity.Notice, "$.chain.stages[2].returnsTo", "With all 3 returns");
        yield return Case("a limit of returns that never happen", s => Stage(s, 0)["returnsAtMost"] = 5, Severity.Notice, "$.chain.stages[0].returnsAtMost", "says nothing");
        yield return Case("a step without a budget", s => Step(s, 1, 0).Remove("budget"), Severity.Notice, "$.chain.stages[1].steps[0]", "no budget");
        yield return Case("a condition that always holds", s => Stage(s, 1)["when"] = Between("form.floorsAbove", 1, null), Severity.Notice, "$.chain.stages[1].when", "every case");
        yield return Case("a stage that may be empty", s => { Step(s, 1, 0)["when"] = Fact("project.class", "key"); Step(s, 1, 1)["when"] = Fact("channel", "online"); }, Severity.Notice, "$.chain.stages[1].steps", "passed over");
        yield return Case("a case that nobody reviews", s => { foreach (var stage in s["chain"]!["stages"]!.AsArray()) { stage!["when"] = Fact("project.class", "key"); } }, Severity.Warning, "$.chain.stages", "without review");
        yield return Case("an agency that no place has", s => Step(s, 1, 0)["agency"] = "XYZ", Severity.Error, "$.chain.stages[1].steps[0].agency", "no office has a partner 'XYZ'");
        yield return Case("a successor that does not exist", s => s["successor"] = Successor("RF-99"), Severity.Error, "$.successor.procedure", "sent nowhere");
    }

    [TestCaseSource(nameof(Told))]
    public void Is_told_with_its_place(Action<JsonObject> change, Severity severity, string path, string reason)
    {
        var found = Lint("RF-01", change);

        Assert.That(found, Has.Some.Matches<LintFinding>(finding => finding.Severity == severity && finding.Path == path && finding.Reason.Contains(reason, StringComparison.Ordinal)), string.Join('\n', found));
    }

    [Test]
    public void Steps_that_together_cover_every_case_leave_no_stage_empty() =>
        Assert.That(
            Lint("RF-01", seed => { Step(seed, 1, 0)["when"] = Fact("project.class", "key"); Step(seed, 1, 1)["when"] = Fact("project.class", "ordinary"); }),
            Has.None.Matches<LintFinding>(finding => finding.Path == "$.chain.stages[1].steps"));

    [Test]
    public void An_agency_that_some_places_have_is_a_notice()
    {
        Office[] offices = [.. Offices.Select(office => office.Code == "430100" ? office with { Partners = [new Partner("XYZ", "430100-XYZ", new LocalText("某局", "Some office"))] } : office)];
        var seed = Seeds.Tree("RF-01");
        Step(seed, 1, 0)["agency"] = "XYZ";

        var found = ProcedureLinter.Lint(seed.ToJsonString(), offices, InForce).Single(finding => finding.Path.EndsWith(".agency", StringComparison.Ordinal));

        Assert.That(found.Severity, Is.EqualTo(Severity.Notice));
        Assert.That(found.Reason, Does.Contain("430300").And.Not.Contain("430100"));
    }

    [Test]
    public void A_level_without_an_office_is_a_warning_and_no_level_at_all_an_error()
    {
        Office[] cities = [.. Offices.Where(office => office.Level == OfficeLevel.City)];
        Office[] provinces = [.. Offices.Where(office => office.Level == OfficeLevel.Province)];
        var seed = Seeds.Tree("RF-01");
        seed["levels"] = new JsonArray("city", "county");

        Assert.That(ProcedureLinter.Lint(seed.ToJsonString(), cities, InForce).Single(finding => finding.Path.StartsWith("$.levels", StringComparison.Ordinal)).ToString(), Does.StartWith("Warning: $.levels[1]"));
        Assert.That(ProcedureLinter.Lint(seed.ToJsonString(), provinces, InForce).Single(finding => finding.Path.StartsWith("$.levels", StringComparison.Ordinal)).ToString(), Does.StartWith("Error: $.levels:"));
    }

    [Test]
    public void Successors_in_a_circle_are_an_error_and_a_chain_of_them_a_warning()
    {
        var on = new Succession(SuccessionKind.MergedInto, "RF-03", new DateOnly(2027, 1, 1), "本测试");
        var chain = InForce.Select(p => p.Code == "RF-02" ? p with { Successor = on } : p).ToList();
        var circle = chain.Select(p => p.Code == "RF-03" ? p with { Successor = on with { Procedure = "RF-01" } } : p).ToList();
        var elsewhere = chain.Select(p => p.Code == "RF-03" ? p with { Successor = on with { Procedure = "RF-02" } } : p).ToList();
        var seed = Seeds.Tree("RF-01");
        seed["successor"] = Successor("RF-02");

        string Of(IReadOnlyCollection<Procedure> inForce) => ProcedureLinter.Lint(seed.ToJsonString(), Offices, inForce).Single(finding => finding.Path.StartsWith("$.successor", StringComparison.Ordinal)).ToString();

        Assert.That(Of(chain), Does.StartWith("Warning"));
        Assert.That(Of(circle), Does.StartWith("Error").And.Contain("circle"));
        Assert.That(Of(elsewhere), Does.StartWith("Error").And.Contain("circle"));
    }

    [Test]
    public void What_the_reader_refuses_is_an_error_at_the_same_place()
    {
        var found = Lint("RF-01", seed => seed["limits"]!["promised"]!["amount"] = 21);

        Assert.That(found, Has.All.Matches<LintFinding>(finding => finding.Severity == Severity.Error));
        Assert.That(found.Select(finding => finding.Path), Does.Contain("$.limits.promised.amount"));
    }

    [TestCaseSource(typeof(Seeds), nameof(Seeds.Codes))]
    public void The_seeds_have_no_errors(string code) =>
        Assert.That(Lint(code, _ => { }), Has.None.Matches<LintFinding>(finding => finding.Severity == Severity.Error));

    private static System.Collections.Immutable.ImmutableArray<LintFinding> Lint(string code, Action<JsonObject> change)
    {
        var seed = Seeds.Tree(code);
        change(seed);
        return ProcedureLinter.Lint(seed.ToJsonString(), Offices, InForce);
    }

    private static TestCaseData Case(string name, Action<JsonObject> change, Severity severity, string path, string reason) =>
        new TestCaseData(change, severity, path, reason).SetArgDisplayNames(name);
}
