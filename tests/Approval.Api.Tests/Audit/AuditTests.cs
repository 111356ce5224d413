using System.Security.Cryptography;
using System.Text.Json;
using Approval.Api.Tests.Host;
using Approval.Engine.Audit;
using Approval.Workflows.Auditing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Audit;

/// <summary>Checkpoints and proofs as an applicant and a stranger get them.</summary>
internal sealed class AuditTests
{
    [Test]
    public async Task A_proof_kept_with_the_receipt_holds_against_the_published_key_and_checkpoints()
    {
        await using var host = await ApiHost.StartAsync();
        var applicant = await host.AsAsync("demo-applicant");
        var id = await applicant.FileExampleAsync();
        var early = await applicant.GetAsync($"/api/v1/audit/proof/{id}");
        early.ShouldBeProblem(409, "audit.not_yet_signed");
        Assert.That(early.Headers["Retry-After"], Is.EqualTo("300"), "Audit:Every");
        await SignAsync(host);
        await applicant.FileExampleAsync();
        await SignAsync(host);

        var answer = await applicant.GetAsync($"/api/v1/audit/proof/{id}");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        var proof = JsonSerializer.Deserialize<CaseProof>(answer.Text, JsonSerializerOptions.Web)!;
        var stranger = await host.AsAsync(null);
        using var key = ECDsa.Create();
        key.ImportFromPem((await stranger.GetAsync("/api/v1/audit/key")).Text);
        Assert.That(proof.Check(key), Is.Null);
        var journal = (await applicant.GetAsync($"/api/v1/cases/{id}/events"))["items"].EnumerateArray().Select(row => row.GetProperty("hash").GetString());
        Assert.That(proof.Rows.Select(row => row.Hash), Is.EqualTo(journal), "The hashes are those that the journal shows.");

        var newest = (await stranger.GetAsync("/api/v1/audit/checkpoints?limit=1"));
        Assert.That(newest["items"][0].GetProperty("note").GetString(), Is.EqualTo(proof.Checkpoint));
        var older = (await stranger.GetAsync($"/api/v1/audit/checkpoints?cursor={newest["nextCursor"].GetString()}"))["items"];
        Assert.That(older.EnumerateArray().Select(checkpoint => checkpoint.GetProperty("number").GetInt64()), Is.EqualTo(new[] { 1L }));
        var (first, last) = (older[0], newest["items"][0]);
        var consistency = await stranger.GetAsync($"/api/v1/audit/consistency?older={first.GetProperty("size")}&newer={last.GetProperty("size")}");
        Assert.That(MerklePath.Extends(
            first.GetProperty("size").GetInt64(), Convert.FromHexString(first.GetProperty("root").GetString()!),
            last.GetProperty("size").GetInt64(), Convert.FromHexString(last.GetProperty("root").GetString()!),
            [.. consistency["path"].EnumerateArray().Select(hash => Convert.FromHexString(hash.GetString()!))]));
    }

    [Test]
    public async Task At_a_simulated_time_checkpoints_come_by_themselves()
    {
        await using var host = await ApiHost.StartAsync(("Audit:Every", "00:00:01"));
        var applicant = await host.AsAsync("demo-applicant");
        var id = await applicant.FileExampleAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Answer proof;
        while ((proof = await applicant.GetAsync($"/api/v1/audit/proof/{id}")).Status != 200)
        {
            proof.ShouldBeProblem(409, "audit.not_yet_signed");
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
        }

        Assert.That((await applicant.GetAsync("/api/v1/audit/checkpoints"))["items"][0].GetProperty("signedAt").GetString(), Does.StartWith("2026-02-12"), "at the product's time");
    }

    [Test]
    public async Task A_proof_is_for_those_who_may_see_the_case()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        await SignAsync(host);

        Assert.That((await (await host.AsAsync("demo-clerk")).GetAsync($"/api/v1/audit/proof/{id}")).Status, Is.EqualTo(200));
        (await (await host.AsAsync("demo-applicant-2")).GetAsync($"/api/v1/audit/proof/{id}")).ShouldBeProblem(404, "case.not_found");
        (await (await host.AsAsync("demo-clerk-430300")).GetAsync($"/api/v1/audit/proof/{id}")).ShouldBeProblem(403, "case.wrong_office");
        (await (await host.AsAsync("demo-admin")).GetAsync($"/api/v1/audit/proof/{id}")).ShouldBeProblem(403, "access.role_not_competent");
        (await (await host.AsAsync(null)).GetAsync($"/api/v1/audit/proof/{id}")).ShouldBeProblem(401, "auth.required");
    }

    [TestCase("older=0&newer=1")]
    [TestCase("older=2&newer=1")]
    [TestCase("older=1&newer=999")]
    public async Task Sizes_that_no_checkpoint_has_are_refused(string query)
    {
        await using var host = await ApiHost.StartAsync();
        await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        await SignAsync(host);
        (await (await host.AsAsync(null)).GetAsync("/api/v1/audit/consistency?" + query)).ShouldBeProblem(400, "request.parameter");
    }

    [TestCase("events")]
    [TestCase("attribution")]
    [TestCase("certificate?clock=notice")]
    [TestCase("clock?asKnownAt=2026-02-12T09:00:00%2B08:00")]
    public async Task A_journal_that_was_tampered_with_is_not_shown(string what)
    {
        await using var host = await ApiHost.StartAsync();
        var applicant = await host.AsAsync("demo-applicant");
        var id = await applicant.FileExampleAsync();
        Assert.That((await applicant.GetAsync($"/api/v1/cases/{id}/{what}")).Status, Is.EqualTo(200));
        await using (var tamper = host.Rows.CreateCommand(
            "alter table approval.case_event disable trigger all; update approval.case_event set recorded_at = recorded_at + interval '1 second' where version = 2"))
        {
            await tamper.ExecuteNonQueryAsync();
        }

        (await applicant.GetAsync($"/api/v1/cases/{id}/{what}")).ShouldBeProblem(500, "audit.broken");
    }

    private static async Task SignAsync(ApiHost host) => await host.Services.GetRequiredService<CheckpointSigning>().RunAsync(default);
}
