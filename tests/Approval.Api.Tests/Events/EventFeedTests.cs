using Approval.Api.Tests.Host;
using Npgsql;

namespace Approval.Api.Tests.Events;

internal sealed class EventFeedTests
{
    private ApiHost host = null!;

    [SetUp]
    public async Task Start() => host = await ApiHost.StartAsync();

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    /// <summary>RELIABILITY M7: a transaction that began earlier and commits later must not be overtaken by the reader.</summary>
    [Test]
    public async Task A_slow_transaction_is_never_skipped()
    {
        var (applicant, clerk, supervisor) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-clerk"), await host.AsAsync("demo-supervisor"));
        var slow = await applicant.FileExampleAsync();
        var first = await ReadAsync(supervisor, null);
        Assert.That(first.Rows, Is.EqualTo(new[] { (slow, 1), (slow, 2) }));

        // An older transaction takes its number and writes an event, and does not end.
        await using var connection = await host.Rows.OpenConnectionAsync();
        await using var open = await connection.BeginTransactionAsync();
        await using var write = new NpgsqlCommand(
            "insert into approval.case_event select case_id, 3, 'case.urged.v1', actor_id, recorded_at, effective_at, convert_to(replace(replace(convert_from(body, 'UTF8'), 'clocks.recorded.v1', 'case.urged.v1'), '\"version\":2', '\"version\":3'), 'UTF8'), previous_hash, hash from approval.case_event where case_id = $1 and version = 2",
            connection) { Parameters = { new() { Value = slow } } };
        await write.ExecuteNonQueryAsync();

        var quick = await applicant.FileExampleAsync();
        var meanwhile = await ReadAsync(supervisor, first.Cursor);
        Assert.That(meanwhile.Rows, Is.Empty, "what came later waits for what began earlier");

        await open.CommitAsync();
        var after = await ReadAsync(supervisor, meanwhile.Cursor);
        Assert.That(after.Rows, Is.EqualTo(new[] { (slow, 3), (quick, 1), (quick, 2) }));
        Assert.That((await ReadAsync(supervisor, after.Cursor)).Rows, Is.Empty);

        var replay = await ReadAsync(supervisor, null);
        Assert.That(replay.Rows, Is.EqualTo(first.Rows.Concat(after.Rows)));
        Assert.That((await ReadAsync(clerk, null)).Rows, Is.EqualTo(replay.Rows));
    }

    [Test]
    public async Task Page_by_page_is_the_same_as_at_once_and_only_what_one_may_see()
    {
        var (applicant, other) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-applicant-2"));
        var mine = await applicant.FileExampleAsync();
        var theirs = await other.FileExampleAsync();
        await (await host.AsAsync("demo-clerk")).CommandAsync(mine, "accept", null, 2);
        var whole = await ReadAsync(applicant, null);

        var paged = new List<(Guid, int)>();
        var page = await ReadAsync(applicant, null, limit: 2);
        for (; page.Rows.Count > 0; page = await ReadAsync(applicant, page.Cursor, limit: 2))
        {
            paged.AddRange(page.Rows);
        }

        Assert.That(paged, Is.EqualTo(whole.Rows));
        Assert.That(whole.Rows.Select(row => row.Case), Is.All.EqualTo(mine));
        Assert.That((await ReadAsync(other, null)).Rows.Select(row => row.Case), Is.All.EqualTo(theirs).And.Not.Empty);
    }

    private static async Task<(List<(Guid Case, int Version)> Rows, string Cursor)> ReadAsync(ApiCaller caller, string? after, int limit = 200)
    {
        var answer = await caller.GetAsync($"/api/v1/events?limit={limit}&after={after}");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return ([.. answer["items"].EnumerateArray().Select(row => (row.GetProperty("caseId").GetGuid(), row.GetProperty("version").GetInt32()))], answer["nextCursor"].GetString()!);
    }
}
