using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Approval.Workflows.Storage.Access;

/// <summary>Tells the database for whom a query of the object mapper is, in the query's own round trip, and for whom it saves.</summary>
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

        var (connection, transaction) = ((NpgsqlConnection)command.Connection!, (NpgsqlTransaction?)command.Transaction);
        if (eventData.CommandSource == CommandSource.SaveChanges)
        {
            // A save is several statements in one command, and counts the rows of each: it is told in its transaction, beforehand.
            await using var telling = new NpgsqlBatch(connection, transaction) { BatchCommands = { sight.Enter() } };
            await telling.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }

        var query = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            query.Parameters.Add(parameter.Clone());
        }

        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { query },
            Timeout = command.CommandTimeout,
        };
        return InterceptionResult<DbDataReader>.SuppressWithResult(await batch.ReadSightedAsync(cancellationToken));
    }
}
