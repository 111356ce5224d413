using System.Collections.Immutable;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Workflows.Personal;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries;

/// <summary>Reads one case and its journal. Locks nothing.</summary>
/// <param name="whereabouts">Null where nothing is walled off.</param>
public sealed class CaseReader(NpgsqlDataSource database, CaseWhereabouts? whereabouts = null)
{
    /// <summary>The case with the wording of its notable events, in one round trip; null when there is none.</summary>
    public async Task<StoredCase?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_case").With(id));
        batch.BatchCommands.Add(EventsOf(id, 0, StoredCase.NotableTypes, 1000));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var version = reader.GetInt32(0);
        var state = (CaseState.Known)CaseJson.ReadState(reader.GetFieldValue<byte[]>(1));
        var application = CaseLoading.ReadApplication(reader.GetFieldValue<byte[]>(2));
        var facts = new IntakeFacts(reader.GetString(3), reader.GetString(4), reader.GetString(5));
        var personal = reader.IsDBNull(7) ? null : new SealedPersonalData(reader.GetFieldValue<byte[]>(6), reader.GetFieldValue<byte[]>(7));
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

        return new StoredCase(version, state, application, facts, notable.ToImmutable()) { Personal = personal };
    }

    /// <summary>Whether there is a case that the asker was not shown.</summary>
    public async Task<bool> IsHiddenAsync(Guid id, CancellationToken cancellation = default) => whereabouts is not null && await whereabouts.CaseExistsAsync(id, cancellation);

    /// <summary>The journal of a case after a version, in order; every row and link is checked as it is read.</summary>
    /// <exception cref="JournalBrokenException">A row was altered, removed or put in.</exception>
    public async Task<IReadOnlyList<StoredEvent>> EventsAsync(Guid id, int after, int limit, CancellationToken cancellation = default)
    {
        // The row before the page is read with it.
        var most = Math.Min(limit, int.MaxValue - 1) + (after > 0 ? 1 : 0);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_journal").With(id).With(after).With(most));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        var (journal, read) = (new JournalReading(id, after), 0);
        for (; await reader.ReadAsync(cancellation); read++)
        {
            journal.Add(reader);
        }

        return journal.Ended(isLast: read < most);
    }

    /// <summary>抄送: whether a person was sent a copy, and so may read the case.</summary>
    public async Task<bool> IsCopiedToAsync(Guid id, string person, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("is_copied").With(id).With(person));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        return await reader.ReadAsync(cancellation) && reader.GetBoolean(0);
    }

    private static NpgsqlBatchCommand EventsOf(Guid id, int after, string[]? types, int limit) =>
        Statement("read_case_events").With(id).With(after).With(NpgsqlDbType.Array | NpgsqlDbType.Text, types).With(limit);
}
