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
            log.HandOver(new AccessRecord(Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddSeconds(i), "demo-clerk", "430100", "GetCase", AccessRecord.Read, null, null, "t"));
        }

        await log.StopAsync(default);

        await using var count = host.Rows.CreateCommand("select count(*) from approval.access_record where trace_id = 't'");
        Assert.That(await count.ExecuteScalarAsync(), Is.EqualTo(1700L));
    }

    /// <summary>The process may be killed at any moment after an answer: nobody has read or been refused without a trace (docs/adr/0033).</summary>
    [Test]
    public async Task It_is_on_record_before_the_answer_leaves()
    {
        await using var host = await ApiHost.StartAsync();
        var applicant = await host.AsAsync("demo-applicant");
        using var form = new MultipartFormDataContent { { new ByteArrayContent([.. "%PDF-1.7\n"u8]), "file", "plan.pdf" } };
        var file = (await applicant.SendAsync(HttpMethod.Post, "/api/v1/files", form))["id"].GetString()!;
        var id = await applicant.FileExampleAsync();
        var (clerk, stranger) = (await host.AsAsync("demo-clerk"), await host.AsAsync("demo-applicant-2"));
        (Func<Task<Answer>> Ask, string Record)[] requests =
        [
            (() => clerk.GetAsync($"/api/v1/cases/{id}"), "read GetCase"),
            (() => clerk.GetAsync("/api/v1/cases"), "read ListCases"),
            (() => clerk.GetAsync("/api/v1/cases", ("Accept", "text/csv")), "read ListCases"),
            (() => clerk.GetAsync($"/api/v1/cases/{id}/events"), "read ReadCaseEvents"),
            (() => clerk.GetAsync("/api/v1/events"), "read ReadFeed"),
            (() => applicant.GetAsync($"/api/v1/files/{file}"), "read DownloadFile"),
            (() => stranger.CommandAsync(id, "withdraw", "{}", 2), "refused WithdrawCase"),
            (() => clerk.CommandAsync(id, "accept", null, 1), "refused AcceptCase"),
            (() => clerk.CommandAsync(id, "accept", "{", 2), "refused AcceptCase"),
            (() => clerk.CommandAsync(id, "decide", """{"outcome":"granted"}""", 2), "refused DecideCase"),
            (() => clerk.PostAsync("/api/v1/admin/users", "{}"), "refused CreatePerson"),
        ];
        foreach (var (ask, record) in requests)
        {
            var before = await RecordsAsync(host);
            var answer = await ask();
            Assert.That((await RecordsAsync(host)).Skip(before.Count), Is.EqualTo(new[] { record }), answer.Text[..Math.Min(200, answer.Text.Length)]);
        }
    }

    [Test]
    public async Task What_cannot_be_put_on_record_is_not_told()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        var (clerk, stranger) = (await host.AsAsync("demo-clerk"), await host.AsAsync(null));
        await clerk.GetAsync($"/api/v1/cases/{id}");
        var before = (await RecordsAsync(host)).Count;
        await ExecuteAsync(host, "alter table approval.access_record rename to access_elsewhere");

        var read = await clerk.GetAsync($"/api/v1/cases/{id}");
        var refused = await clerk.CommandAsync(id, "accept", null, 1);

        read.ShouldBeProblem(503, "service.unavailable");
        Assert.That(read.Text, Does.Not.Contain(id.ToString()));
        Assert.That(read.Headers, Does.ContainKey("Retry-After"));
        refused.ShouldBeProblem(503, "service.unavailable");
        (await stranger.GetAsync($"/api/v1/cases/{id}")).ShouldBeProblem(401, "auth.required");

        await ExecuteAsync(host, "alter table approval.access_elsewhere rename to access_record");
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}")).Status, Is.EqualTo(200));
        Assert.That((await RecordsAsync(host)).Skip(before), Is.EquivalentTo(new[] { "read GetCase", "refused AcceptCase", "refused GetCase", "read GetCase" }), "What waited is kept after all.");
    }

    private static async Task<List<string>> RecordsAsync(ApiHost host)
    {
        await using var command = host.Rows.CreateCommand("select outcome || ' ' || action from approval.access_record order by ctid");
        await using var reader = await command.ExecuteReaderAsync();
        var records = new List<string>();
        while (await reader.ReadAsync())
        {
            records.Add(reader.GetString(0));
        }

        return records;
    }

    private static async Task ExecuteAsync(ApiHost host, string sql)
    {
        await using var command = host.Rows.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
