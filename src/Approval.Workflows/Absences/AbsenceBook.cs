using Approval.Workflows.Storage;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Absences;

/// <summary>代理: who is away on which days and who stands in. An office at a time, so that no two entries can make a chain or overlap.</summary>
public sealed class AbsenceBook(NpgsqlDataSource database)
{
    /// <summary>Enters an absence, unless the person is away already or the substitute is on one of the days.</summary>
    public async Task<AbsenceConflict?> EnterAsync(AbsenceRow absence, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var look = new NpgsqlBatch(connection, transaction))
        {
            look.BatchCommands.Add(Statement("lock_absences").With(absence.OfficeCode));
            look.BatchCommands.Add(Statement("read_overlapping_absences").With(new[] { absence.Person, absence.Substitute }).With(absence.FromDay).With(absence.ThroughDay));
            await using var reader = await look.ExecuteReaderAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            var away = new HashSet<string>();
            while (await reader.ReadAsync(cancellation))
            {
                away.Add(reader.GetString(0));
            }

            if (away.Count > 0)
            {
                return away.Contains(absence.Person) ? AbsenceConflict.Overlaps : AbsenceConflict.SubstituteAway;
            }
        }

        await using var write = new NpgsqlBatch(connection, transaction);
        write.BatchCommands.Add(Statement("enter_absence")
            .With(absence.Id).With(absence.OfficeCode).With(absence.Person).With(absence.PersonName).With(absence.Substitute).With(absence.SubstituteName)
            .With(absence.FromDay).With(absence.ThroughDay).With(NpgsqlDbType.Text, absence.Reason).With(absence.EnteredBy).With(absence.EnteredAt));
        await write.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>Ends an absence from now on. Ending it twice changes nothing.</summary>
    public async Task RemoveAsync(Guid id, string by, DateTimeOffset at, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("remove_absence").With(id).With(by).With(at));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}

public enum AbsenceConflict
{
    /// <summary>The person is away on one of the days already.</summary>
    Overlaps,

    /// <summary>The substitute is away: nobody stands in for who stands in.</summary>
    SubstituteAway,
}
