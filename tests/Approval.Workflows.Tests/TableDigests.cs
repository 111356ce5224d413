using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>Every table of the schema with its rows and what they say: two equal digests mean that nothing was stored, changed or removed.</summary>
internal static class TableDigests
{
    public static async Task<IReadOnlyDictionary<string, string>> DigestsAsync(this NpgsqlDataSource source)
    {
        var tables = await source.RowsAsync("select tablename from pg_tables where schemaname = 'approval' order by 1", reader => reader.GetString(0));
        var digests = new Dictionary<string, string>();
        foreach (var table in tables)
        {
            digests[table] = await source.ScalarAsync<string>($"select count(*) || ' rows ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) from approval.{table} t");
        }

        return digests;
    }
}
