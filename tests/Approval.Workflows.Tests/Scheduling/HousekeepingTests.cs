using Approval.Workflows.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Approval.Workflows.Tests.Scheduling;

public sealed class HousekeepingTests
{
    /// <summary>More rows than a batch, so that more than one is needed; the clock stands at 2026-03-02 01:30 UTC.</summary>
    [Test]
    public async Task Kept_answers_go_after_30_days_delivered_messages_after_7_and_dead_ones_after_90_and_waiting_ones_stay()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await InsertAsync(world, "idempotency (principal, route, key, fingerprint, created_at)", "'p', 'r', n::text, '\\x00'::bytea", "30 days", Housekeeping.BatchSize + 50);
        await MessagesAsync(world, "delivered", "null", "7 days");
        await MessagesAsync(world, "dead", "'HTTP 500'", "90 days");
        await world.ReceivedAsync();

        await new Housekeeping(world.Source, world.Clock, NullLogger<Housekeeping>.Instance).RunAsync(default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await world.CountAsync("idempotency"), Is.EqualTo(10), "those that are just not old enough");
            Assert.That(await world.ScalarAsync<long>("select count(*) from approval.outbox where state = 'delivered'"), Is.EqualTo(10));
            Assert.That(await world.ScalarAsync<long>("select count(*) from approval.outbox where state = 'dead'"), Is.EqualTo(10));
            Assert.That(await world.ScalarAsync<long>("select count(*) from approval.outbox where state = 'waiting'"), Is.EqualTo(1));
        }
    }

    private static Task<string> MessagesAsync(World world, string state, string failure, string age) => InsertAsync(
        world,
        "outbox (message_id, case_id, from_version, to_version, created_at, next_try, state, failure, settled_at)",
        $"gen_random_uuid(), gen_random_uuid(), 0, 1, now(), now(), '{state}', {failure}",
        age,
        60);

    /// <summary>The last ten are a second too young, the others a second too old.</summary>
    private static Task<string> InsertAsync(World world, string table, string values, string age, int count) => world.ScalarAsync<string>(
        $"""
        insert into approval.{table}
        select {values}, timestamptz '2026-03-02 01:30:00+00' - interval '{age}' + (case when n <= 10 then interval '1 second' else interval '-1 second' end)
        from generate_series(1, {count}) n;
        select 'done'
        """);
}
