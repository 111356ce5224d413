using System.Text.Json.Nodes;
using Approval.Api.Tests.Administration;
using Approval.Api.Tests.Administration.Versions;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Identity;

/// <summary>
/// An administrator publishes rules for cases whose content is none of the administrator's business. Moves, rehearsals and previews run
/// past row-level security (docs/adr/0021): they may say which case, office and day, and nothing of what a case holds.
/// </summary>
internal sealed class AdministratorSightTests
{
    private const string Canary = "金丝雀";

    [Test]
    public async Task Nothing_of_a_case_reaches_an_administrator_by_any_report()
    {
        await using var host = await ApiHost.StartAsync(("APPROVAL_CLOCK", "2026-12-10T10:00:00+08:00"));
        var (admin, clerk, applicant) = (await host.AsAsync("demo-admin"), await host.AsAsync("demo-clerk"), await host.AsAsync("demo-applicant"));
        var body = await applicant.ExampleAsync();
        Mark(body);
        var filed = await applicant.PostAsync("/api/v1/cases", body.ToJsonString());
        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);
        var (id, number) = (filed["id"].GetString()!, filed["caseNumber"].GetString()!);
        var accepted = await clerk.CommandAsync(Guid.Parse(id), "accept", null, 2);
        var task = accepted["openTasks"][0].GetProperty("id").GetGuid();
        Assert.That((await (await host.AsAsync("demo-reviewer")).PostAsync($"/api/v1/tasks/{task}/endorse", new { opinion = $"{Canary}意见" })).Status, Is.EqualTo(200));
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}")).Text, Does.Contain(Canary), "it is there to be leaked");

        var draft = (await admin.PostAsync("/api/v1/admin/procedures/drafts", new { procedure = VersionTests.Version(2, 6) }))["draft"].GetProperty("id").GetGuid();
        var rehearsed = await admin.PostAsync($"/api/v1/admin/procedures/drafts/{draft}/rehearse", new { months = 1 });
        var published = await admin.PostAsync($"/api/v1/admin/procedures/drafts/{draft}/publish", new { reason = "x" }, ("If-Match", "\"1\""));
        const string Moves = "/api/v1/admin/procedures/RF-01/versions/2/moves";
        Answer[] reports =
        [
            rehearsed,
            await admin.PostAsync("/api/v1/admin/calendars/preview", CalendarPublicationTests.Files("year")),
            await admin.PostAsync("/api/v1/admin/calendars/preview/moves", CalendarPublicationTests.Files("year")),
            await admin.PostAsync($"{Moves}/preview", null),
            await admin.PostAsync(Moves, new { reason = "x" }),
        ];

        Assert.That(published.Status, Is.EqualTo(200), published.Text);
        foreach (var report in reports)
        {
            Assert.That(report.Status, Is.EqualTo(200), report.Text);
            Assert.That(report.Text, Does.Contain(id).And.Contain(number), "the report is about the case");
            Assert.That(report.Text, Does.Not.Contain(Canary).And.Not.Contain("demo-").And.Not.Contain("刘畅").And.Not.Contain("陈静").And.Not.Contain("橘岸").And.Not.Contain("91430104MA7X2RK44K"));
        }

        // And the way past the wall is a way to reports alone: the number of a case opens nothing.
        (await admin.GetAsync($"/api/v1/cases/{id}")).ShouldBeProblem(403, "access.role_not_competent");
        (await admin.GetAsync($"/api/v1/cases?q={number}")).ShouldBeProblem(403, "access.role_not_competent");
        (await admin.PostAsync("/api/v1/cases/track", new { caseNumber = number, trackingCode = "AAAAAA" })).ShouldBeProblem(404, "case.not_found");
    }

    [Test]
    public async Task What_refuses_a_move_says_why_and_nothing_of_the_case()
    {
        await using var host = await ApiHost.StartAsync(("APPROVAL_CLOCK", "2026-12-10T10:00:00+08:00"));
        var (admin, applicant) = (await host.AsAsync("demo-admin"), await host.AsAsync("demo-applicant"));
        var body = await applicant.ExampleAsync();
        Mark(body);
        var id = (await applicant.PostAsync("/api/v1/cases", body.ToJsonString()))["id"].GetString()!;
        var version = VersionTests.Version(2, 6);
        version["levels"] = new JsonArray("province");
        version["example"]!["window"] = "430000-01";
        var draft = await admin.PostAsync("/api/v1/admin/procedures/drafts", new { procedure = version });
        var published = await admin.PostAsync($"/api/v1/admin/procedures/drafts/{draft["draft"].GetProperty("id").GetGuid()}/publish", new { reason = "x" }, ("If-Match", "\"1\""));
        Assert.That(published.Status, Is.EqualTo(200), published.Text);

        var preview = await admin.PostAsync("/api/v1/admin/procedures/RF-01/versions/2/moves/preview", null);
        Assert.That(preview["refused"][0].GetProperty("caseId").GetString(), Is.EqualTo(id), preview.Text);
        Assert.That(preview.Text, Does.Not.Contain(Canary).And.Not.Contain("demo-"));
    }

    /// <summary>What names people, places and works holds the mark.</summary>
    private static void Mark(JsonObject application)
    {
        foreach (var (part, name) in new[] { ("applicant", "name"), ("applicant", "contact"), ("project", "name"), ("project", "address"), ("form", "designUnit"), ("form", "approvalNumber"), ("form", "peacetimeUse") })
        {
            application[part]![name] = Canary + application[part]![name]!.GetValue<string>();
        }
    }
}
