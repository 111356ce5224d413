using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Approval.Workflows.Storage.Access;

/// <summary>Tells the database for whom a query or a change of the object mapper is, in its own round trip, and for whom it saves.</summary>
internal sealed class SightInterceptor : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        throw new NotSupportedException("Queries are asynchronous here.");

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (RowSight.Current is not { } sight)
        {
            return result;
        }

        if (eventData.CommandSource == CommandSource.SaveChanges)
        {
            // A save is several statements in one command, and counts the rows of each: it is told in its transaction, beforehand.
            await using var telling = new NpgsqlBatch((NpgsqlConnection)command.Connection!, (NpgsqlTransaction?)command.Transaction) { BatchCommands = { sight.Enter() } };
            await telling.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }

        await using var batch = BatchOf(command);
        return InterceptionResult<DbDataReader>.SuppressWithResult(await batch.ReadSightedAsync(cancellationToken));
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (RowSight.Current is null)
        {
            return result;
        }

        await using var batch = BatchOf(command);
        await using var reader = await batch.ReadSightedAsync(cancellationToken);
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return InterceptionResult<int>.SuppressWithResult(reader.RecordsAffected);
    }

    private static NpgsqlBatch BatchOf(DbCommand command)
    {
        var query = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            query.Parameters.Add(parameter.Clone());
        }

        return new NpgsqlBatch((NpgsqlConnection)command.Connection!, (NpgsqlTransaction?)command.Transaction)
        {
            BatchCommands = { query },
            Timeout = command.CommandTimeout,
        };
    }
}
