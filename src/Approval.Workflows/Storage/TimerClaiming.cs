using Approval.Engine.Clocks;
using Approval.Workflows.Stepping;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>Takes due timers together with their cases; what somebody else holds is left for the next sweep.</summary>
internal static class TimerClaiming
{
    public static async Task<List<DueTimer>> ClaimAsync(NpgsqlConnection connection, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("claim_due_timers").With(now).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var due = new List<DueTimer>();
        while (await reader.ReadAsync(cancellation))
        {
            var armed = new PlannedTimer(
                reader.GetString(9),
                StoredNames.TimerKind(reader.GetString(10)),
                reader.GetFieldValue<DateTimeOffset>(12),
                reader.GetInt32(11));
            due.Add(new DueTimer(CaseLoading.ReadRecord(reader), armed));
        }

        return due;
    }
}
