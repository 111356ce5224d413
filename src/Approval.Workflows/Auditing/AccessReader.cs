using Approval.Workflows.Storage.Access;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <param name="CaseId">Only about this case.</param>
/// <param name="ActorId">Only by this person or client.</param>
/// <param name="Outcome">read or refused; null for both.</param>
public sealed record AccessFilter(Guid? CaseId = null, string? ActorId = null, string? Outcome = null);

/// <summary>The record of access, for auditors: of people of their office and those below, and of those who have none.</summary>
public sealed class AccessReader(NpgsqlDataSource database)
{
    /// <summary>Newest first, those before a record.</summary>
    public async Task<List<AccessRecord>> ReadAsync(AccessFilter filter, DateTimeOffset before, Guid beforeId, int limit, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_access").With(before).With(beforeId)
            .With(NpgsqlDbType.Uuid, filter.CaseId).With(NpgsqlDbType.Text, filter.ActorId).With(NpgsqlDbType.Text, filter.Outcome).With(limit));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        var page = new List<AccessRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(new AccessRecord(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetGuid(6), reader.IsDBNull(7) ? null : reader.GetString(7), reader.GetString(8)));
        }

        return page;
    }
}
