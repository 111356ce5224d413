using Npgsql;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>Holds a case, and sees who waits for it.</summary>
internal static class Locks
{
    public static async Task<NpgsqlConnection> HeldAsync(this PublishingWorld world, Guid id)
    {
        var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand($"begin; select 1 from approval.permit_case where id = '{id}' for update", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Returns when a backend waits for a lock in such a statement.</summary>
    public static async Task<int> WaitingBackendAsync(this PublishingWorld world, string what, string statement)
    {
        for (var look = 0; look < 2000; look++)
        {
            var found = await world.Source.RowsAsync(
                "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%' || $1 || '%' and pid <> pg_backend_pid()", reader => reader.GetInt32(0), statement);
            if (found.Count > 0)
            {
                return found[0];
            }
        }

        throw new AssertionException($"Nobody waits in {what}.");
    }
}
