using System.Text.Json;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>The published procedures load, and say what the sources say.</summary>
public class SeedTests
{
    [TestCaseSource(typeof(Seeds), nameof(Seeds.Codes))]
    public void Loads_without_a_finding(string code)
    {
        var reading = ProcedureReader.Read(Seeds.Text(code), $"{code}.v1.json");

        Assert.That(reading.Findings, Is.Empty);
        Assert.That(reading.Procedure!.Code, Is.EqualTo(code));
        Assert.That(reading.Procedure.Version, Is.EqualTo(1));
    }

    [Test]
    public void The_folder_holds_these_and_no_others() =>
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(Seeds.Folder, "procedures")).Select(Path.GetFileName),
            Is.EquivalentTo(Seeds.Codes.Select(code => $"{code}.v1.json").Concat(Seeds.Later)));

    [TestCaseSource(typeof(Seeds), nameof(Seeds.Later))]
    public void A_later_version_loads_without_a_finding(string file) =>
        Assert.That(ProcedureReader.Read(File.ReadAllText(Path.Combine(Seeds.Folder, "procedures", file)), file).Findings, Is.Empty);

    // 示范文本 (art 30): an application filled in like the example is complete.
    [TestCaseSource(typeof(Seeds), nameof(Seeds.Codes))]
    public void The_example_is_a_complete_application(string code)
    {
        var procedure = Seeds.Procedure(code);
        using var example = JsonDocument.Parse(procedure.Example);
        var materials = example.RootElement.GetProperty("materials").EnumerateArray().Select(material => material.GetProperty("code").GetString()!);

        var form = ApplicationForm.Check(procedure, example.RootElement.GetProperty("form"));

        Assert.That(form.Errors, Is.Empty);
        Assert.That(form.IsValid);
        Assert.That(MaterialList.Check(procedure, materials), Is.Empty);
        Assert.That(CreditCode.IsValid(example.RootElement.GetProperty("applicant").GetProperty("identifier").GetString()));
        Assert.That(example.RootElement.GetProperty("procedure").GetString(), Is.EqualTo(code));
        Assert.That(example.RootElement.GetProperty("window").GetString(), Is.EqualTo("430100-01"));
    }

    // DOMAIN 2.4: only 行政许可 is a licence (优化营商环境条例 art 40); figures as published or, where none was found, our own.
    [TestCase("RF-01", ProcedureKind.Licence, HandlingType.Promise, 20, 7)]
    [TestCase("RF-02", ProcedureKind.Licence, HandlingType.Promise, 20, 7)]
    [TestCase("RF-03", ProcedureKind.Levy, HandlingType.Promise, 20, 7)]
    [TestCase("RF-04", ProcedureKind.Other, HandlingType.Promise, 20, 5)]
    [TestCase("RF-05", ProcedureKind.Review, HandlingType.Promise, 5, 3)]
    [TestCase("RF-06", ProcedureKind.Other, HandlingType.OnTheSpot, 5, 0)]
    [TestCase("RF-07", ProcedureKind.Filing, HandlingType.OnTheSpot, 5, 0)]
    [TestCase("RF-08", ProcedureKind.Licence, HandlingType.Promise, 20, 7)]
    [TestCase("RF-09", ProcedureKind.Licence, HandlingType.Promise, 20, 7)]
    [TestCase("RF-10", ProcedureKind.Licence, HandlingType.Promise, 20, 7)]
    [TestCase("RF-11", ProcedureKind.Licence, HandlingType.Promise, 20, 5)]
    [TestCase("RF-12", ProcedureKind.Licence, HandlingType.Promise, 20, 7)]
    [TestCase("RF-13", ProcedureKind.Licence, HandlingType.Promise, 20, 7)]
    [TestCase("RF-14", ProcedureKind.Registration, HandlingType.Promise, 10, 5)]
    [TestCase("RF-15", ProcedureKind.Licence, HandlingType.Promise, 20, 5)]
    [TestCase("RF-16", ProcedureKind.Disposition, HandlingType.Promise, 60, 30)]
    [TestCase("GK-01", ProcedureKind.Disclosure, HandlingType.Promise, 20, 15)]
    [TestCase("LH-01", ProcedureKind.Licence, HandlingType.Promise, 45, 30)]
    public void Kind_and_limits_are_those_of_the_catalogue(string code, ProcedureKind kind, HandlingType handling, int statutory, int promised)
    {
        var procedure = Seeds.Procedure(code);

        Assert.That(procedure.Kind, Is.EqualTo(kind));
        Assert.That(procedure.Handling, Is.EqualTo(handling));
        Assert.That(procedure.Limits.Statutory.Amount, Is.EqualTo(statutory));
        Assert.That(procedure.Limits.Promised.Amount, Is.EqualTo(promised));
    }

    [TestCaseSource(typeof(Seeds), nameof(Seeds.Codes))]
    public void Only_licences_have_the_rules_of_licences(string code)
    {
        var procedure = Seeds.Procedure(code);

        // 行政许可法 art 32: five; 政府信息公开条例 art 30: seven.
        Assert.That(procedure.Limits.Notice, Has.Property("Amount").EqualTo(procedure.Kind == ProcedureKind.Disclosure ? 7 : 5).And.Property("Unit").EqualTo(TimeUnit.WorkingDay));
        if (procedure.IsLicence)
        {
            // art 44: 10 working days to deliver; art 42: one extension of 10 by the head, of 15 by the head of the government where offices act jointly; art 45: eight kinds.
            Assert.That(procedure.Limits.Delivery.Amount, Is.EqualTo(10));
            Assert.That(procedure.Extension, Has.Property("MaxDays").EqualTo(code == "LH-01" ? 15 : 10).And.Property("ApproverRole").EqualTo(code == "LH-01" ? "governmentHead" : "head"));
            Assert.That(procedure.Suspensions.Select(rule => rule.Kind), Is.EquivalentTo(SuspensionKinds.Statutory));
        }
        else if (procedure.Kind == ProcedureKind.Disclosure)
        {
            // 政府信息公开条例 art 33: twenty more; art 32: fifteen for the third party.
            Assert.That(procedure.Extension, Has.Property("MaxDays").EqualTo(20).And.Property("ApproverRole").EqualTo("head"));
            Assert.That(procedure.Suspensions.Select(rule => (rule.Kind, rule.MaxDays)), Is.EqualTo(new[] { ("thirdPartyOpinion", 15) }));
        }
        else
        {
            Assert.That(procedure.Extension, Is.Null);
            Assert.That(procedure.Suspensions, Is.Empty);
        }
    }

    [TestCase("RF-01")]
    [TestCase("RF-02")]
    public void The_joint_review_runs_side_by_side_between_two_staff_and_the_head(string code)
    {
        var stages = Seeds.Procedure(code).Chain.Stages;

        Assert.That(stages.Select(stage => stage.Id), Is.EqualTo(new[] { "review", "joint", "approval" }));
        Assert.That(stages[0].Steps.Single(), Has.Property("Mode").EqualTo(SigningMode.All).And.Property("Signers").EqualTo(2), "art 34 para 3");
        Assert.That(stages[1].Steps.Select(step => step.Id), Is.EqualTo(new[] { "planning", "engineering" }));
        Assert.That(stages[2].Steps.Single().Role, Is.EqualTo("head"));
        Assert.That(stages[2].ReturnsTo, Is.EqualTo(new[] { "review", "joint" }));
    }

    // DOMAIN 7.7: coordinates and the protection class of shelters are not for the public.
    [Test]
    public void What_must_stay_inside_is_marked_confidential()
    {
        string[] inside = ["protectionCategory", "protectionLevel", "chemicalGrade", "longitude", "latitude"];
        var fields = Seeds.Codes.Select(Seeds.Procedure).SelectMany(procedure => procedure.Form).ToList();

        Assert.That(fields.Where(field => field.Confidential).Select(field => field.Name).Distinct(), Is.EquivalentTo(inside));
        Assert.That(fields.Where(field => inside.Contains(field.Name)).All(field => field.Confidential));
    }
}
