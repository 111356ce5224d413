using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using Npgsql;

namespace Approval.Workflows.Auditing.Verification;

/// <summary>The record in a database, all of one snapshot, however many connections read it. Needs to read five tables and nothing else.</summary>
public sealed class DatabaseRecord : IStoredRecord
{
    private readonly NpgsqlDataSource database;
    private readonly NpgsqlConnection keeper;
    private readonly string snapshot;
    private readonly List<Guid> bounds;
    private readonly ConcurrentBag<NpgsqlConnection> reading = [];

    private DatabaseRecord(NpgsqlDataSource database, NpgsqlConnection keeper, string snapshot, List<Guid> bounds, long expected) =>
        (this.database, this.keeper, this.snapshot, this.bounds, ExpectedRows) = (database, keeper, snapshot, bounds, expected);

    public int Parts => bounds.Count + 1;

    public long ExpectedRows { get; }

    /// <param name="parts">How many connections walk the cases at a time.</param>
    public static async Task<DatabaseRecord> OpenAsync(string connectionString, int parts, CancellationToken cancellation = default)
    {
        // A walk may take long; it locks nothing.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "approval-verify", CommandTimeout = 0, Options = "-c statement_timeout=0 -c jit=off" };
        var database = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        try
        {
            var keeper = await database.OpenConnectionAsync(cancellation);
            await keeper.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var snapshot = (string)(await ScalarAsync(keeper, "select pg_export_snapshot()", cancellation))!;
            var expected = Convert.ToInt64(await ScalarAsync(keeper, "select coalesce(sum(version), 0)::bigint from approval.permit_case", cancellation), CultureInfo.InvariantCulture);
            return new DatabaseRecord(database, keeper, snapshot, await BoundsAsync(keeper, parts, cancellation), expected);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async Task<Stream> OpenAsync(RecordSection stream, int part, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        reading.Add(connection);
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await ExecuteAsync(connection, $"set transaction snapshot '{snapshot}'", cancellation);
        var select = string.Format(CultureInfo.InvariantCulture, stream.Select, Condition(stream.CaseColumn, part));
        return await connection.BeginRawBinaryCopyAsync($"copy ({select}) to stdout (format binary)", cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in reading)
        {
            await connection.DisposeAsync();
        }

        await keeper.DisposeAsync();
        await database.DisposeAsync();
    }

    private string Condition(string column, int part)
    {
        var from = part == 0 ? "true" : $"{column} >= '{bounds[part - 1]}'";
        var to = part == bounds.Count ? "true" : $"{column} < '{bounds[part]}'";
        return $"{from} and {to}";
    }

    /// <summary>Ids begin with their time, so parts of like size are found among the ids there are.</summary>
    private static async Task<List<Guid>> BoundsAsync(NpgsqlConnection connection, int parts, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select min(id::text)::uuid from (select id, ntile($1) over (order by id) as part from approval.permit_case) divided where part > 1 group by part order by 1", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = parts });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var bounds = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
        {
            bounds.Add(reader.GetGuid(0));
        }

        return bounds;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
