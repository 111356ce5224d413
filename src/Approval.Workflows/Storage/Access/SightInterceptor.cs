using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Approval.Workflows.Storage.Access;

/// <summary>Tells the database for whom a query of the object mapper is, in the query's own round trip.</summary>
internal sealed class SightInterceptor : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        throw new NotSupportedException("Queries are asynchronous here.");

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (RowSight.Current is null)
        {
            return result;
        }

        var query = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            query.Parameters.Add(parameter.Clone());
        }

        await using var batch = new NpgsqlBatch((NpgsqlConnection)command.Connection!, (NpgsqlTransaction?)command.Transaction)
        {
            BatchCommands = { query },
            Timeout = command.CommandTimeout,
        };
        return InterceptionResult<DbDataReader>.SuppressWithResult(await batch.ReadSightedAsync(cancellationToken));
    }
}
