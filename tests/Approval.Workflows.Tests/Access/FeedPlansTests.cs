using Approval.Testing;
using Approval.Workflows.Queries;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;

namespace Approval.Workflows.Tests.Access;

/// <summary>An applicant with one case among those of others reads its own events, however often it asks and however the plan is kept.</summary>
public sealed class FeedPlansTests
{
    private const int Others = 30_000;

    [Test]
    public async Task A_reader_of_few_cases_does_not_read_the_journal_of_others()
    {
        await using var walled = await WalledWorld.StartAsync();
        var mine = await walled.ReceivedAsync("430100", People.Company);
        var other = await walled.ReceivedAsync("430100", WalledWorld.OtherCompany);
        await walled.World.Source.ExecuteAsync(
            $"""
            insert into approval.case_event (case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash)
            select case_id, 100 + n, type, actor_id, recorded_at, effective_at, body, previous_hash, hash
            from approval.case_event, generate_series(1, {Others}) as n where case_id = '{other}' and version = 1
            """);

        await walled.World.Source.ExecuteAsync("analyze approval.case_event, approval.permit_case");

        // One connection: after five executions PostgreSQL may keep one plan for all readers.
        await using var service = Database.Open(walled.Logins.Service, "feed", poolSize: 1);
        await using var owner = Database.Open(walled.World.ConnectionString, "feed-owner", poolSize: 1);
        RowSight.Current = RowSight.Of(People.Applicant);
        var feed = new EventFeed(service);
        for (var round = 0; round < 12; round++)
        {
            var page = await feed.ReadAsync(FeedPosition.Start, People.Company, null, 50);
            Assert.That(page.Events.Select(happened => happened.Event.CaseId).Distinct(), Is.EqualTo(new[] { mine }));
        }

        await using (var flush = service.CreateCommand("select pg_stat_force_next_flush()"))
        {
            await flush.ExecuteNonQueryAsync();
        }

        var read = await owner.ScalarAsync<long>("select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) from pg_stat_user_tables where schemaname = 'approval' and relname = 'case_event'");
        Assert.That(read, Is.LessThan(Others), "rows of the journal looked at, in twelve readings");
    }
}
