using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>What a procedure may say about cards, correction during review and the event its clocks count from.</summary>
public class SupervisionDataTests
{
    [Test]
    public void Left_out_they_are_the_defaults()
    {
        var procedure = Read(Seeds.Tree("RF-01"));

        Assert.That((procedure.ClocksFrom, procedure.ReviewCorrection, procedure.Cards), Is.EqualTo((ClocksFrom.Acceptance, (ReviewCorrectionRule?)null, CardRules.Default)));
    }

    [Test]
    public void Recipients_are_read_as_they_stand()
    {
        var seed = Seeds.Tree("RF-01");
        seed["cards"] = JsonNode.Parse("""{ "warning": ["clerk"], "yellow": [], "red": ["head", "governmentHead", "supervisor"] }""");

        var cards = Read(seed).Cards;
        Assert.That((string.Join(' ', cards.Warning), string.Join(' ', cards.Yellow), string.Join(' ', cards.Red)), Is.EqualTo(("clerk", "", "head governmentHead supervisor")));
    }

    // A rule of its own may stop the promise; one that stops nothing needs none but says what it rests on.
    [TestCase(true, "《长沙市政务服务审查阶段补正办法》第六条")]
    [TestCase(true, "《中华人民共和国行政许可法》第三十二条、《长沙市政务服务审查阶段补正办法》第六条")]
    [TestCase(true, "本机关公布的承诺")]
    [TestCase(false, "《中华人民共和国行政许可法》第三十一条")]
    public void Correction_during_review(bool stopsPromise, string basis)
    {
        var seed = Seeds.Tree("RF-01");
        seed["reviewCorrection"] = new JsonObject { ["stopsPromise"] = stopsPromise, ["legalBasis"] = basis };

        Assert.That(Read(seed).ReviewCorrection, Is.EqualTo(new ReviewCorrectionRule(stopsPromise, basis)));
    }

    // 政府信息公开条例 art 33: twenty working days from receipt.
    [Test]
    public void Clocks_from_receipt_where_an_act_says_so()
    {
        var seed = Seeds.Tree("RF-07");
        seed["clocksFrom"] = "receipt";
        seed["limits"]!["statutory"]!["legalBasis"] = "《中华人民共和国政府信息公开条例》第三十三条";

        Assert.That(Read(seed).ClocksFrom, Is.EqualTo(ClocksFrom.Receipt));
    }

    private static Procedure Read(JsonObject seed)
    {
        var reading = ProcedureReader.Read(seed.ToJsonString(), "x.json");
        Assert.That(reading.Findings, Is.Empty);
        return reading.Procedure!;
    }
}
