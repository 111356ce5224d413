using System.Text.Json.Nodes;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures.Linting;

/// <summary>A chain that could not be gone through as it is written is refused, with the place and the reason.</summary>
public class ChainFindings
{
    private static IEnumerable<TestCaseData> Broken()
    {
        // Conditions: facts that cases have, values they can take.
        yield return Case("unknown field", s => Stage(s, 1)["when"] = Fact("form.depth", "3"), "$.chain.stages[1].when.fact", "Unknown fact 'form.depth'");
        yield return Case("unknown fact inside", s => Stage(s, 1)["when"] = new JsonObject { ["all"] = new JsonArray(Fact("channel", "online"), new JsonObject { ["not"] = Fact("weather", "rain") }) }, "$.chain.stages[1].when.all[1].not.fact", "Unknown fact 'weather'");
        yield return Case("unknown material", s => Step(s, 0, 0)["when"] = Present("material.drawing-99"), "$.chain.stages[0].steps[0].when.fact", "material.<code>");
        yield return Case("class that does not exist", s => Stage(s, 1)["when"] = Fact("project.class", "urgent"), "$.chain.stages[1].when.is", "ordinary, key");
        yield return Case("division of four digits", s => Stage(s, 1)["when"] = Fact("project.division", "4301"), "$.chain.stages[1].when.is", "six digits");
        yield return Case("bounds of a word", s => Stage(s, 1)["when"] = Between("channel", 1, 2), "$.chain.stages[1].when", "'channel' is none");
        yield return Case("number that the form refuses", s => Stage(s, 1)["when"] = Fact("form.floorsAbove", 0), "$.chain.stages[1].when.is", "the form allows");
        yield return Case("half a floor", s => Stage(s, 1)["when"] = Fact("form.floorsAbove", 2.5), "$.chain.stages[1].when.is", "the form allows");
        yield return Case("bounds crossed", s => Stage(s, 1)["when"] = Between("form.floorsAbove", 9, 3), "$.chain.stages[1].when.atMost", "the lower bound");
        yield return Case("no condition in all", s => Stage(s, 1)["when"] = new JsonObject { ["all"] = new JsonArray() }, "$.chain.stages[1].when.all", "at least one");

        // Reachable: the form allows 1 to 200 floors.
        yield return Case("more floors than the form allows", s => Stage(s, 1)["when"] = Between("form.floorsAbove", 201, null), "$.chain.stages[1].when", "stage 'joint' is unreachable");
        yield return Case("two channels at once", s => Stage(s, 1)["when"] = new JsonObject { ["all"] = new JsonArray(Fact("channel", "online"), Fact("channel", "window")) }, "$.chain.stages[1].when", "stage 'joint' is unreachable");
        yield return Case("no whole number between", s => Stage(s, 1)["when"] = Between("form.floorsAbove", 3.2m, 3.8m), "$.chain.stages[1].when", "stage 'joint' is unreachable");
        yield return Case("a required field left empty", s => Stage(s, 1)["when"] = new JsonObject { ["fact"] = "form.floorsAbove", ["present"] = false }, "$.chain.stages[1].when", "stage 'joint' is unreachable");
        yield return Case("a step against its stage", s => { Stage(s, 1)["when"] = Fact("project.class", "key"); Step(s, 1, 0)["when"] = Fact("project.class", "ordinary"); }, "$.chain.stages[1].steps[0].when", "step 'planning' is unreachable");

        // Signing: 会签, 或签, 票签, 顺签.
        yield return Case("one of one", s => Mode(s, "any", 1), "$.chain.stages[0].steps[0].signers", "at least 2");
        yield return Case("in turn alone", s => Mode(s, "inTurn", 1), "$.chain.stages[0].steps[0].signers", "at least 2");
        yield return Case("quorum without a rule", s => Mode(s, "quorum", 3), "$.chain.stages[0].steps[0].quorum", "is missing");
        yield return Case("quorum of four in three", s => Quorum(s, 3, new JsonObject { ["count"] = 4 }), "$.chain.stages[0].steps[0].quorum.count", "at most 3");
        yield return Case("quorum by count and share", s => Quorum(s, 3, new JsonObject { ["count"] = 2, ["share"] = 0.5 }), "$.chain.stages[0].steps[0].quorum", "either a count or a share");
        yield return Case("quorum by nothing", s => Quorum(s, 3, new JsonObject()), "$.chain.stages[0].steps[0].quorum", "either a count or a share");
        yield return Case("quorum where all sign", s => Step(s, 0, 0)["quorum"] = new JsonObject { ["count"] = 2 }, "$.chain.stages[0].steps[0].quorum", "Expected no quorum");
        yield return Case("veto of a bystander", s => Quorum(s, 3, new JsonObject { ["count"] = 2, ["vetoRoles"] = new JsonArray("head") }), "$.chain.stages[0].steps[0].quorum.vetoRoles[0]", "nobody signs it as 'head'");
        yield return Case("two roles for three", s => { Quorum(s, 3, new JsonObject { ["count"] = 2 }); Step(s, 0, 0)["signerRoles"] = new JsonArray("reviewer", "head"); }, "$.chain.stages[0].steps[0].signerRoles", "each of 3 signers");
        yield return Case("a supervisor signs", s => Step(s, 0, 0)["signerRoles"] = new JsonArray("reviewer", "supervisor"), "$.chain.stages[0].steps[0].signerRoles[1]", "acts for the office");

        // Silence escalates, never approves, unless an act says so.
        yield return Case("silence approves without an act", s => Step(s, 0, 0)["onSilence"] = new JsonObject { ["then"] = "deemAgreed" }, "$.chain.stages[0].steps[0].onSilence.legalBasis", "silence escalates");
        yield return Case("silence without a time", s => { Step(s, 0, 0)["onSilence"] = new JsonObject { ["then"] = "escalate" }; Step(s, 0, 0).Remove("budget"); }, "$.chain.stages[0].steps[0].budget", "silence");

        // 职责分离.
        yield return Case("kept from a later step", s => Step(s, 0, 0)["notSignersOf"] = new JsonArray("approve"), "$.chain.stages[0].steps[0].notSignersOf[0]", "'approve' is none");
        yield return Case("kept from itself", s => Step(s, 0, 0)["notSignersOf"] = new JsonArray("technical"), "$.chain.stages[0].steps[0].notSignersOf[0]", "'technical' is none");

        // 18 items made 12.
        yield return Case("successor of itself", s => s["successor"] = Successor("RF-01"), "$.successor.procedure", "another procedure");
        yield return Case("successor without a source", s => { s["successor"] = Successor("RF-02"); s["successor"]!.AsObject().Remove("source"); }, "$.successor.source", "missing");
    }

