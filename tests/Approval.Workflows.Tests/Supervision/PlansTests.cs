using System.Diagnostics;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using static Approval.Workflows.Tests.Supervision.Watched;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>With 100,000 cases, 200,000 cards and 100,000 breaches no query of supervision reads a table from end to end, behind the walls as it is asked.</summary>
public sealed class PlansTests
{
    private const int Cases = 100_000;

    [Test]
    public async Task No_table_is_scanned()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await Docket.GenerateAsync(world, Cases);

        // One connection, so that its statistics can be flushed from within.
        var logins = DatabaseLogins.From(null, world.ConnectionString, null, null, isDevelopment: true);
        await logins.MakeAsync();
        await using var source = Database.Open(logins.Service, "plans", poolSize: 1);
        await using var owner = Database.Open(world.ConnectionString, "plans-owner", poolSize: 1);

        // A session hands in its statistics late, at the latest when it ends: those of the generation must not come after the reset.
        world.Source.Clear();
        while (await owner.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()") > 0)
        {
        }

        await owner.ExecuteAsync("select pg_stat_reset()");
        var (overview, cards, breaches) = (new OverviewReader(source), new CardReader(source), new BreachReader(source, RulebookStore.Of(World.Rules)));
        var card = await owner.ScalarAsync<Guid>("select id from approval.supervision_card where office_code = '430104' limit 1");
        Reach[] reaches = [Province, Changsha, new Reach("430104")];
        foreach (var reach in reaches)
        {
            RowSight.Current = SupervisorOf(reach);
            await TimedAsync($"overview {reach.Office}", () => overview.ReadAsync(reach, Day("2026-03-12"), Day("2026-01-01"), World.Rules.Calendars.For("CN")));
        }

        Assert.That(await ReadAsync(source, owner), Has.All.Matches<TableReads>(table => table.Whole == 0));
        await owner.ExecuteAsync("select pg_stat_reset()");
        foreach (var reach in reaches)
        {
            RowSight.Current = SupervisorOf(reach);
            foreach (var filter in new[] { new BreachFilter(), new BreachFilter("RF-02"), new BreachFilter(UnexplainedOnly: true) })
            {
                var first = await TimedAsync($"breaches {reach.Office} {filter}", () => breaches.ReadAsync(reach, filter, BreachPosition.Newest, 50, Day("2026-06-01")));
                Assert.That(first.Breaches, Has.Count.EqualTo(50));
                Assert.That((await breaches.ReadAsync(reach, filter, first.Next!, 50, Day("2026-06-01"))).Breaches, Has.Count.EqualTo(50));
            }

            foreach (var filter in new[] { new CardFilter(), new CardFilter(CardLevel.Red), new CardFilter(Open: true), new CardFilter(CardLevel.Warning, true), new CardFilter(Open: false) })
            {
                var first = await TimedAsync($"cards {reach.Office} {filter}", () => cards.ReadAsync(reach, filter, CardPosition.Newest, 50));
                Assert.That((await cards.ReadAsync(reach, filter, first.Next!, 50)).Cards, Has.Count.EqualTo(50));
            }

            Assert.That(await cards.FindAsync(reach, card), Is.Not.Null);
        }

        var pages = await ReadAsync(source, owner);
        Assert.That(pages, Has.All.Matches<TableReads>(table => table.Whole == 0 && table.ByIndex > 0), "the statistics have been flushed");

        // 48 pages of 50: each looks at a page of each of nine offices at most, and at those that its filter leaves out. An office has 22,000 cards.
        Assert.That(pages.Select(table => (table.Table, table.Rows)), Has.All.Matches<(string, long Rows)>(table => table.Rows < 150_000), "a page reads rows like a page, and not an office");
    }

    private static RowSight? SupervisorOf(Reach reach) => RowSight.Of(People.Officer("s", "监察", Roles.Supervisor, reach.Office));

    private static async Task<List<TableReads>> ReadAsync(NpgsqlDataSource source, NpgsqlDataSource owner)
    {
        await source.ExecuteAsync("select pg_stat_force_next_flush()");
        var reads = await owner.RowsAsync(
            "select relname, seq_scan, idx_scan, idx_tup_fetch from pg_stat_user_tables where schemaname = 'approval' and relname in ('permit_case', 'supervision_card', 'breach', 'breach_holder')",
            reader => new TableReads(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
        Assert.That(reads, Has.Count.EqualTo(4));
        await TestContext.Out.WriteLineAsync(string.Join(Environment.NewLine, reads));
        return reads;
    }

    private static async Task<T> TimedAsync<T>(string what, Func<Task<T>> read)
    {
        var watch = Stopwatch.StartNew();
        var answer = await read();
        await TestContext.Out.WriteLineAsync($"{what}: {watch.Elapsed.TotalMilliseconds:F1} ms");
        return answer;
    }

    private sealed record TableReads(string Table, long Whole, long ByIndex, long Rows);
}
