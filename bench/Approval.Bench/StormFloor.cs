using System.Diagnostics;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Npgsql;

namespace Approval.Bench;

/// <summary>
/// The storm's floor: claims timers in batches of the same size, one connection beside another as the sweep has them, and writes the
/// very rows that the write path wrote for the model with plain SQL. Nothing is decided, folded, hashed or serialised.
/// </summary>
internal sealed class StormFloor
{
    /// <summary>Timers of cases that are kept for the floor fall due where no sweep looks.</summary>
    public static readonly DateTimeOffset Hidden = new(2150, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int Batch = 500;
    private const int Connections = 2;

    private readonly List<(string Type, string Actor, byte[] Body)> events;
    private readonly byte[] state;
    private readonly (DateTimeOffset FireAt, string Rule) after;

    private StormFloor(List<(string Type, string Actor, byte[] Body)> events, byte[] state, (DateTimeOffset FireAt, string Rule) after) =>
        (this.events, this.state, this.after) = (events, state, after);

    public int EventsEach => events.Count;

    public string Rows => $"{events.Count} journal rows of {events.Sum(row => row.Body.Length)} bytes, state of {state.Length}, 1 card, 1 timer, 1 message";

    /// <summary>Fires the model's timer through the write path and keeps what that wrote.</summary>
    public static async Task<StormFloor> RecordAsync(BenchWorld world, Guid model)
    {
        var version = await world.Source.VersionAsync(model);
        await world.RunAsync([model], _ => new CaseCommand.FireTimer("notice", TimerKind.Warn, 0), Actor.Rule("timer"));
        var written = await world.Source.RowsAsync(
            "select type, actor_id, body, version from approval.case_event where case_id = $1 order by version",
            r => (Type: r.GetString(0), Actor: r.GetString(1), Body: r.GetFieldValue<byte[]>(2), Version: r.GetInt32(3)),
            model);
        return new StormFloor(
            [.. written.Where(row => row.Version > version).Select(row => (row.Type, row.Actor, row.Body))],
            (await world.Source.RowsAsync("select state from approval.permit_case where id = $1", r => r.GetFieldValue<byte[]>(0), model))[0],
            (await world.Source.RowsAsync(
                "select t.fire_at, c.rule from approval.case_timer t join approval.supervision_card c using (case_id) where t.case_id = $1",
                r => (r.GetFieldValue<DateTimeOffset>(0), r.GetString(1)),
                model))[0]);
    }

    public async Task<FloorRun> RunAsync(BenchWorld world, int cases)
    {
        var left = cases;
        var started = await ProcessorTime.NowAsync(world.Source);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Add(ref left, -Batch) is var rest && rest > -Batch)
            {
                await BatchAsync(world, Math.Min(Batch, rest + Batch));
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        return new FloorRun(cases / seconds, (await ProcessorTime.NowAsync(world.Source)).Since(started));
    }

    private async Task BatchAsync(BenchWorld world, int limit)
    {
        var now = world.Clock.GetUtcNow();
        await using var connection = await world.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var claimed = new List<(Guid Id, int Version, byte[] Head, byte[] State)>();
        await using (var claim = new NpgsqlCommand(
            """
            select c.id, c.version, c.head, c.state
            from approval.case_timer t join approval.permit_case c on c.id = t.case_id
            where coalesce(t.next_try, t.fire_at) = $1 and t.incident is null
            order by coalesce(t.next_try, t.fire_at) limit $2 for update of t, c skip locked
            """,
            connection))
        {
            claim.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Hidden });
            claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            await using var reader = await claim.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                claimed.Add((reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3)));
            }
        }

        if (claimed.Count != limit)
        {
            throw new InvalidOperationException("The floor found fewer timers than were kept for it.");
        }

        var rows = claimed.SelectMany(c => events.Select((e, n) => (c.Id, Version: c.Version + 1 + n, e.Type, e.Actor, e.Body, c.Head))).ToList();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into approval.case_event (case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash) select a, b, t, r, $1, $1, e, c, c from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::bytea[], $7::bytea[]) as u(a, b, t, r, e, c)")
            .P(now).P(rows.Select(r => r.Id).ToArray()).P(rows.Select(r => r.Version).ToArray()).P(rows.Select(r => r.Type).ToArray()).P(rows.Select(r => r.Actor).ToArray()).P(rows.Select(r => r.Body).ToArray()).P(rows.Select(r => r.Head).ToArray()));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into approval.supervision_card (id, case_id, office_code, procedure_code, rule, level, clock_id, on_day, recipients, issued_at) select i, c, '430100', 'RF-01', $3, 'warning', 'notice', $4, array['clerk', 'head'], $5 from unnest($1::uuid[], $2::uuid[]) as u(i, c)")
            .P(claimed.Select(_ => Guid.NewGuid()).ToArray()).P(claimed.Select(c => c.Id).ToArray()).P(after.Rule).P(DateOnly.FromDateTime(now.UtcDateTime)).P(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update approval.case_timer t set kind = 'breach', fire_at = $2 from unnest($1::uuid[]) as u(id) where t.case_id = u.id")
            .P(claimed.Select(c => c.Id).ToArray()).P(after.FireAt));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try) select m, c, f, t, $5, $5 from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[]) as u(m, c, f, t)")
            .P(claimed.Select(_ => Guid.CreateVersion7(now)).ToArray()).P(claimed.Select(c => c.Id).ToArray()).P(claimed.Select(c => c.Version).ToArray()).P(claimed.Select(c => c.Version + events.Count).ToArray()).P(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update approval.permit_case c set version = u.v, lamp = 'yellow', worst_lamp = 'yellow', state = u.s, head = u.h, updated_at = $5 from unnest($1::uuid[], $2::integer[], $3::bytea[], $4::bytea[]) as u(id, v, s, h) where c.id = u.id")
            .P(claimed.Select(c => c.Id).ToArray()).P(claimed.Select(c => c.Version + events.Count).ToArray()).P(claimed.Select(_ => state).ToArray()).P(claimed.Select(c => c.Head).ToArray()).P(now));
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
