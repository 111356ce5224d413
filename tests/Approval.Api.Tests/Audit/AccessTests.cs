using Approval.Api.Tests.Host;
using Approval.Workflows.Auditing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Audit;

/// <summary>Reads of personal data and refused commands are on record, apart from the journals of cases (RELIABILITY Z8).</summary>
internal sealed class AccessTests
{
    [Test]
    public async Task Who_read_and_who_was_refused_is_on_record_for_the_auditor_alone()
    {
        await using var host = await ApiHost.StartAsync();
        var applicant = await host.AsAsync("demo-applicant");
        var id = await applicant.FileExampleAsync();
        var clerk = await host.AsAsync("demo-clerk");
        await clerk.GetAsync($"/api/v1/cases/{id}", ("Access-Purpose", "复核面积\u0007"));
        await clerk.GetAsync($"/api/v1/cases/{id}/events");
        (await (await host.AsAsync("demo-clerk-430300")).CommandAsync(id, "accept", new { }, 2)).ShouldBeProblem(403, "case.wrong_office");
        (await (await host.AsAsync("demo-supervisor")).CommandAsync(id, "accept", new { }, 2)).ShouldBeProblem(403, "access.role_not_competent");
        (await (await host.AsAsync(null)).GetAsync($"/api/v1/cases/{id}")).ShouldBeProblem(401, "auth.required");
        (await clerk.CommandAsync(id, "accept", "{", 2)).ShouldBeProblem(400, "request.malformed");
        (await (await host.AsAsync("demo-applicant")).GetAsync("/api/v1/audit/access")).ShouldBeProblem(403, "access.role_not_competent");

        await host.Services.GetRequiredService<AccessLog>().StopAsync(default);
        var seen = await (await host.AsAsync("demo-auditor")).GetAsync($"/api/v1/audit/access?caseId={id}");

        Assert.That(seen.Status, Is.EqualTo(200), seen.Text);
        Assert.That(
            seen["items"].EnumerateArray().Select(record => (
                record.GetProperty("actorId").GetString(), record.GetProperty("action").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("purpose").GetString())),
            Is.EquivalentTo(new[]
            {
                ("demo-clerk", "GetCase", "read", "复核面积"),
                ("demo-clerk", "ReadCaseEvents", "read", "clerk"),
                ("demo-clerk-430300", "AcceptCase", "refused", "case.wrong_office"),
                ("demo-supervisor", "AcceptCase", "refused", "access.role_not_competent"),
                ("anonymous", "GetCase", "refused", "auth.required"),
                ("demo-clerk", "AcceptCase", "refused", "request.malformed"),
            }));
        Assert.That(seen["items"][0].GetProperty("traceId").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task An_orderly_stop_loses_no_record()
    {
        await using var host = await ApiHost.StartAsync();
        _ = host.Services;
        var log = host.Services.GetRequiredService<AccessLog>();
        for (var i = 0; i < 1700; i++)
        {
            await log.KeepAsync(new AccessRecord(Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddSeconds(i), "demo-clerk", "430100", "GetCase", AccessRecord.Read, null, null, "t"));
        }

        await log.StopAsync(default);

        await using var count = host.Rows.CreateCommand("select count(*) from approval.access_record where trace_id = 't'");
        Assert.That(await count.ExecuteScalarAsync(), Is.EqualTo(1700L));
    }
}
