using System.Runtime.CompilerServices;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Rehearsing;

/// <summary>A case with its whole journal.</summary>
public sealed record RecordedCase(
    Guid Id,
    string Number,
    string Office,
    string Procedure,
    int ProcedureVersion,
    IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> Journal);

/// <summary>Walks the recorded cases in the order of their ids, a page of journals in memory at a time. Locks nothing.</summary>
public sealed class RecordedCases(NpgsqlDataSource database)
{
    private const int PageSize = 100;

    /// <param name="procedure">Of one procedure; null: of all.</param>
    /// <param name="since">Received at this instant or later.</param>
    public async Task<long> CountAsync(string? procedure, DateTimeOffset since, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("count_recorded_cases").With(since.ToUniversalTime()).With(NpgsqlDbType.Text, procedure));
        return (long)(await batch.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc cref="CountAsync"/>
    public async IAsyncEnumerable<IReadOnlyList<RecordedCase>> PagesAsync(string? procedure, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var after = Guid.Empty;
        while (await PageAsync(procedure, since.ToUniversalTime(), after, cancellation) is { Count: > 0 } page)
        {
            yield return page;
            after = page[^1].Id;
            if (page.Count < PageSize)
            {
                yield break;
            }
        }
    }

    private async Task<List<RecordedCase>> PageAsync(string? procedure, DateTimeOffset since, Guid after, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var cases = new List<(Guid Id, string Number, string Office, string Procedure, int Version)>(PageSize);
        await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_recorded_cases").With(since).With(NpgsqlDbType.Text, procedure).With(after).With(PageSize) } })
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                cases.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)));
            }
        }

        var journals = cases.ToDictionary(found => found.Id, _ => new List<(CaseEntry, DateTimeOffset)>());
        await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_journals").With(journals.Keys.ToArray()) } })
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                journals[reader.GetGuid(0)].Add((JournalRow.Open(reader.GetFieldValue<byte[]>(1)), reader.GetFieldValue<DateTimeOffset>(2)));
            }
        }

        return cases.ConvertAll(found => new RecordedCase(found.Id, found.Number, found.Office, found.Procedure, found.Version, journals[found.Id]));
    }
}
