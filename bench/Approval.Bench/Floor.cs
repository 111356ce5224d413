using Npgsql;

namespace Approval.Bench;

/// <summary>
/// The floor: what a hand-written loop over Npgsql needs to write the very rows that a recorded step wrote. Same tables, same
/// bytes, prepared statements, one lock round trip, one batch, one commit. It decides nothing, reads no state and serialises nothing.
/// </summary>
internal sealed class Floor
{
    private readonly byte[] state;
    private readonly List<(string Type, byte[] Body)> events;
    private readonly int offeredTasks;
    private readonly List<(string Clock, string Kind)> armed;
    private readonly List<string> disarmed;

    private Floor(byte[] state, List<(string Type, byte[] Body)> events, int offeredTasks, List<(string Clock, string Kind)> armed, List<string> disarmed) =>
        (this.state, this.events, this.offeredTasks, this.armed, this.disarmed) = (state, events, offeredTasks, armed, disarmed);

    public string Rows => $"{events.Count} journal rows, 1 case row of {state.Length} bytes, {offeredTasks} tasks offered, {armed.Count} timers set, {disarmed.Count} removed, 1 message";

    /// <summary>Looks up what the runner wrote for a case between two versions.</summary>
    public static async Task<Floor> RecordAsync(NpgsqlDataSource source, Guid id, int fromVersion, IReadOnlyCollection<string> timersBefore)
    {
        var events = new List<(string, byte[])>();
        await using (var command = source.CreateCommand("select type, body from approval.case_event where case_id = $1 and version > $2 order by version"))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = fromVersion });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                events.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
            }
        }

        var timers = await TimersAsync(source, id);
        var offered = events.Any(e => e.Item1 == "stage.opened.v1") ? await ScalarAsync<long>(source, "select count(*) from approval.case_task where case_id = $1", id) : 0;
        return new Floor(
            await ScalarAsync<byte[]>(source, "select state from approval.permit_case where id = $1", id),
            events,
            (int)offered,
            [.. timers.Where(timer => !timersBefore.Contains(timer.Clock))],
            [.. timersBefore.Where(before => timers.All(timer => timer.Clock != before))]);
    }

    public static async Task<List<(string Clock, string Kind)>> TimersAsync(NpgsqlDataSource source, Guid id)
    {
        var timers = new List<(string, string)>();
        await using var command = source.CreateCommand("select clock_id, kind from approval.case_timer where case_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            timers.Add((reader.GetString(0), reader.GetString(1)));
        }

        return timers;
    }

    /// <summary>One step written by hand. <paramref name="task"/> is set when the step claims or releases one.</summary>
    public async Task StepAsync(NpgsqlDataSource source, Guid id, Guid? task, bool claim)
    {
        var now = DateTimeOffset.UtcNow;
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        int version;
        byte[] head;
        await using (var load = new NpgsqlCommand("select version, head, state from approval.permit_case where id = $1 for update", connection))
        {
            load.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await using var reader = await load.ExecuteReaderAsync();
            await reader.ReadAsync();
            (version, head) = (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
            _ = reader.GetFieldValue<byte[]>(2);
        }

        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "update approval.permit_case set version = $2, head = $3, state = $4, due_on = $5, due_clock = $6, phase = $7, acceptance = $8, accepted_on = $5, updated_at = $9 where id = $1")
            .P(id).P(version + events.Count).P(head).P(state).P(new DateOnly(2026, 3, 11)).P("promised").P("inReview").P("explicit").P(now);
        foreach (var (type, body) in events)
        {
            Add(batch, "insert into approval.case_event (case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash) values ($1, $2, $3, $4, $5, $5, $6, $7, $7)")
                .P(id).P(++version).P(type).P("reviewer-1").P(now).P(body).P(head);
        }

        for (var offered = 0; offered < offeredTasks; offered++)
        {
            Add(batch, "insert into approval.case_task (id, case_id, office_code, stage, step, signer, round, role, department, status, due_on, offered_at) values ($1, $2, $3, $4, $5, $6, 1, $7, $8, 'offered', $9, $10)")
                .P(Guid.NewGuid()).P(id).P("430100").P("review").P("technical").P(offered + 1).P("reviewer").P("人防工程科").P(new DateOnly(2026, 3, 4)).P(now);
        }

        if (task is { } taskId)
        {
            _ = claim
                ? Add(batch, "update approval.case_task set status = 'claimed', assignee = $2, assignee_name = $2, claimed_at = $3 where id = $1").P(taskId).P("reviewer-1").P(now)
                : Add(batch, "update approval.case_task set status = 'offered', assignee = null, assignee_name = null, claimed_at = null where id = $1").P(taskId);
        }

        foreach (var clock in disarmed)
        {
            Add(batch, "delete from approval.case_timer where case_id = $1 and clock_id = $2").P(id).P(clock);
        }

        foreach (var (clock, kind) in armed)
        {
            Add(batch, "insert into approval.case_timer (case_id, clock_id, kind, fire_at, ledger_version) values ($1, $2, $3, $4, 0)").P(id).P(clock).P(kind).P(now);
        }

        Add(batch, "insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try) values ($1, $2, $3, $4, $5, $5)")
            .P(Guid.CreateVersion7()).P(id).P(version - events.Count).P(version).P(now);
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource source, string sql, Guid id)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }
}

internal static class FloorParameters
{
    public static NpgsqlBatchCommand P<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
