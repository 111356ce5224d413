using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>The rows of cases, read as they lie there.</summary>
internal sealed record StoredCases(
    IReadOnlyDictionary<Guid, StoredCase> Rows,
    ILookup<Guid, StoredEvent> Journal,
    ILookup<Guid, string> Timers,
    ILookup<Guid, StoredTask> Tasks,
    ILookup<Guid, (int From, int To)> Messages)
{
    public IEnumerable<Guid> Ids => Rows.Keys.Union(Journal.Select(rows => rows.Key)).Union(Messages.Select(rows => rows.Key));

    public static async Task<StoredCases> ReadAsync(NpgsqlDataSource source, Guid? only)
    {
        string Where(string column) => only is { } id ? $" where {column} = '{id}'" : "";
        var rows = await source.RowsAsync(
            "select id, version, head, state, application, number, procedure_code, procedure_version, office_code, window_code, channel, organisation, project_name, applicant_name, "
            + "received_at, phase, outcome, acceptance, lamp, worst_lamp, accepted_on, decided_on, due_on, due_clock, updated_at from approval.permit_case" + Where("id"),
            reader => new StoredCase(
                reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4),
                [.. Enumerable.Range(5, reader.FieldCount - 5).Select(i => Text(reader, i))]));
        var events = await source.RowsAsync(
            "select case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash, transaction::text from approval.case_event" + Where("case_id") + " order by case_id, version",
            reader => (Case: reader.GetGuid(0), Event: new StoredEvent(
                reader.GetInt32(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5),
                reader.GetFieldValue<byte[]>(6), reader.GetFieldValue<byte[]>(7), reader.GetFieldValue<byte[]>(8), reader.GetString(9))));
        var timers = await source.RowsAsync(
            "select case_id, clock_id, kind, fire_at, ledger_version from approval.case_timer" + Where("case_id"),
            reader => (Case: reader.GetGuid(0), Text: $"{reader.GetString(1)} {reader.GetString(2)} {reader.GetFieldValue<DateTimeOffset>(3):O} {reader.GetInt32(4)}"));
        var tasks = await source.RowsAsync(
            "select case_id, id, office_code, stage, step, signer, round, role, department, status, assignee, assignee_name, opinion, due_on, owner, owner_name, on_behalf_of, on_behalf_of_name, added_for, position, advice, urged_at, urged_times, claimed_at is not null, closed_at is not null from approval.case_task" + Where("case_id"),
            reader => (Case: reader.GetGuid(0), Task: new StoredTask(reader.GetGuid(1), string.Join('|', Enumerable.Range(2, 21).Select(i => Text(reader, i))), reader.GetBoolean(23), reader.GetBoolean(24))));
        var messages = await source.RowsAsync(
            "select case_id, from_version, to_version from approval.outbox" + Where("case_id") + " order by case_id, to_version",
            reader => (Case: reader.GetGuid(0), Span: (reader.GetInt32(1), reader.GetInt32(2))));
        return new StoredCases(
            rows.ToDictionary(row => row.Id),
            events.ToLookup(row => row.Case, row => row.Event),
            timers.ToLookup(row => row.Case, row => row.Text),
            tasks.ToLookup(row => row.Case, row => row.Task),
            messages.ToLookup(row => row.Case, row => row.Span));
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetValue(column) switch
    {
        DateTime instant => new DateTimeOffset(instant).ToString("O"),
        DateOnly day => day.ToString("O"),
        var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <param name="Columns">From number to updated_at, in the order of the query.</param>
internal sealed record StoredCase(Guid Id, int Version, byte[] Head, byte[] State, byte[] Application, IReadOnlyList<string?> Columns);

internal sealed record StoredEvent(
    int Version, string Type, string ActorId, DateTimeOffset RecordedAt, DateTimeOffset EffectiveAt, byte[] Body, byte[] Previous, byte[] Hash, string Transaction);

/// <param name="Text">From office to due day, separated by bars.</param>
internal sealed record StoredTask(Guid Id, string Text, bool HasClaimTime, bool HasCloseTime);
