using Npgsql;

namespace Approval.Bench;

/// <summary>Plain SQL, without a time-out.</summary>
internal static class BenchQueries
{
    public static async Task<int> VersionAsync(this NpgsqlDataSource source, Guid id) =>
        (await source.RowsAsync("select version from approval.permit_case where id = $1", reader => reader.GetInt32(0), id))[0];

    public static async Task<List<T>> RowsAsync<T>(this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, params Guid[] ids)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var id in ids)
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static async Task RunAsync(this NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var patient = new NpgsqlCommand("set statement_timeout = 0", connection);
        await patient.ExecuteNonQueryAsync();
        await using var work = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await work.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountAsync(this NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var patient = new NpgsqlCommand("set statement_timeout = 0", connection);
        await patient.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
