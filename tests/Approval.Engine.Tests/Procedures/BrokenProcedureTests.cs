using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>A published procedure broken in one place is refused with the file, that place and the reason.</summary>
public class BrokenProcedureTests
{
    private static IEnumerable<TestCaseData> Broken()
    {
        // Promise and law: art 42; 优化营商环境条例 art 36.
        yield return Case("promise longer than law", "RF-01", seed => seed["limits"]!["promised"]!["amount"] = 21, "$.limits.promised.amount", "no longer than the statutory 20");
        yield return Case("promise in months", "RF-08", seed => seed["limits"]!["promised"]!["unit"] = "month", "$.limits.promised.unit", "cannot be compared");
        yield return Case("promise in calendar days, law in working days", "RF-08", seed => seed["limits"]!["promised"]!["unit"] = "calendarDay", "$.limits.promised.unit", "cannot be compared");
        yield return Case("local promise longer than law", "RF-01", seed => seed["localLimits"]![0]!["promised"]!["amount"] = 21, "$.localLimits[0].promised.amount", "no longer than the statutory 20");
        yield return Case("local promise longer than local law", "RF-01", seed => seed["localLimits"]![1]!["statutory"]!["amount"] = 4, "$.localLimits[1].promised.amount", "no longer than the statutory 4");
        yield return Case("local law shorter than the base promise", "RF-01", seed => { seed["localLimits"]![1]!["statutory"]!["amount"] = 6; seed["localLimits"]![1]!.AsObject().Remove("promised"); }, "$.localLimits[1].statutory.amount", "no longer than the statutory 6");
        yield return Case("key promise longer than law", "RF-01", seed => seed["localLimits"]![2]!["promised"]!["amount"] = 30, "$.localLimits[2].promised.amount", "no longer than the statutory 20");
        yield return Case("local law on another unit", "RF-01", seed => seed["localLimits"]![1]!["statutory"]!["unit"] = "calendarDay", "$.localLimits[1].promised.unit", "cannot be compared");
        yield return Case("provincial promise longer than a city's law", "RF-01", seed => seed["localLimits"]!.AsArray().Add(Local("430000", 6, 20)), "$.localLimits[4].promised.amount", "no longer than the statutory 5", also => also["localLimits"]![1]!["statutory"]!["amount"] = 5);
        yield return Case("local promise that never binds", "RF-01", seed => seed["localLimits"]![0]!["promised"]!["amount"] = 9, "$.localLimits[0].promised", "never bind");
        yield return Case("local rule without a limit", "RF-01", seed => seed["localLimits"]![0]!.AsObject().Remove("promised"), "$.localLimits[0]", "gives neither");
        yield return Case("two local rules for one place", "RF-01", seed => seed["localLimits"]!.AsArray().Add(seed["localLimits"]![0]!.DeepClone()), "$.localLimits[4]", "an earlier one");
        yield return Case("division not of GB/T 2260", "RF-01", seed => seed["localLimits"]![0]!["division"] = "4303", "$.localLimits[0].division", "six digits");
        yield return Case("first day that does not exist", "RF-01", seed => seed["localLimits"]![0]!["effectiveFrom"] = "2021-02-29", "$.localLimits[0].effectiveFrom", "a date that exists");
        yield return Case("law of 21 days on art 42", "RF-08", seed => seed["limits"]!["statutory"]!["amount"] = 21, "$.limits.statutory.amount", "art 42 para 1");
        yield return Case("joint law of 46 days", "RF-08", seed => { seed["limits"]!["statutory"]!["amount"] = 46; seed["limits"]!["statutory"]!["legalBasis"] = "《行政许可法》第二十六条、第四十二条第二款"; }, "$.limits.statutory.amount", "at most 45");
        yield return Case("notice of 6 days", "RF-01", seed => seed["limits"]!["notice"]!["amount"] = 6, "$.limits.notice.amount", "art 32");
        yield return Case("notice of a month", "RF-01", seed => seed["limits"]!["notice"]!["unit"] = "month", "$.limits.notice.unit", "art 32");
        yield return Case("delivery of 11 days", "RF-01", seed => seed["limits"]!["delivery"]!["amount"] = 11, "$.limits.delivery.amount", "art 44");
        yield return Case("negative amount", "RF-01", seed => seed["limits"]!["notice"]!["amount"] = -1, "$.limits.notice.amount", "whole number from 0");
        yield return Case("limit without a basis", "RF-01", seed => seed["limits"]!["promised"]!["legalBasis"] = " ", "$.limits.promised.legalBasis", "Expected text");
        yield return Case("unknown unit", "RF-01", seed => seed["limits"]!["promised"]!["unit"] = "day", "$.limits.promised.unit", "one of workingDay, calendarDay");

        // Only licences (优化营商环境条例 art 40).
        yield return Case("levy under art 42", "RF-03", seed => seed["limits"]!["statutory"]!["legalBasis"] = "《行政许可法》第四十二条", "$.limits.statutory.legalBasis", "licences only");
        yield return Case("levy delivered under art 44", "RF-03", seed => seed["limits"]!["delivery"]!["legalBasis"] = "行政许可法 art 44", "$.limits.delivery.legalBasis", "licences only");
        yield return Case("levy extended under art 42", "RF-03", seed => seed["extension"] = Extension(10), "$.extension.legalBasis", "licences only");
        yield return Case("levy suspended under art 45", "RF-03", seed => seed["suspensions"]!.AsArray().Add(Suspension("hearing", "《中华人民共和国行政许可法》第四十五条")), "$.suspensions[0].legalBasis", "licences only");
        yield return Case("licence made a filing", "RF-08", seed => seed["kind"] = "filing", "$.suspensions[7].legalBasis", "licences only");

        // Extension: art 42. Suspension: art 45.
        yield return Case("extension of 11 days", "RF-01", seed => seed["extension"] = Extension(11), "$.extension.maxDays", "at most 10");
        yield return Case("extension approved by a reviewer", "RF-01", seed => seed["extension"]!["approverRole"] = "reviewer", "$.extension.approverRole", "head of the office");
        yield return Case("extension approved by nobody known", "RF-01", seed => seed["extension"]!["approverRole"] = "mayor", "$.extension.approverRole", "Unknown role 'mayor'");
        yield return Case("extension of one office approved by the government", "RF-01", seed => seed["extension"]!["approverRole"] = "governmentHead", "$.extension.approverRole", "head of the office");
        yield return Case("joint extension of 16 days", "LH-01", seed => seed["extension"]!["maxDays"] = 16, "$.extension.maxDays", "at most 15");
        yield return Case("joint extension approved by the office", "LH-01", seed => seed["extension"]!["approverRole"] = "head", "$.extension.approverRole", "head of the government");
        yield return Case("extension approved by a supervisor", "LH-01", seed => seed["extension"]!["approverRole"] = "supervisor", "$.extension.approverRole", "acts for the office");
        yield return Case("ninth kind of suspension", "RF-01", seed => seed["suspensions"]!.AsArray().Add(Suspension("publicity", "《行政许可法》第四十五条")), "$.suspensions[8].kind", "eight kinds");
        yield return Case("suspension twice", "RF-01", seed => seed["suspensions"]!.AsArray().Add(Suspension("hearing", "《行政许可法》第四十五条")), "$.suspensions[8].kind", "there twice");
        yield return Case("suspension of no days", "RF-01", seed => seed["suspensions"]![0]!["maxDays"] = 0, "$.suspensions[0].maxDays", "from 1");

        // Disclosure on request: 政府信息公开条例 art 30, 32 and 33.
        yield return Case("disclosure in 21 days", "GK-01", seed => seed["limits"]!["statutory"]!["amount"] = 21, "$.limits.statutory.amount", "政府信息公开条例 art 33");
        yield return Case("disclosure told after 8 days", "GK-01", seed => seed["limits"]!["notice"]!["amount"] = 8, "$.limits.notice.amount", "政府信息公开条例 art 30");
        yield return Case("licence extended in calendar days", "RF-01", seed => seed["extension"]!["unit"] = "calendarDay", "$.extension.unit", "working days, in which 行政许可法 art 42");
        yield return Case("key projects where there is no project", "GK-01", seed => { seed["needsProject"] = false; seed["localLimits"] = new JsonArray(KeyPromise()); }, "$.localLimits[0].projectClass", "names no project");
        yield return Case("a need that is no yes or no", "GK-01", seed => seed["needsProject"] = "none", "$.needsProject", "true or false");
        yield return Case("extension in hours", "GK-01", seed => seed["extension"]!["unit"] = "workingHour", "$.extension.unit", "days");
        yield return Case("extension in months of a limit in days", "RF-16", seed => seed["extension"] = Local(2, "month"), "$.extension.unit", "Expected days");
        yield return Case("extension in hours of a limit in days", "RF-16", seed => seed["extension"] = Local(2, "workingHour"), "$.extension.unit", "days or months");
        yield return Case("extension whose unit is a guess", "RF-14", seed => seed["extension"] = Local(5, null), "$.extension.unit", "Expected the unit");
        yield return Case("extension of a limit in hours", "RF-16", InHours, "$.extension", "not extended");
        yield return Case("half a day of warning for three days", "RF-01", seed => seed["warning"]!["halfDayUpTo"] = 3, "$.warning.halfDayUpTo", "0 to 2");
        yield return Case("disclosure extended by 21 days", "GK-01", seed => seed["extension"]!["maxDays"] = 21, "$.extension.maxDays", "at most 20");
        yield return Case("disclosure extended by a reviewer", "GK-01", seed => seed["extension"]!["approverRole"] = "reviewer", "$.extension.approverRole", "head of the office");
        yield return Case("third party asked under art 45", "GK-01", seed => seed["suspensions"]![0]!["legalBasis"] = "《中华人民共和国行政许可法》第四十五条", "$.suspensions[0].legalBasis", "licences only");

        // Clocks from receipt: art 42; 政府信息公开条例 art 33.
        yield return Case("licence counted from receipt", "RF-01", seed => seed["clocksFrom"] = "receipt", "$.clocksFrom", "art 42");
        yield return Case("filing counted from receipt without an act", "RF-07", seed => { seed["clocksFrom"] = "receipt"; seed["limits"]!["statutory"]!["legalBasis"] = "本机关公布的期限"; }, "$.limits.statutory.legalBasis", "counts the limit from receipt");
        yield return Case("clocks from the decision", "RF-01", seed => seed["clocksFrom"] = "decision", "$.clocksFrom", "one of acceptance, receipt");

        // Correction during review: art 32 knows it before acceptance only.
        yield return Case("review correction without a basis", "RF-01", seed => seed["reviewCorrection"] = new JsonObject { ["stopsPromise"] = true }, "$.reviewCorrection.legalBasis", "missing");
        yield return Case("review correction on the Licensing Law", "RF-01", seed => seed["reviewCorrection"] = ReviewCorrection(true, "《中华人民共和国行政许可法》第三十二条"), "$.reviewCorrection.legalBasis", "before acceptance only");
        yield return Case("review correction of what has no review", "RF-06", seed => seed["reviewCorrection"] = ReviewCorrection(false, "本机关规定"), "$.reviewCorrection", "decided at the window");

        // Cards: DOMAIN 5.
        yield return Case("card for an unknown role", "RF-01", seed => seed["cards"] = Cards(["clerk"], ["boss"], ["supervisor"]), "$.cards.yellow[0]", "Unknown role 'boss'");
        yield return Case("card for the applicant", "RF-01", seed => seed["cards"] = Cards(["clerk", "applicant"], [], ["supervisor"]), "$.cards.warning[1]", "the office or of one above it");
        yield return Case("card for a role that is told already", "RF-01", seed => seed["cards"] = Cards(["clerk"], ["head"], ["clerk"]), "$.cards.red[0]", "there twice");
        yield return Case("card for nobody", "RF-01", seed => seed["cards"] = Cards([], ["head"], ["supervisor"]), "$.cards.warning", "goes to somebody");
        yield return Case("cards without a level", "RF-01", seed => { seed["cards"] = Cards(["clerk"], [], []); seed["cards"]!.AsObject().Remove("red"); }, "$.cards.red", "missing");

        // Chain.
        yield return Case("duplicate stage", "RF-01", seed => seed["chain"]!["stages"]![1]!["id"] = "review", "$.chain.stages[1].id", "unreachable");
        yield return Case("duplicate step", "RF-01", seed => seed["chain"]!["stages"]![1]!["steps"]![1]!["id"] = "planning", "$.chain.stages[1].steps[1].id", "an earlier one");
        yield return Case("stage without steps", "RF-01", seed => seed["chain"]!["stages"]![1]!["steps"] = new JsonArray(), "$.chain.stages[1].steps", "unreachable");
        yield return Case("return to a later stage", "RF-01", seed => seed["chain"]!["stages"]![0]!["returnsTo"] = new JsonArray("joint"), "$.chain.stages[0].returnsTo[0]", "a stage before 'review'");
        yield return Case("return to itself", "RF-01", seed => seed["chain"]!["stages"]![1]!["returnsTo"] = new JsonArray("joint"), "$.chain.stages[1].returnsTo[0]", "a stage before 'joint'");
        yield return Case("return to nowhere", "RF-01", seed => seed["chain"]!["stages"]![2]!["returnsTo"]![1] = "archive", "$.chain.stages[2].returnsTo[1]", "'archive' is not one");
        yield return Case("one signer where all sign", "RF-01", seed => seed["chain"]!["stages"]![0]!["steps"]![0]!["signers"] = 1, "$.chain.stages[0].steps[0].signers", "art 34");
        yield return Case("two signers where one signs", "RF-01", seed => seed["chain"]!["stages"]![2]!["steps"]![0]!["signers"] = 2, "$.chain.stages[2].steps[0].signers", "Expected 1 signer");
        yield return Case("budgets above the promise", "RF-01", seed => seed["chain"]!["stages"]![1]!["steps"]![0]!["budget"]!["amount"] = 5, "$.chain.stages", "longest path takes 8");
        yield return Case("budget in another unit", "RF-01", seed => seed["chain"]!["stages"]![0]!["steps"]![0]!["budget"]!["unit"] = "calendarDay", "$.chain.stages[0].steps[0].budget.unit", "cannot be compared");
        yield return Case("budget in hours above the promise", "LH-01", seed => seed["chain"]!["stages"]![0]!["steps"]![0]!["budget"]!["amount"] = 45, "$.chain.stages", "longest path takes 31");
        yield return Case("budget in hours, promise in calendar days", "RF-14", seed => seed["chain"]!["stages"]![0]!["steps"]![0]!["budget"]!["unit"] = "workingHour", "$.chain.stages[0].steps[0].budget.unit", "cannot be compared");
        yield return Case("step for an unknown role", "RF-01", seed => seed["chain"]!["stages"]![0]!["steps"]![0]!["role"] = "expert", "$.chain.stages[0].steps[0].role", "Unknown role 'expert'");
        yield return Case("step for a supervisor", "RF-01", seed => seed["chain"]!["stages"]![0]!["steps"]![0]!["role"] = "supervisor", "$.chain.stages[0].steps[0].role", "acts for the office");
        yield return Case("decided by an unknown role", "RF-01", seed => seed["decisionRoles"] = new JsonArray("head", "boss"), "$.decisionRoles[1]", "Unknown role 'boss'");
        yield return Case("decided by nobody", "RF-01", seed => seed["decisionRoles"] = new JsonArray(), "$.decisionRoles", "there is none");
        yield return Case("backdated by an unknown role", "RF-01", seed => seed["backdating"]!["roles"]![0] = "intern", "$.backdating.roles[0]", "Unknown role 'intern'");
        yield return Case("promise without stages", "RF-01", seed => seed["chain"]!["stages"] = new JsonArray(), "$.chain.stages", "at least one stage");

        // 即办件: art 34.
        yield return Case("on the spot within a day", "RF-06", seed => seed["limits"]!["promised"]!["amount"] = 1, "$.limits.promised.amount", "Expected 0");
        yield return Case("on the spot through a chain", "RF-06", seed => seed["chain"] = Seeds.Tree("RF-08")["chain"]!.DeepClone(), "$.chain.stages", "decided at the window");

        // Fees: art 58.
        yield return Case("fee without a basis", "RF-02", seed => seed["fees"]![0]!["legalBasis"] = "", "$.fees[0].legalBasis", "art 58");
        yield return Case("fee with no basis at all", "RF-02", seed => seed["fees"]![0]!.AsObject().Remove("legalBasis"), "$.fees[0].legalBasis", "art 58");

        // Form.
        yield return Case("look-ahead", "RF-06", seed => seed["form"]![9]!["pattern"] = "(?=0)[0-9]+", "$.form[9].pattern", "without backtracking");
        yield return Case("unclosed group", "RF-06", seed => seed["form"]![9]!["pattern"] = "([0-9]+", "$.form[9].pattern", "without backtracking");
        yield return Case("pattern that escapes its group", "RF-06", seed => seed["form"]![9]!["pattern"] = "[0-9]+)|(.*", "$.form[9].pattern", "without backtracking");
        yield return Case("shorthand class", "RF-06", seed => seed["form"]![9]!["pattern"] = @"\d+", "$.form[9].pattern", "[0-9]");
        yield return Case("pattern on a number", "RF-01", seed => seed["form"]![0]!["pattern"] = "[0-9]+", "$.form[0].pattern", "no pattern on a field of type Decimal");
        yield return Case("duplicate field", "RF-01", seed => seed["form"]![1]!["name"] = "aboveGroundArea", "$.form[1].name", "an earlier one");
        yield return Case("bounds crossed", "RF-01", seed => seed["form"]![2]!["min"] = 201, "$.form[2].min", "nothing could be entered");
        yield return Case("choice without options", "RF-01", seed => seed["form"]![4]!.AsObject().Remove("options"), "$.form[4].options", "Choice");
        yield return Case("longest text of a number", "RF-01", seed => seed["form"]![0]!["maxLength"] = 5, "$.form[0].maxLength", "type Decimal");
        yield return Case("field name with a blank", "RF-01", seed => seed["form"]![0]!["name"] = "above ground", "$.form[0].name", "camelCase");
        yield return Case("duplicate result", "RF-01", seed => seed["results"]![1]!["code"] = "decision", "$.results[1].code", "an earlier one");
        yield return Case("duplicate material", "RF-01", seed => seed["materials"]![1]!["code"] = "application-form", "$.materials[1].code", "an earlier one");

        // 示范文本: art 30.
        yield return Case("example lacks a field", "RF-01", seed => seed["example"]!["form"]!.AsObject().Remove("requiredArea"), "$.example.form.requiredArea", "field.missing");
        yield return Case("example out of range", "RF-01", seed => seed["example"]!["form"]!["floorsAbove"] = 0, "$.example.form.floorsAbove", "field.range");
        yield return Case("example lacks a material", "RF-01", seed => seed["example"]!["materials"]!.AsArray().RemoveAt(1), "$.example.materials", "project-approval");
        yield return Case("example of another procedure", "RF-01", seed => seed["example"]!["procedure"] = "RF-02", "$.example.procedure", "Expected RF-01");
        yield return Case("example of a classified project", "RF-01", seed => seed["example"]!["project"]!["classified"] = true, "$.example.project.classified", "classified works");
        yield return Case("example with a wrong project code", "RF-01", seed => seed["example"]!["project"]!["code"] = "2510-430104-04-01", "$.example.project.code", "投资项目统一代码");
        yield return Case("example with a wrong credit code", "RF-01", seed => seed["example"]!["applicant"]!["identifier"] = "91430104MA7X2RK441", "$.example.applicant.identifier", "GB 32100");
        yield return Case("example at a window of another level", "RF-01", seed => seed["levels"] = new JsonArray("county"), "$.example.window", "level");
        yield return Case("example with an unknown member", "RF-01", seed => seed["example"]!["project"]!["depth"] = 3, "$.example.project.depth", "Unknown member");

        // Strictness.
        yield return Case("unknown member", "RF-01", seed => seed["limits"]!["promissed"] = 3, "$.limits.promissed", "Unknown member");
        yield return Case("text for a number", "RF-01", seed => seed["version"] = "1", "$.version", "found \"1\"");
        yield return Case("list for an object", "RF-01", seed => seed["backdating"] = new JsonArray(), "$.backdating", "Expected an object");
        yield return Case("object for a list", "RF-01", seed => seed["fees"] = new JsonObject(), "$.fees", "Expected a list");
        yield return Case("unknown kind", "RF-01", seed => seed["kind"] = "Licence", "$.kind", "one of licence, filing");
        yield return Case("kind as a number", "RF-01", seed => seed["kind"] = 0, "$.kind", "one of licence, filing");
        yield return Case("material without English", "RF-01", seed => seed["materials"]![2]!["name"]!.AsObject().Remove("en"), "$.materials[2].name.en", "missing");
        yield return Case("level twice", "RF-01", seed => seed["levels"] = new JsonArray("city", "city"), "$.levels[1]", "an earlier one");
    }

