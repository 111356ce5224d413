using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Timers;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>What the reconciler reads: pages over cases with their timers, and single cases under their lock.</summary>
internal static class ReconcilerReading
{
    /// <summary>The next cases with a clock that runs out, in the order of their ids.</summary>
    public static async Task<List<ArmedTimers>> PageAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_timers_by_case").With(after).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var page = new List<ArmedTimers>(limit);
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(ArmedTimers.Compare(reader.GetGuid(0), CaseJson.ReadState(reader.GetFieldValue<byte[]>(1)), reader.IsDBNull(2) ? [] : ReadTimers(reader)));
        }

        return page;
    }

    /// <summary>The cases of the next timers, in order, and of them those that should have none.</summary>
    public static async Task<(Guid? Last, List<Guid> Stray)> StrayPageAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_stray_timers").With(after).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var (last, stray) = ((Guid?)null, new List<Guid>());
        while (await reader.ReadAsync(cancellation))
        {
            last = reader.GetGuid(0);
            if (reader.GetBoolean(1))
            {
                stray.Add(last.Value);
            }
        }

        return (last, stray);
    }

    /// <summary>Locks the cases and looks again: nobody steps them until the transaction ends.</summary>
    /// <exception cref="PostgresException">55P03 when a step holds one of them for longer than the lock time-out.</exception>
    public static async Task<List<ArmedTimers>> LockAsync(NpgsqlConnection connection, Guid[] cases, CancellationToken cancellation)
    {
        var states = new Dictionary<Guid, CaseState>();
        await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("lock_cases").With(cases).With(false) } })
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                states.Add(reader.GetGuid(0), CaseJson.ReadState(reader.GetFieldValue<byte[]>(3)));
            }
        }

        // A statement of its own: its snapshot is taken after the locks were granted.
        var stored = states.Keys.ToDictionary(id => id, _ => new List<ArmedTimer>());
        await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_timers_of_cases").With(cases) } })
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                stored[reader.GetGuid(0)].Add(ReadTimer(reader, 1));
            }
        }

        return [.. states.Select(entry => ArmedTimers.Compare(entry.Key, entry.Value, stored[entry.Key]))];
    }

    private static List<ArmedTimer> ReadTimers(NpgsqlDataReader reader)
    {
        var (clocks, kinds, instants) = (reader.GetFieldValue<string[]>(2), reader.GetFieldValue<string[]>(3), reader.GetFieldValue<DateTimeOffset[]>(4));
        var (ledgers, stuck) = (reader.GetFieldValue<int[]>(5), reader.GetFieldValue<bool[]>(6));
        return [.. clocks.Select((clock, i) => new ArmedTimer(new PlannedTimer(clock, StoredNames.TimerKind(kinds[i]), instants[i], ledgers[i]), stuck[i]))];
    }

    private static ArmedTimer ReadTimer(NpgsqlDataReader reader, int first) => new(
        new PlannedTimer(
            reader.GetString(first), StoredNames.TimerKind(reader.GetString(first + 1)), reader.GetFieldValue<DateTimeOffset>(first + 2), reader.GetInt32(first + 3)),
        reader.GetBoolean(first + 4));
}
