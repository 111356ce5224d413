using Npgsql;

namespace Approval.Workflows.Storage.Access;

internal static class SightedReading
{
    /// <summary>
    /// Executes queries for whoever <see cref="RowSight.Current"/> is, in the same round trip: the commands of a batch are one
    /// transaction. The reader stands at the first query's result.
    /// </summary>
    public static async Task<NpgsqlDataReader> ReadSightedAsync(this NpgsqlBatch batch, CancellationToken cancellation)
    {
        if (RowSight.Current is not { } sight)
        {
            return await batch.ExecuteReaderAsync(cancellation);
        }

        batch.BatchCommands.Insert(0, sight.Enter());
        var reader = await batch.ExecuteReaderAsync(cancellation);
        try
        {
            await reader.NextResultAsync(cancellation);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }
}