    // 事项、依据、条件、数量、程序、期限、全部材料目录、示范文本 must be published.
    private static IEnumerable<TestCaseData> Unpublished()
    {
        foreach (var (member, element) in new[] { ("name", "事项"), ("legalBases", "依据"), ("conditions", "条件"), ("quantity", "数量"), ("course", "程序"), ("limits", "期限"), ("materials", "材料目录"), ("example", "示范文本") })
        {
            yield return new TestCaseData(member, element, null).SetArgDisplayNames(member, "absent");
            if (member is "legalBases" or "conditions" or "course" or "materials")
            {
                yield return new TestCaseData(member, element, new JsonArray()).SetArgDisplayNames(member, "empty");
            }
        }

        yield return new TestCaseData("quantity", "数量", JsonValue.Create("  ")).SetArgDisplayNames("quantity", "blank");
    }

    [TestCaseSource(nameof(Broken))]
    public void Is_refused_with_place_and_reason(string code, Action<JsonObject> breakIt, string path, string reason)
    {
        var seed = Seeds.Tree(code);
        breakIt(seed);

        var reading = ProcedureReader.Read(seed.ToJsonString(), $"{code}.v1.json");

        Assert.That(reading.IsValid, Is.False);
        Assert.That(reading.Findings, Has.Some.Matches<Finding>(finding =>
            finding.File == $"{code}.v1.json" && finding.Path == path && finding.Reason.Contains(reason, StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(Unpublished))]
    public void Every_element_of_article_30_is_needed(string member, string element, JsonNode? instead)
    {
        var seed = Seeds.Tree("RF-08");
        seed.Remove(member);
        if (instead is not null)
        {
            seed[member] = instead.DeepClone();
        }

        var reading = ProcedureReader.Read(seed.ToJsonString(), "RF-08.v1.json");

        var finding = reading.Findings.Single();
        Assert.That(finding.Path, Is.EqualTo($"$.{member}"));
        Assert.That(finding.Reason, Does.Contain(element).And.Contain("art 30"));
    }

    private static TestCaseData Case(string name, string code, Action<JsonObject> breakIt, string path, string reason, Action<JsonObject>? also = null) =>
        new TestCaseData(code, breakIt + also, path, reason).SetArgDisplayNames(code, name);

    private static JsonObject Local(string division, int promised, int statutory) => new()
    {
        ["division"] = division,
        ["effectiveFrom"] = "2022-01-01",
        ["promised"] = Limit(promised),
        ["statutory"] = Limit(statutory),
        ["source"] = "本测试",
    };

    private static JsonObject Limit(int amount) => new() { ["amount"] = amount, ["unit"] = "workingDay", ["countFrom"] = "nextDay", ["legalBasis"] = "本测试" };

    private static JsonObject KeyPromise() => new() { ["projectClass"] = "key", ["effectiveFrom"] = "2022-01-01", ["promised"] = Limit(3), ["source"] = "本测试" };

    private static void InHours(JsonNode seed)
    {
        seed["extension"] = Local(5, "workingDay");
        foreach (var limit in new[] { "promised", "statutory" })
        {
            seed["limits"]![limit]!["unit"] = "workingHour";
        }
    }

    private static JsonObject Local(int amount, string? unit)
    {
        var extension = new JsonObject { ["maxDays"] = amount, ["approverRole"] = "head", ["legalBasis"] = "《地方规定》第十条" };
        if (unit is not null)
        {
            extension["unit"] = unit;
        }

        return extension;
    }

    private static JsonObject Extension(int days) => new() { ["maxDays"] = days, ["approverRole"] = "head", ["legalBasis"] = "《中华人民共和国行政许可法》第四十二条" };

    private static JsonObject ReviewCorrection(bool stopsPromise, string basis) => new() { ["stopsPromise"] = stopsPromise, ["legalBasis"] = basis };

    private static JsonObject Cards(string[] warning, string[] yellow, string[] red) => new()
    {
        ["warning"] = new JsonArray([.. warning.Select(role => JsonValue.Create(role))]),
        ["yellow"] = new JsonArray([.. yellow.Select(role => JsonValue.Create(role))]),
        ["red"] = new JsonArray([.. red.Select(role => JsonValue.Create(role))]),
    };

    private static JsonObject Suspension(string kind, string basis) => new()
    {
        ["kind"] = kind,
        ["name"] = new JsonObject { ["zh"] = "程序", ["en"] = "Procedure" },
        ["maxDays"] = 10,
        ["legalBasis"] = basis,
    };
}
