using System.Text.Json;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Workflows.Personal;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage.Access;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>The first round trip: for whom it is, the rules in force, idempotency key, numbers for new cases, and the cases themselves, locked in id order.</summary>
internal static class CaseLoading
{
    public static async Task<LoadedCases> LoadAsync(
        NpgsqlConnection connection, RowSight? sight, IReadOnlyList<CaseRequest> requests, Rulebook rules, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (sight is not null)
        {
            batch.BatchCommands.Add(sight.Enter());
        }

        batch.BatchCommands.Add(RulesInForce.Enter());
        var key = requests[0].Key;
        if (key is not null)
        {
            batch.BatchCommands.Add(Statement("claim_idempotency_key").With(key.Principal).With(key.Route).With(key.Key).With(key.Fingerprint).With(now));
            batch.BatchCommands.Add(Statement("read_idempotency_answer").With(key.Principal).With(key.Route).With(key.Key));
        }

        var needed = CaseSerials.Needed(requests, rules);
        if (needed.Count > 0)
        {
            batch.BatchCommands.Add(Statement("take_case_numbers")
                .With(needed.Select(numbers => numbers.Series.Office).ToArray())
                .With(needed.Select(numbers => numbers.Series.Item).ToArray())
                .With(needed.Select(numbers => numbers.Count).ToArray())
                .With(CivilTime.DayOf(now)));
        }

        var ids = requests.Select(request => request.CaseId).Distinct().ToArray();
        var standIns = requests.Where(StandsIn).Select(request => request.Actor.Id).Distinct().ToArray();
        if (standIns.Length > 0)
        {
            batch.BatchCommands.Add(Statement("read_absences").With(standIns).With(CivilTime.DayOf(now)));
        }

        batch.BatchCommands.Add(Statement("lock_cases").With(ids).With(requests.Any(NeedsApplication)));
        var interested = requests.Where(request => request.HasInterests).Select(request => request.CaseId).Distinct().ToArray();
        if (interested.Length > 0)
        {
            batch.BatchCommands.Add(Statement("read_personal").With(interested));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (sight is not null)
        {
            await reader.NextResultAsync(cancellation);
        }

        var inForce = await RulesInForce.ReadAsync(reader, rules, cancellation);
        var answered = key is null ? null : await ReadKeptAsync(reader, key, cancellation);
        var taken = needed.Count > 0 ? await ReadTakenAsync(reader, needed, cancellation) : [];
        var absences = standIns.Length > 0 ? await ReadAbsencesAsync(reader, cancellation) : [];
        var cases = new Dictionary<Guid, CaseRecord>(ids.Length);
        while (await reader.ReadAsync(cancellation))
        {
            var record = ReadRecord(reader);
            cases.Add(record.Id, record);
        }

        var personal = interested.Length > 0 ? await ReadPersonalAsync(reader, cancellation) : [];
        return new LoadedCases(cases, new CaseSerials(taken), answered, inForce.Recomputing) { Absences = absences, Personal = personal };
    }

    public static CaseRecord ReadRecord(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetInt32(1),
        reader.GetFieldValue<byte[]>(2),
        CaseJson.ReadState(reader.GetFieldValue<byte[]>(3)),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.GetString(5),
        reader.GetInt32(6),
        reader.GetString(7),
        reader.IsDBNull(8) ? null : ReadApplication(reader.GetFieldValue<byte[]>(8)));

    public static Application ReadApplication(byte[] json) =>
        JsonSerializer.Deserialize(json, CaseJson.Storage.Application) ?? throw new JsonException("A stored application is null.");

    private static bool NeedsApplication(CaseRequest request) => request.Answer is not null || request.Command is CaseCommand.SubmitCorrection || request.HasInterests;

    /// <summary>Acts with which somebody takes over an absent person's task.</summary>
    private static bool StandsIn(CaseRequest request) => request.Command is CaseCommand.ClaimTask or CaseCommand.EndorseTask or CaseCommand.ObjectTask or CaseCommand.ReturnTask;

    private static async Task<List<Absence>> ReadAbsencesAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var absences = new List<Absence>();
        while (await reader.ReadAsync(cancellation))
        {
            absences.Add(new Absence(reader.GetString(1), reader.GetString(2), reader.GetString(0), reader.GetFieldValue<DateOnly>(3), reader.GetFieldValue<DateOnly>(4)));
        }

        await reader.NextResultAsync(cancellation);
        return absences;
    }

    private static async Task<Dictionary<Guid, SealedPersonalData>> ReadPersonalAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var personal = new Dictionary<Guid, SealedPersonalData>();
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            personal.Add(reader.GetGuid(0), new SealedPersonalData(reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)));
        }

        return personal;
    }

    private static async Task<List<TakenNumbers>> ReadTakenAsync(NpgsqlDataReader reader, List<(NumberSeries Series, int Count)> needed, CancellationToken cancellation)
    {
        var counts = needed.ToDictionary(numbers => numbers.Series, numbers => numbers.Count);
        var taken = new List<TakenNumbers>(needed.Count);
        while (await reader.ReadAsync(cancellation))
        {
            var series = new NumberSeries(reader.GetString(0), reader.GetString(1));
            taken.Add(new TakenNumbers(series, counts[series], reader.GetInt32(2)));
        }

        await reader.NextResultAsync(cancellation);
        return taken;
    }

    /// <summary>Null when the key is new; else the first answer, or the rejection of another request under the same key.</summary>
    private static async Task<CaseOutcome?> ReadKeptAsync(NpgsqlDataReader reader, IdempotencyKey key, CancellationToken cancellation)
    {
        var isNew = await reader.ReadAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var kept = isNew ? null : Kept(reader, key);
        await reader.NextResultAsync(cancellation);
        return kept;
    }

    private static CaseOutcome Kept(NpgsqlDataReader reader, IdempotencyKey key)
    {
        if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(key.Fingerprint))
        {
            return CaseOutcome.Rejected(RunnerRejections.KeyReused);
        }

        var answer = new StoredAnswer(
            reader.GetInt32(1),
            reader.IsDBNull(2) ? null : reader.GetString(2),
            reader.IsDBNull(3) ? null : reader.GetString(3),
            reader.GetFieldValue<byte[]>(4));
        return new CaseOutcome(CaseState.Initial, 0, [], null, null, answer, Replayed: true);
    }
}

/// <param name="Serials">The numbers taken for new cases.</param>
/// <param name="Answered">Set when the request was answered before; then nothing more is decided.</param>
/// <param name="Recomputing">The calendar publication that some cases still wait for.</param>
internal sealed record LoadedCases(IReadOnlyDictionary<Guid, CaseRecord> Cases, CaseSerials Serials, CaseOutcome? Answered, CalendarInForce? Recomputing)
{
    /// <summary>代理: for whom the actors of this transaction may stand in.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>What is kept apart of the cases whose parties somebody is held against, encrypted; nothing for others, nor where it was erased.</summary>
    public IReadOnlyDictionary<Guid, SealedPersonalData> Personal { get; init; } = new Dictionary<Guid, SealedPersonalData>();
}
