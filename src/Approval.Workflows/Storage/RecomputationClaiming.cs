using System.Text.Json;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>Takes the next open cases of the recomputation that is under way, and moves its cursor past them.</summary>
internal static class RecomputationClaiming
{
    /// <summary>Null when nothing is under way, or another node has it in hand at this moment.</summary>
    /// <param name="ahead">What was foreseen of these cases.</param>
    public static async Task<ClaimedCases?> ClaimAsync(NpgsqlConnection connection, Rulebook rules, int limit, CasesAhead ahead, CancellationToken cancellation)
    {
        if (await CursorAsync(connection, rules, cancellation) is not var (calendar, cursor))
        {
            return null;
        }

        var locked = await LockAsync(connection, cursor, limit, cancellation);
        var (foreseen, unknown) = (new List<RecomputedCase>(locked.Count), new List<Guid>());
        foreach (var (id, version) in locked)
        {
            if (ahead.Find(id, version, calendar, rules) is { } outcome)
            {
                foreseen.Add(outcome);
            }
            else
            {
                unknown.Add(id);
            }
        }

        var (cases, unreadable) = unknown.Count > 0 ? await ReadAsync(connection, [.. unknown], cancellation) : ([], []);
        return new ClaimedCases(calendar, locked.ConvertAll(known => known.Id), cases, foreseen, unreadable, locked.Count < limit);
    }

    public static async Task AdvanceAsync(NpgsqlConnection connection, RecomputationBatch done, DateTimeOffset now, CancellationToken cancellation)
    {
        var (claimed, publication) = (done.Claimed, done.Claimed.Calendar.Publication);
        await using var batch = new NpgsqlBatch(connection);
        if (claimed.Ids.Count > 0)
        {
            batch.BatchCommands.Add(Statement("advance_recomputation").With(publication).With(claimed.Ids[^1])
                .With(claimed.Ids.Count).With(done.Moved).With(done.Relit).With(done.Failed.Count));
        }

        if (done.Failed.Count > 0)
        {
            batch.BatchCommands.Add(Statement("put_cases_aside").With(publication)
                .With(done.Failed.Select(failed => failed.CaseId).ToArray())
                .With(done.Failed.Select(failed => $"{failed.Failure.GetType().Name}: {failed.Failure.Message}").ToArray())
                .With(now));
        }

        if (claimed.IsLast)
        {
            batch.BatchCommands.Add(Statement("finish_recomputation").With(publication).With(now));
            batch.BatchCommands.Add(Statement("settle_recomputing").With(publication));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<(Guid Id, int Version)>> LockAsync(NpgsqlConnection connection, Guid cursor, int limit, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("lock_open_cases").With(cursor).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var locked = new List<(Guid, int)>(limit);
        while (await reader.ReadAsync(cancellation))
        {
            locked.Add((reader.GetGuid(0), reader.GetInt32(1)));
        }

        return locked;
    }

    private static async Task<(List<CaseRecord> Cases, List<FailedCase> Unreadable)> ReadAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("lock_cases").With(ids).With(false) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var (cases, unreadable) = (new List<CaseRecord>(ids.Length), new List<FailedCase>());
        while (await reader.ReadAsync(cancellation))
        {
            try
            {
                cases.Add(CaseLoading.ReadRecord(reader));
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
            {
                unreadable.Add(new FailedCase(reader.GetGuid(0), failure));
            }
        }

        return (cases, unreadable);
    }

    private static async Task<(CalendarInForce Calendar, Guid Cursor)?> CursorAsync(NpgsqlConnection connection, Rulebook rules, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { RulesInForce.Enter(), Statement("claim_recomputation") } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var inForce = await RulesInForce.ReadAsync(reader, rules, cancellation);
        return await reader.ReadAsync(cancellation) && inForce.Recomputing is { } calendar && calendar.Publication == reader.GetInt64(0)
            ? (calendar, reader.GetGuid(1))
            : null;
    }
}
