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
    public static async Task<ClaimedCases?> ClaimAsync(NpgsqlConnection connection, Rulebook rules, int limit, CancellationToken cancellation)
    {
        if (await CursorAsync(connection, rules, cancellation) is not var (calendar, cursor))
        {
            return null;
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("lock_open_cases").With(cursor).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var (ids, cases, unreadable) = (new List<Guid>(), new List<CaseRecord>(), new List<FailedCase>());
        while (await reader.ReadAsync(cancellation))
        {
            ids.Add(reader.GetGuid(0));
            try
            {
                cases.Add(CaseLoading.ReadRecord(reader));
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
            {
                unreadable.Add(new FailedCase(ids[^1], failure));
            }
        }

        return new ClaimedCases(calendar, ids, cases, unreadable, ids.Count < limit);
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
