using System.Text.Json;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>Cases that a recomputation had to put aside: told, taken up again, and settled.</summary>
internal static class PutAside
{
    public static async Task<IReadOnlyList<CaseAside>> ReadAsync(NpgsqlDataSource database, long publication, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_put_aside").With(publication));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var aside = new List<CaseAside>();
        while (await reader.ReadAsync(cancellation))
        {
            aside.Add(new CaseAside(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return aside;
    }

    /// <summary>The case, locked with its failure; null when it is no longer aside.</summary>
    public static async Task<ClaimedCases?> ClaimAsync(NpgsqlConnection connection, Rulebook rules, long publication, Guid caseId, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { RulesInForce.Enter(), Statement("claim_put_aside").With(publication).With(caseId), Statement("lock_cases").With(new[] { caseId }).With(false) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await RulesInForce.ReadAsync(reader, rules, cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var calendar = new CalendarInForce(publication, reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1));
        await reader.NextResultAsync(cancellation);
        var (cases, unreadable) = (new List<CaseRecord>(), new List<FailedCase>());
        try
        {
            if (await reader.ReadAsync(cancellation))
            {
                cases.Add(CaseLoading.ReadRecord(reader));
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
        {
            unreadable.Add(new FailedCase(caseId, failure));
        }

        return new ClaimedCases(calendar, [caseId], cases, [], unreadable, false);
    }

    public static async Task SettleAsync(NpgsqlConnection connection, RecomputationBatch done, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Statement("settle_put_aside").With(done.Claimed.Calendar.Publication).With(done.Claimed.Ids[0]).With(done.Moved).With(done.Relit) },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
