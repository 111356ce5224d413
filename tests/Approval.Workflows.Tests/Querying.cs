using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>Plain SQL for tests: they look at the database with their own eyes.</summary>
internal static class Querying
{
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var command = source.Query(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static async Task<T> ScalarAsync<T>(this NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.Query(sql, values);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"No row: {sql}"));
    }

    public static async Task<int> ExecuteAsync(this NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.Query(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Query(this NpgsqlDataSource source, string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