    private static IEnumerable<TestCaseData> Sound()
    {
        yield return Good("joint review of large projects only", s => Stage(s, 1)["when"] = Between("form.aboveGroundArea", 50000, null));
        yield return Good("one floor exactly", s => Stage(s, 1)["when"] = Fact("form.floorsAbove", 1));
        yield return Good("deemed accepted licences looked at again", s => Stage(s, 1)["when"] = Fact("acceptance", "deemed"));
        yield return Good("two of three with the head's veto", s => { Quorum(s, 3, new JsonObject { ["count"] = 2, ["vetoRoles"] = new JsonArray("head") }); Step(s, 0, 0)["signerRoles"] = new JsonArray("reviewer", "reviewer", "head"); });
        yield return Good("two thirds", s => Quorum(s, 3, new JsonObject { ["share"] = 0.66 }));
        yield return Good("silence approves by an act", s => Step(s, 0, 0)["onSilence"] = new JsonObject { ["then"] = "deemAgreed", ["legalBasis"] = "《国务院关于深化“证照分离”改革的通知》" });
        yield return Good("the approver did not review", s => Step(s, 2, 0)["notSignersOf"] = new JsonArray("technical", "planning"));
        yield return Good("planning and engineering by different people", s => Step(s, 1, 0)["notSignersOf"] = new JsonArray("engineering"));
        yield return Good("replaced by another", s => s["successor"] = Successor("RF-02"));
    }

    [TestCaseSource(nameof(Broken))]
    public void Is_refused_with_place_and_reason(Action<JsonObject> breakIt, string path, string reason)
    {
        var seed = Seeds.Tree("RF-01");
        breakIt(seed);

        var reading = ProcedureReader.Read(seed.ToJsonString(), "RF-01.v1.json");

        Assert.That(reading.Findings, Has.Some.Matches<Finding>(finding => finding.Path == path && finding.Reason.Contains(reason, StringComparison.Ordinal)), string.Join('\n', reading.Findings));
    }

    [TestCaseSource(nameof(Sound))]
    public void Is_let_through(Action<JsonObject> change)
    {
        var seed = Seeds.Tree("RF-01");
        change(seed);

        Assert.That(ProcedureReader.Read(seed.ToJsonString(), "RF-01.v1.json").Findings, Is.Empty);
    }

    internal static JsonObject Stage(JsonObject seed, int stage) => seed["chain"]!["stages"]![stage]!.AsObject();

    internal static JsonObject Step(JsonObject seed, int stage, int step) => Stage(seed, stage)["steps"]![step]!.AsObject();

    internal static JsonObject Fact(string fact, JsonNode value) => new() { ["fact"] = fact, ["is"] = value };

    internal static JsonObject Present(string fact) => new() { ["fact"] = fact, ["present"] = true };

    internal static JsonObject Between(string fact, decimal? least, decimal? most)
    {
        var condition = new JsonObject { ["fact"] = fact };
        if (least is not null)
        {
            condition["atLeast"] = least;
        }

        if (most is not null)
        {
            condition["atMost"] = most;
        }

        return condition;
    }

    internal static JsonObject Successor(string code) => new() { ["kind"] = "replacedBy", ["procedure"] = code, ["from"] = "2027-01-01", ["source"] = "本测试" };

    private static void Mode(JsonObject seed, string mode, int signers)
    {
        Step(seed, 0, 0)["mode"] = mode;
        Step(seed, 0, 0)["signers"] = signers;
    }

    private static void Quorum(JsonObject seed, int signers, JsonObject rule)
    {
        Mode(seed, "quorum", signers);
        Step(seed, 0, 0)["quorum"] = rule;
    }

    private static TestCaseData Case(string name, Action<JsonObject> breakIt, string path, string reason) => new TestCaseData(breakIt, path, reason).SetArgDisplayNames(name);

    private static TestCaseData Good(string name, Action<JsonObject> change) => new TestCaseData(change).SetArgDisplayNames(name);
}
