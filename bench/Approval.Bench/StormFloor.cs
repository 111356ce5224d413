using System.Diagnostics;
using Npgsql;

namespace Approval.Bench;

/// <summary>The storm's floor: claims timers in batches and writes the same rows with plain SQL; nothing is decided, folded or hashed.</summary>
internal static class StormFloor
{
    private const int Batch = 500;

    public static async Task<double> RunAsync(BenchWorld world, int cases, int eventsPerTimer)
    {
        await StormBench.ExecuteAsync(world.Source, "update approval.case_timer set next_try = null where next_try = 'infinity'");
        var (body, type, state) = await SampleAsync(world.Source);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (await BatchAsync(world, eventsPerTimer, body, type, state) > 0)
            {
            }
        })));
        return cases / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> BatchAsync(BenchWorld world, int eventsPerTimer, byte[] body, string type, byte[] state)
    {
        var now = world.Clock.GetUtcNow();
        await using var connection = await world.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var claimed = new List<(Guid Id, int Version, byte[] Head, byte[] State)>();
        await using (var claim = new NpgsqlCommand(
            "select c.id, c.version, c.head, c.state from approval.case_timer t join approval.permit_case c on c.id = t.case_id where coalesce(t.next_try, t.fire_at) <= $1 and t.incident is null order by coalesce(t.next_try, t.fire_at) limit $2 for update of t, c skip locked", connection))
        {
            claim.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
            claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Batch });
            await using var reader = await claim.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                claimed.Add((reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3)));
            }
        }

        if (claimed.Count == 0)
        {
            return 0;
        }

        var rows = claimed.SelectMany(c => Enumerable.Range(1, eventsPerTimer).Select(n => (c.Id, Version: c.Version + n, c.Head))).ToList();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into approval.case_event (case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash) select a, b, $3, 'system:floor', $4, $4, $5, c, c from unnest($1::uuid[], $2::integer[], $6::bytea[]) as u(a, b, c)")
            .P(rows.Select(r => r.Id).ToArray()).P(rows.Select(r => r.Version).ToArray()).P(type).P(now).P(body).P(rows.Select(r => r.Head).ToArray()));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update approval.permit_case c set version = u.v, lamp = 'yellow', worst_lamp = 'yellow', state = u.s, head = u.h, due_on = c.due_on, updated_at = $5 from unnest($1::uuid[], $2::integer[], $3::bytea[], $4::bytea[]) as u(id, v, s, h) where c.id = u.id")
            .P(claimed.Select(c => c.Id).ToArray()).P(claimed.Select(c => c.Version + eventsPerTimer).ToArray()).P(claimed.Select(_ => state).ToArray()).P(claimed.Select(c => c.Head).ToArray()).P(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update approval.case_timer t set kind = 'breach', fire_at = $2 from unnest($1::uuid[]) as u(id) where t.case_id = u.id")
            .P(claimed.Select(c => c.Id).ToArray()).P(now.AddDays(2)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try) select m, c, f, t, $5, $5 from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[]) as u(m, c, f, t)")
            .P(claimed.Select(_ => Guid.CreateVersion7(now)).ToArray()).P(claimed.Select(c => c.Id).ToArray()).P(claimed.Select(c => c.Version).ToArray()).P(claimed.Select(c => c.Version + eventsPerTimer).ToArray()).P(now));
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return claimed.Count;
    }

    private static async Task<(byte[] Body, string Type, byte[] State)> SampleAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select e.body, e.type, c.state from approval.case_event e join approval.permit_case c on c.id = e.case_id where e.type like 'c%.warned.v1' limit 1");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetFieldValue<byte[]>(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
    }
}
