using System.Text.Json;
using Approval.Engine.Clocks;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>Takes due timers together with their cases.</summary>
internal static class TimerClaiming
{
    /// <summary>At most <paramref name="limit"/>, in due order; what somebody else holds is left for the next sweep.</summary>
    public static Task<ClaimedTimers> FreeAsync(NpgsqlConnection connection, Rulebook rules, DateTimeOffset now, int limit, CancellationToken cancellation) =>
        ClaimAsync(connection, rules, Statement("claim_due_timers").With(now).With(limit), cancellation);

    /// <summary>The timers of the case that has been waiting longest since <paramref name="lateSince"/>; waits for whoever holds it.</summary>
    /// <exception cref="PostgresException">55P03 when it is held longer than the lock time-out.</exception>
    public static Task<ClaimedTimers> HeldAsync(NpgsqlConnection connection, Rulebook rules, DateTimeOffset now, DateTimeOffset lateSince, CancellationToken cancellation) =>
        ClaimAsync(connection, rules, Statement("claim_held_timers").With(now).With(lateSince), cancellation);

    private static async Task<ClaimedTimers> ClaimAsync(NpgsqlConnection connection, Rulebook rules, NpgsqlBatchCommand claim, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { RulesInForce.Enter(), claim } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var inForce = await RulesInForce.ReadAsync(reader, rules, cancellation);
        var (due, failed) = (new List<DueTimer>(), new List<FailedTimer>());
        while (await reader.ReadAsync(cancellation))
        {
            var timer = new TimerRow(reader.GetGuid(0), reader.GetString(9), reader.GetInt32(13));
            try
            {
                var armed = new PlannedTimer(timer.ClockId, StoredNames.TimerKind(reader.GetString(10)), reader.GetFieldValue<DateTimeOffset>(12), reader.GetInt32(11));
                due.Add(new DueTimer(timer, CaseLoading.ReadRecord(reader), armed));
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or NotSupportedException)
            {
                failed.Add(new FailedTimer(timer, unreadable));
            }
        }

        return new ClaimedTimers(due, failed, inForce.Recomputing);
    }
}

/// <param name="Unreadable">Timers whose case this version cannot read.</param>
/// <param name="Recomputing">The calendar publication that some cases still wait for.</param>
internal sealed record ClaimedTimers(IReadOnlyList<DueTimer> Due, IReadOnlyList<FailedTimer> Unreadable, CalendarInForce? Recomputing)
{
    public int Count => Due.Count + Unreadable.Count;

    public IEnumerable<TimerRow> Rows => [.. Due.Select(timer => timer.Row), .. Unreadable.Select(timer => timer.Row)];
}
