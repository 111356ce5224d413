using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>How a file is read: strictly, and to the end.</summary>
public class ProcedureReaderTests
{
    [TestCase("", TestName = "empty file")]
    [TestCase("{ \"code\": ", TestName = "cut off")]
    [TestCase("{ \"code\": \"RF-01\", }", TestName = "trailing comma")]
    [TestCase("{} {}", TestName = "two documents")]
    [TestCase("// comment\n{}", TestName = "comment")]
    [TestCase("\uFEFF{}", TestName = "byte order mark")]
    public void Malformed_json_is_one_finding_at_the_root(string json)
    {
        var finding = ProcedureReader.Read(json, "x.json").Findings.Single();

        Assert.That((finding.File, finding.Path), Is.EqualTo(("x.json", "$")));
        Assert.That(finding.Reason, Does.StartWith("Expected JSON"));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"RF-01\"")]
    public void A_document_of_another_shape_is_refused(string json) =>
        Assert.That(ProcedureReader.Read(json, "x.json").Findings.Single(), Has.Property("Path").EqualTo("$").And.Property("Reason").Contains("an object"));

    [Test]
    public void An_empty_object_lacks_every_member_and_says_so_of_each()
    {
        var findings = ProcedureReader.Read("{}", "x.json").Findings;

        Assert.That(findings.Select(finding => finding.Path), Is.Unique);
        Assert.That(findings.Select(finding => finding.Path), Is.EquivalentTo(Seeds.Tree("RF-01").Select(member => $"$.{member.Key}").Except(["$.extension"])));
    }

    [Test]
    public void A_member_that_is_there_twice_is_refused()
    {
        var json = Seeds.Text("RF-01").Replace("\"version\": 1,", "\"version\": 1, \"version\": 2,", StringComparison.Ordinal);

        Assert.That(ProcedureReader.Read(json, "x.json").Findings.Single(), Has.Property("Path").EqualTo("$.version").And.Property("Reason").Contains("twice"));
    }

    [Test]
    public void A_field_of_the_example_that_is_there_twice_is_refused()
    {
        var json = Seeds.Text("RF-01").Replace("\"floorsAbove\": 18,", "\"floorsAbove\": 18, \"floorsAbove\": 18,", StringComparison.Ordinal);

        Assert.That(ProcedureReader.Read(json, "x.json").Findings.Single(), Has.Property("Path").EqualTo("$.example.form.floorsAbove").And.Property("Reason").Contains("field.duplicate"));
    }

    [Test]
    public void Half_a_surrogate_pair_is_refused_not_thrown()
    {
        var json = Seeds.Text("RF-01").Replace("\"无数量限制\"", "\"\\ud800\"", StringComparison.Ordinal).Replace("\"version\": 1,", "\"version\": 1, \"\\udc00\": 1,", StringComparison.Ordinal);

        Assert.That(ProcedureReader.Read(json, "x.json").Findings.Select(finding => finding.Path), Is.EquivalentTo(new[] { "$.quantity", "$['\uFFFD']" }));
    }

    [Test]
    public void All_findings_come_at_once()
    {
        var seed = Seeds.Tree("RF-01");
        seed.Remove("conditions");
        seed["colour"] = "red";
        seed["limits"]!["promised"]!["amount"] = 25;
        seed["limits"]!["notice"]!.AsObject().Remove("unit");
        seed["chain"]!["stages"]![0]!["steps"]![0]!["signers"] = 1;
        seed["extension"]!["maxDays"] = 20;
        seed["example"]!["form"]!["plannedStart"] = "2026-02-30";

        var findings = ProcedureReader.Read(seed.ToJsonString(), "x.json").Findings;

        Assert.That(findings.Select(finding => finding.Path), Is.EquivalentTo(new[]
        {
            "$.conditions", "$.colour", "$.limits.promised.amount", "$.limits.notice.unit",
            "$.chain.stages[0].steps[0].signers", "$.extension.maxDays", "$.example.form.plannedStart",
        }));
    }

    // Art 45 is closed, but a local rule may add to it: 公示 in 滨州市工程建设项目并联审批管理规定 art 19.
    [TestCase("RF-01")]
    [TestCase("RF-03")]
    public void A_local_rule_may_add_a_kind_of_suspension(string code)
    {
        var seed = Seeds.Tree(code);
        seed["suspensions"]!.AsArray().Add(new JsonObject
        {
            ["kind"] = "publicity",
            ["name"] = new JsonObject { ["zh"] = "公示", ["en"] = "Public notice" },
            ["maxDays"] = 10,
            ["legalBasis"] = "《滨州市工程建设项目并联审批管理规定》第十九条",
        });

        Assert.That(ProcedureReader.Read(seed.ToJsonString(), "x.json").Findings, Is.Empty);
    }

    // Art 42 para 2: joint handling under art 26 may take 45 working days and 15 more.
    [Test]
    public void Joint_handling_has_its_own_caps()
    {
        var seed = Seeds.Tree("RF-08");
        seed["limits"]!["statutory"]!["amount"] = 45;
        seed["limits"]!["statutory"]!["legalBasis"] = "《中华人民共和国行政许可法》第二十六条、第四十二条第二款";
        seed["extension"]!["maxDays"] = 15;
        seed["extension"]!["approverRole"] = "governmentHead";

        Assert.That(ProcedureReader.Read(seed.ToJsonString(), "x.json").Findings, Is.Empty);
    }

    // 20 days counted from the same day end as 19 counted from the next.
    [TestCase(20, "nextDay", 20, "nextDay", true)]
    [TestCase(20, "nextDay", 20, "sameDay", false)]
    [TestCase(20, "sameDay", 20, "nextDay", true)]
    [TestCase(20, "sameDay", 19, "nextDay", true)]
    [TestCase(20, "sameDay", 18, "nextDay", false)]
    public void The_first_day_that_counts_is_part_of_the_length(int promised, string promisedFrom, int statutory, string statutoryFrom, bool fits)
    {
        var seed = Seeds.Tree("RF-08");
        seed["limits"]!["promised"]!["amount"] = promised;
        seed["limits"]!["promised"]!["countFrom"] = promisedFrom;
        seed["limits"]!["statutory"]!["amount"] = statutory;
        seed["limits"]!["statutory"]!["countFrom"] = statutoryFrom;

        var paths = ProcedureReader.Read(seed.ToJsonString(), "x.json").Findings.Select(finding => finding.Path);

        Assert.That(paths, fits ? Is.Empty : Is.EqualTo(new[] { "$.limits.promised.amount" }));
    }
}
