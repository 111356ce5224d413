using System.Collections.Immutable;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>The published list is closed in both directions: nothing less (art 32), nothing else (art 31).</summary>
public class MaterialListTests
{
    private static readonly string[] Complete = ["application-form", "project-approval", "area-review", "site-plan"];

    [Test]
    public void The_required_materials_are_enough() => Assert.That(Check(Complete), Is.Empty);

    [Test]
    public void An_optional_one_may_be_there() => Assert.That(Check([.. Complete, "site-evidence"]), Is.Empty);

    [Test]
    public void Every_missing_one_is_named_at_once()
    {
        var errors = Check(["area-review"]);

        Assert.That(errors.Select(error => (error.Path, error.Code)), Is.All.EqualTo(("$.materials", "material.missing")));
        Assert.That(errors, Has.Length.EqualTo(3));
        Assert.That(errors[0].Message.Zh, Is.EqualTo("缺少材料：报建审批表（application-form）。"));
        Assert.That(errors[0].Message.En, Does.Contain("Application form"));
    }

    [TestCase("passport", "material.unknown")]
    [TestCase("", "material.unknown")]
    [TestCase("site-plan", "material.duplicate")]
    public void A_wrong_one_is_named_by_its_place(string code, string expected) =>
        Assert.That(Check([.. Complete, code]).Select(error => (error.Path, error.Code)), Is.EqualTo(new[] { ("$.materials[4]", expected) }));

    // 容缺: what may follow after acceptance does not make an application incomplete.
    [Test]
    public void A_deferrable_one_may_follow()
    {
        var procedure = Seeds.Procedure("RF-01");
        procedure = procedure with { Materials = [.. procedure.Materials.Select(material => material with { Deferrable = material.Code == "site-plan" })] };

        Assert.That(MaterialList.Check(procedure, Complete[..3]), Is.Empty);
    }

    private static ImmutableArray<FieldError> Check(string[] codes) => MaterialList.Check(Seeds.Procedure("RF-01"), codes);
}
