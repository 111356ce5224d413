using System.Collections.Immutable;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Workflows.Storage;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries;

/// <summary>Reads one case and its journal. Locks nothing.</summary>
public sealed class CaseReader(NpgsqlDataSource database)
{
    /// <summary>The case with the wording of its notable events, in one round trip; null when there is none.</summary>
    public async Task<StoredCase?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_case").With(id));
        batch.BatchCommands.Add(EventsOf(id, 0, StoredCase.NotableTypes, 1000));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var version = reader.GetInt32(0);
        var state = (CaseState.Known)CaseJson.ReadState(reader.GetFieldValue<byte[]>(1));
        var application = CaseLoading.ReadApplication(reader.GetFieldValue<byte[]>(2));
        var facts = new IntakeFacts(reader.GetString(3), reader.GetString(4), reader.GetString(5));
        await reader.NextResultAsync(cancellation);
        var notable = ImmutableArray.CreateBuilder<CaseEntry>();
        while (await reader.ReadAsync(cancellation))
        {
            // A step may have been committed between the two statements: what is newer than the row is not shown with it.
            if (reader.GetInt32(0) <= version)
            {
                notable.Add(JournalRow.Open(reader.GetFieldValue<byte[]>(1)));
            }
        }

        return new StoredCase(version, state, application, facts, notable.ToImmutable());
    }

    /// <summary>The journal of a case after a version, in order.</summary>
    public async Task<IReadOnlyList<StoredEvent>> EventsAsync(Guid id, int after, int limit, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(EventsOf(id, after, null, limit));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            events.Add(new StoredEvent(
                id,
                reader.GetInt32(0),
                JournalRow.Open(reader.GetFieldValue<byte[]>(1)),
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetFieldValue<byte[]>(2),
                reader.GetFieldValue<byte[]>(3)));
        }

        return events;
    }

    /// <summary>抄送: whether a person was sent a copy, and so may read the case.</summary>
    public async Task<bool> IsCopiedToAsync(Guid id, string person, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("is_copied").With(id).With(person));
        return await batch.ExecuteScalarAsync(cancellation) is true;
    }

    private static NpgsqlBatchCommand EventsOf(Guid id, int after, string[]? types, int limit) =>
        Statement("read_case_events").With(id).With(after).With(NpgsqlDbType.Array | NpgsqlDbType.Text, types).With(limit);
}
