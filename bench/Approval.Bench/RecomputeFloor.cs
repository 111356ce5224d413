using System.Diagnostics;
using Npgsql;

namespace Approval.Bench;

/// <summary>
/// The floor of a recomputation: locks cases by their ids in batches of the same size, on two connections, and writes with plain SQL
/// the very rows that the write path wrote for the model. Nothing is decided, folded, hashed or serialised.
/// </summary>
internal sealed class RecomputeFloor
{
    private const int Batch = 300;
    private const int Connections = 2;

    private readonly List<(string Type, string Actor, byte[] Body)> events;
    private readonly byte[] state;
    private readonly DateOnly dueOn;
    private readonly List<(string Clock, DateTimeOffset FireAt)> timers;
    private readonly List<(string Step, int Signer, DateOnly DueOn)> tasks;

    private RecomputeFloor(List<(string, string, byte[])> events, byte[] state, DateOnly dueOn, List<(string, DateTimeOffset)> timers, List<(string, int, DateOnly)> tasks) =>
        (this.events, this.state, this.dueOn, this.timers, this.tasks) = (events, state, dueOn, timers, tasks);

    public string Rows => $"{events.Count} journal rows of {events.Sum(row => row.Body.Length)} bytes, state of {state.Length}, {timers.Count} timers, {tasks.Count} tasks, 1 message";

    public static async Task<RecomputeFloor> RecordAsync(BenchWorld world, Guid model, Func<Task> recompute)
    {
        var version = await world.Source.VersionAsync(model);
        var (timers, tasks) = (await TimersAsync(world, model), await TasksAsync(world, model));
        await recompute();
        var journal = await world.Source.RowsAsync(
            "select type, actor_id, body, version from approval.case_event where case_id = $1 order by version",
            r => (Type: r.GetString(0), Actor: r.GetString(1), Body: r.GetFieldValue<byte[]>(2), Version: r.GetInt32(3)),
            model);
        var (state, due) = (await world.Source.RowsAsync("select state, due_on from approval.permit_case where id = $1", r => (r.GetFieldValue<byte[]>(0), r.GetFieldValue<DateOnly>(1)), model))[0];
        return new RecomputeFloor(
            [.. journal.Where(row => row.Version > version).Select(row => (row.Type, row.Actor, row.Body))],
            state,
            due,
            [.. (await TimersAsync(world, model)).Except(timers)],
            [.. (await TasksAsync(world, model)).Except(tasks)]);
    }

    public async Task<FloorRun> RunAsync(BenchWorld world, Guid[] cases)
    {
        var batches = cases.Chunk(Batch).ToList();
        var started = await ProcessorTime.NowAsync(world.Source);
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (batch, _) => await BatchAsync(world, batch));
        var seconds = watch.Elapsed.TotalSeconds;
        return new FloorRun(cases.Length / seconds, (await ProcessorTime.NowAsync(world.Source)).Since(started));
    }

    private static Task<List<(string Clock, DateTimeOffset FireAt)>> TimersAsync(BenchWorld world, Guid id) =>
        world.Source.RowsAsync("select clock_id, fire_at from approval.case_timer where case_id = $1", r => (r.GetString(0), r.GetFieldValue<DateTimeOffset>(1)), id);

    private static Task<List<(string Step, int Signer, DateOnly DueOn)>> TasksAsync(BenchWorld world, Guid id) =>
        world.Source.RowsAsync("select step, signer, due_on from approval.case_task where case_id = $1", r => (r.GetString(0), r.GetInt32(1), r.GetFieldValue<DateOnly>(2)), id);

    private async Task BatchAsync(BenchWorld world, Guid[] ids)
    {
        var now = world.Clock.GetUtcNow();
        await using var connection = await world.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var claimed = new List<(Guid Id, int Version, byte[] Head)>();
        await using (var claim = new NpgsqlCommand("select id, version, head, state from approval.permit_case where id = any($1) order by id for update", connection))
        {
            claim.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
            await using var reader = await claim.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                claimed.Add((reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
                _ = reader.GetFieldValue<byte[]>(3);
            }
        }

        var rows = claimed.SelectMany(c => events.Select((e, n) => (c.Id, Version: c.Version + 1 + n, e.Type, e.Actor, e.Body, c.Head))).ToList();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into approval.case_event (case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash) select a, b, t, r, $1, $1, e, c, c from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::bytea[], $7::bytea[]) as u(a, b, t, r, e, c)")
            .P(now).P(rows.Select(r => r.Id).ToArray()).P(rows.Select(r => r.Version).ToArray()).P(rows.Select(r => r.Type).ToArray()).P(rows.Select(r => r.Actor).ToArray()).P(rows.Select(r => r.Body).ToArray()).P(rows.Select(r => r.Head).ToArray()));
        foreach (var (step, signer, due) in tasks)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("update approval.case_task t set due_on = $4 from unnest($1::uuid[]) as u(id) where t.case_id = u.id and t.step = $2 and t.signer = $3").P(ids).P(step).P(signer).P(due));
        }

        foreach (var (clock, fireAt) in timers)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("update approval.case_timer t set fire_at = $3 from unnest($1::uuid[]) as u(id) where t.case_id = u.id and t.clock_id = $2").P(ids).P(clock).P(fireAt));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("update approval.permit_case c set version = u.v, state = $5, head = u.h, due_on = $6, due_clock = 'promised', updated_at = $4 from unnest($1::uuid[], $2::integer[], $3::bytea[]) as u(id, v, h) where c.id = u.id")
            .P(claimed.Select(c => c.Id).ToArray()).P(claimed.Select(c => c.Version + events.Count).ToArray()).P(claimed.Select(c => c.Head).ToArray()).P(now).P(state).P(dueOn));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try) select m, c, f, t, $5, $5 from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[]) as u(m, c, f, t)")
            .P(claimed.Select(_ => Guid.CreateVersion7(now)).ToArray()).P(claimed.Select(c => c.Id).ToArray()).P(claimed.Select(c => c.Version).ToArray()).P(claimed.Select(c => c.Version + events.Count).ToArray()).P(now));
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
