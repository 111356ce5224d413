using System.Diagnostics;
using Approval.Engine.Clocks;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using static Approval.Workflows.Tests.Supervision.Watched;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>With 100,000 cases, 200,000 cards and 100,000 breaches no query of supervision reads a table from end to end.</summary>
public sealed class PlansTests
{
    private const int Cases = 100_000;

    [Test]
    public async Task No_table_is_scanned()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await Docket.GenerateAsync(world, Cases);

        // One connection, so that its statistics can be flushed from within.
        await using var source = Database.Open(world.ConnectionString, "plans", poolSize: 1);

        // A session hands in its statistics late, at the latest when it ends: those of the generation must not come after the reset.
        world.Source.Clear();
        while (await source.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()") > 0)
        {
        }

        await source.ExecuteAsync("select pg_stat_reset()");
        var (overview, cards, breaches) = (new OverviewReader(source), new CardReader(source), new BreachReader(source, RulebookStore.Of(World.Rules)));
        var card = await source.ScalarAsync<Guid>("select id from approval.supervision_card where office_code = '430104' limit 1");
        foreach (var reach in new[] { Province, Changsha, new Reach("430104") })
        {
            await TimedAsync($"overview {reach.Office}", () => overview.ReadAsync(reach, Day("2026-03-12"), Day("2026-01-01"), World.Rules.Calendars.For("CN")));
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

        await source.ExecuteAsync("select pg_stat_force_next_flush()");
        var scans = await source.RowsAsync(
            "select relname, seq_scan, idx_scan from pg_stat_user_tables where schemaname = 'approval' and relname in ('permit_case', 'supervision_card', 'breach', 'breach_holder')",
            reader => (Table: reader.GetString(0), Whole: reader.GetInt64(1), ByIndex: reader.GetInt64(2)));
        Assert.That(scans, Has.Count.EqualTo(4));
        Assert.That(scans, Has.All.Matches<(string Table, long Whole, long ByIndex)>(table => table.ByIndex > 0), "the statistics have been flushed");
        Assert.That(scans.Select(table => (table.Table, table.Whole)), Has.All.Matches<(string, long Whole)>(table => table.Whole == 0));
    }

    private static async Task<T> TimedAsync<T>(string what, Func<Task<T>> read)
    {
        var watch = Stopwatch.StartNew();
        var answer = await read();
        await TestContext.Out.WriteLineAsync($"{what}: {watch.Elapsed.TotalMilliseconds:F1} ms");
        return answer;
    }
}
