using System.Text.Json.Nodes;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

/// <summary>Everything an intake can have wrong: a stable code at the right place, and not one row more.</summary>
internal sealed class BadIntakeTests
{
    private static readonly string[] SomeOfAll = ["/window", "/applicant/identifier", "/project/divisionCode", "/form/plannedArea", "/materials/0"];

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("unknown procedure", "procedure.unknown", "/procedure", body => body["procedure"] = "RF-99");
        yield return Case("no procedure", "field.missing", "/procedure", body => body.Remove("procedure"));
        yield return Case("unknown window", "window.unknown", "/window", body => body["window"] = "430100-77");
        yield return Case("unknown channel", "channel.unknown", "/channel", body => body["channel"] = "pigeon");
        yield return Case("channel in another spelling", "channel.unknown", "/channel", body => body["channel"] = "Online");
        yield return Case("no applicant", "field.missing", "/applicant", body => body["applicant"] = null);
        yield return Case("credit code with a wrong check character (GB 32100)", "applicant.identifier", "/applicant/identifier", body => body["applicant"]!["identifier"] = "91430104MA7X2RK44A");
        yield return Case("unknown type of applicant", "applicant.type", "/applicant/type", body => body["applicant"]!["type"] = "ghost");
        yield return Case("agent without authority (art 29)", "field.missing", "/agent/authority", body => body["agent"] = new JsonObject { ["name"] = "李四", ["identifier"] = "430102199001011234" });
        yield return Case("project without a name", "field.missing", "/project/name", body => body["project"]!["name"] = "  ");
        yield return Case("division code of five digits", "project.divisionCode", "/project/divisionCode", body => body["project"]!["divisionCode"] = "43010");
        yield return Case("project code in another form", "project.code", "/project/code", body => body["project"]!["code"] = "2510-430104");
        yield return Case("nothing said about secrecy", "field.missing", "/project/classified", body => body["project"]!.AsObject().Remove("classified"));
        yield return Case("name of 201 characters", "field.length", "/project/name", body => body["project"]!["name"] = new string('宅', 201));
        yield return Case("missing form field", "field.missing", "/form/plannedArea", body => body["form"]!.AsObject().Remove("plannedArea"));
        yield return Case("unknown form field", "field.unknown", "/form/colour", body => body["form"]!["colour"] = "red");
        yield return Case("date that does not exist", "field.date", "/form/plannedStart", body => body["form"]!["plannedStart"] = "2026-02-30");
        yield return Case("text for a number", "field.type", "/form/plannedArea", body => body["form"]!["plannedArea"] = "3905");
        yield return Case("no form", "field.type", "/form", body => body.Remove("form"));
        yield return Case("missing material", "material.missing", "/materials", body => body["materials"]!.AsArray().RemoveAt(0));
        yield return Case("unknown material (art 31)", "material.unknown", "/materials/0", body => body["materials"]![0]!["code"] = "tax-clearance");
        yield return Case("material twice", "material.duplicate", "/materials/4", body => body["materials"]!.AsArray().Add(body["materials"]![0]!.DeepClone()));
        yield return Case("neither file nor paper", "material.form", "/materials/1", body => body["materials"]![1]!.AsObject().Remove("paper"));
        yield return Case("file and paper at once", "material.form", "/materials/1", body => body["materials"]![1]!["fileId"] = Guid.NewGuid().ToString());
        yield return Case("unknown file", "file.unknown", "/materials/1/fileId", body => body["materials"]![1] = new JsonObject { ["code"] = "project-approval", ["fileId"] = Guid.NewGuid().ToString() });

