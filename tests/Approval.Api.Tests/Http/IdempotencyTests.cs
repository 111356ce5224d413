using Approval.Api.Tests.Host;
using Npgsql;

namespace Approval.Api.Tests.Http;

/// <summary>draft-ietf-httpapi-idempotency-key-header; RELIABILITY 6.6.</summary>
internal sealed class IdempotencyTests
{
    private ApiHost host = null!;
    private ApiCaller applicant = null!;
    private string body = null!;
    private string key = null!;

    [SetUp]
    public async Task Prepare()
    {
        host = await SharedApi.HostAsync();
        applicant = await host.AsAsync("demo-applicant");
        body = (await applicant.ExampleAsync()).ToJsonString();
        key = $"test-{Guid.NewGuid():N}";
    }

    [Test]
    public async Task The_same_request_gets_the_very_same_answer()
    {
        var first = await applicant.PostAsync("/api/v1/cases", body, ("Idempotency-Key", key));
        var after = await host.CountRowsAsync();
        var again = await applicant.PostAsync("/api/v1/cases", body, ("Idempotency-Key", $"\"{key}\""));

        Assert.That((again.Status, again.Text, again.ETag, again.Headers["Location"]), Is.EqualTo((201, first.Text, first.ETag, first.Headers["Location"])));
        Assert.That(again.Headers["Idempotency-Replayed"], Is.EqualTo("true"));
        Assert.That(first.Headers, Does.Not.ContainKey("Idempotency-Replayed"));
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(after));
    }

    [Test]
    public async Task A_command_can_be_repeated_although_the_version_has_moved_on()
    {
        var (clerk, id) = (await host.AsAsync("demo-clerk"), await applicant.FileExampleAsync());
        var first = await clerk.CommandAsync(id, "accept", null, 2, ("Idempotency-Key", key));
        var again = await clerk.CommandAsync(id, "accept", null, 2, ("Idempotency-Key", key));

        Assert.That((again.Status, again.Text), Is.EqualTo((200, first.Text)));
    }

    [Test]
    public async Task Another_body_under_the_key_is_refused()
    {
        await applicant.PostAsync("/api/v1/cases", body, ("Idempotency-Key", key));

        (await applicant.PostAsync("/api/v1/cases", body + " ", ("Idempotency-Key", key))).ShouldBeProblem(422, "idempotency.key_reused");
    }

    [Test]
    public async Task The_same_key_of_another_caller_is_another_key()
    {
        var first = await applicant.PostAsync("/api/v1/cases", body, ("Idempotency-Key", key));
        var other = await (await host.AsAsync("demo-applicant-2")).PostAsync("/api/v1/cases", body, ("Idempotency-Key", key));

        Assert.That((other.Status, other["id"].GetGuid() == first["id"].GetGuid()), Is.EqualTo((201, false)));
    }

    [Test]
    public async Task A_refused_request_leaves_the_key_free()
    {
        var (clerk, id) = (await host.AsAsync("demo-clerk"), await applicant.FileExampleAsync());
        (await clerk.CommandAsync(id, "accept", null, 1, ("Idempotency-Key", key))).ShouldBeProblem(412, "case.stale_version");

        Assert.That((await clerk.CommandAsync(id, "accept", null, 2, ("Idempotency-Key", key))).Status, Is.EqualTo(200));
    }

    [TestCase("\"\"")]
    [TestCase("a b")]
    [TestCase("ключ")]
    public async Task A_key_that_is_none_is_400(string malformed) =>
        (await applicant.PostAsync("/api/v1/cases", body, ("Idempotency-Key", malformed))).ShouldBeProblem(400, "idempotency.malformed");

    [TestCase(255, 201)]
    [TestCase(256, 400)]
    public async Task A_key_has_at_most_255_characters(int length, int status) =>
        Assert.That((await applicant.PostAsync("/api/v1/cases", body, ("Idempotency-Key", key.PadRight(length, 'x')))).Status, Is.EqualTo(status));

    [Test]
    public async Task Twenty_at_once_make_one_case()
    {
        var cases = await CountCasesAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => applicant.PostAsync("/api/v1/cases", body, ("Idempotency-Key", key))));

        Assert.That(await CountCasesAsync(), Is.EqualTo(cases + 1));
        var done = answers.Where(answer => answer.Status == 201).ToList();
        Assert.That(done.Select(answer => answer.Text).Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers.Except(done).Select(answer => answer.Code), Is.All.EqualTo("idempotency.in_progress"));
        Assert.That(done.Count(answer => !answer.Headers.ContainsKey("Idempotency-Replayed")), Is.EqualTo(1));
    }

    /// <summary>A transaction that does not end holds the key, or the case, for longer than the lock time-out of two seconds.</summary>
    [Test]
    public async Task What_is_still_in_progress_is_409_with_a_key_and_503_without()
    {
        var (clerk, id) = (await host.AsAsync("demo-clerk"), await applicant.FileExampleAsync());
        await using var connection = await host.Rows.OpenConnectionAsync();
        await using var open = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("select 1 from approval.permit_case where id = $1 for update", connection) { Parameters = { new() { Value = id } } };
        await hold.ExecuteNonQueryAsync();

        var answers = await Task.WhenAll(clerk.CommandAsync(id, "accept", null, 2, ("Idempotency-Key", key)), clerk.CommandAsync(id, "accept", null, 2));

        answers[0].ShouldBeProblem(409, "idempotency.in_progress");
        answers[1].ShouldBeProblem(503, "service.busy");
        Assert.That(answers.Select(answer => answer.Headers["Retry-After"]), Is.All.EqualTo("1"));
    }

    private async Task<long> CountCasesAsync()
    {
        await using var command = host.Rows.CreateCommand("select count(*) from approval.permit_case");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