        static TestCaseData Case(string what, string code, string pointer, Action<JsonObject> bend) => new TestCaseData(code, pointer, bend).SetArgDisplayNames(what);
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task Is_told_by_code_and_place_and_nothing_is_stored(string code, string pointer, Action<JsonObject> bend)
    {
        var (host, caller) = (await SharedApi.HostAsync(), await SharedApi.AsAsync("demo-applicant"));
        var body = await caller.ExampleAsync();
        bend(body);
        var before = await host.CountRowsAsync();

        var answer = await caller.PostAsync("/api/v1/cases", body.ToJsonString(), ("Idempotency-Key", Guid.NewGuid().ToString()));

        answer.ShouldBeProblem(422, code);
        Assert.That(answer.Errors, Does.Contain((pointer, code)), answer.Text);
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Everything_wrong_is_told_at_once()
    {
        var caller = await SharedApi.AsAsync("demo-applicant");
        var body = await caller.ExampleAsync();
        body["window"] = "x";
        body["applicant"]!["identifier"] = "x";
        body["project"]!["divisionCode"] = "x";
        body["form"]!.AsObject().Remove("plannedArea");
        body["materials"]![0]!["code"] = "x";

        var answer = await caller.PostAsync("/api/v1/cases", body.ToJsonString());

        Assert.That(answer.Errors.Select(error => error.Pointer), Is.SupersetOf(SomeOfAll), answer.Text);
    }

    [Test]
    public async Task A_classified_project_is_refused_before_anything_else_is_looked_at()
    {
        var (host, caller) = (await SharedApi.HostAsync(), await SharedApi.AsAsync("demo-applicant"));
        var body = await caller.ExampleAsync();
        body["project"]!["classified"] = true;
        body["procedure"] = "RF-99";
        var before = await host.CountRowsAsync();

        var answer = await caller.PostAsync("/api/v1/cases", body.ToJsonString());

        answer.ShouldBeProblem(422, "project.classified");
        Assert.That(answer["legalBasis"].GetString(), Does.Contain("保守国家秘密法"));
        Assert.That(answer.Text, Does.Not.Contain("橘岸"));
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [TestCase("demo-clerk", "2026-02-12T09:00:01+08:00", 422, "time.in_future", TestName = "A receipt in the future")]
    [TestCase("demo-clerk", "2026-01-05T09:00:00+08:00", 422, "time.backdating_too_far", TestName = "A receipt too far back")]
    [TestCase("demo-applicant", "2026-02-11T09:00:00+08:00", 403, "time.backdating_not_allowed", TestName = "An applicant cannot backdate")]
    [TestCase("demo-clerk-430300", null, 403, "case.wrong_office", TestName = "A clerk takes in for the own office only")]
    [TestCase("demo-reviewer", null, 403, "access.role_not_competent", TestName = "A reviewer takes nothing in")]
    [TestCase("demo-supervisor", null, 403, "access.role_not_competent", TestName = "A supervisor takes nothing in")]
    public async Task Who_and_when_is_judged_too(string client, string? receivedAt, int status, string code)
    {
        var (host, caller) = (await SharedApi.HostAsync(), await SharedApi.AsAsync(client));
        var body = await caller.ExampleAsync();
        body["channel"] = "window";
        body["receivedAt"] = receivedAt;
        var before = await host.CountRowsAsync();

        (await caller.PostAsync("/api/v1/cases", body.ToJsonString())).ShouldBeProblem(status, code);

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_window_files_for_an_applicant_who_then_owns_the_case()
    {
        var (clerk, applicant) = (await SharedApi.AsAsync("demo-clerk"), await SharedApi.AsAsync("demo-applicant"));
        var body = await clerk.ExampleAsync();
        body["channel"] = "window";
        body["receivedAt"] = "2026-02-12T08:50:00+08:00";

        var answer = await clerk.PostAsync("/api/v1/cases", body.ToJsonString());

        // Filed by the window for the company: the company owns it.
        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        Assert.That((await applicant.GetAsync($"/api/v1/cases/{answer["id"].GetGuid()}")).Status, Is.EqualTo(200));
        Assert.That(answer["receivedAt"].GetString(), Is.EqualTo("2026-02-12T08:50:00+08:00"));
    }
}
