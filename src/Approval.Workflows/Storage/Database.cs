using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Approval.Workflows.Storage;

/// <summary>How this product connects: time-outs on the server's side, statements prepared by themselves, checked durability.</summary>
public static class Database
{
    /// <summary>On today's disks any page is read nearly as fast as the next one, so an index is worth its while sooner than by default.</summary>
    private const string Limits =
        " -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 -c client_connection_check_interval=1000 -c TimeZone=UTC -c jit=off -c random_page_cost=1.1";

    /// <summary>
    /// Every query has its index. Where a table's pages are not yet known to be visible to all (vacuum has not been there, or an old
    /// transaction held it back) the planner would rather read the whole table than look at the pages behind an index, and a count
    /// that costs what an office has would cost what the country has, on some days and not on others.
    /// </summary>
    private const string ByIndex = " -c enable_seqscan=off";

    /// <summary>
    /// The write path knows every row by its key, so its plans are fixed once: by index, whatever the statistics of a young table
    /// say, and never planned again.
    /// </summary>
    private const string ByKey = " -c plan_cache_mode=force_generic_plan -c enable_hashjoin=off -c enable_mergejoin=off";

    /// <summary>A source for <see cref="CaseRunner"/>: time-outs, and plans by key.</summary>
    /// <param name="patience">That of work unless said.</param>
    public static NpgsqlDataSource OpenForSteps(string connectionString, string name, int poolSize = 30, Patience? patience = null) =>
        Open(connectionString, name, poolSize, Limits + ByIndex + ByKey, patience ?? Patience.OfWork);

    /// <summary>A source for queries: no table is read from end to end while an index can serve.</summary>
    /// <param name="name">Shown in pg_stat_activity: api, timers and so on have pools of their own.</param>
    /// <param name="patience">That of work unless said.</param>
    public static NpgsqlDataSource Open(string connectionString, string name, int poolSize = 30, Patience? patience = null) =>
        Open(connectionString, name, poolSize, Limits + ByIndex, patience ?? Patience.OfWork);

    /// <summary>A source for tools that read every case. Whoever owns the tables says so; to anybody else it gives nothing more (docs/adr/0021).</summary>
    public static NpgsqlDataSource OpenForTools(string connectionString, string name, int poolSize) => Open(connectionString, name, poolSize, Limits + ByIndex + " -c approval.owner=on", Patience.OfWork);

    private static NpgsqlDataSource Open(string connectionString, string name, int poolSize, string options, Patience patience)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.ApplicationName = $"approval-{name}";
        settings.MaxPoolSize = poolSize;
        settings.Timeout = (int)patience.Connection.TotalSeconds;
        settings.CommandTimeout = (int)patience.Statement.TotalSeconds + 5;
        settings.KeepAlive = 10;
        settings.MaxAutoPrepare = 60;
        settings.AutoPrepareMinUsages = 2;
        settings.Options = string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={patience.Statement.TotalMilliseconds}{options}");
        return builder.Build();
    }

    /// <summary>Brings the schema to the newest version. Several nodes may do it at once: one does, the others wait.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellation = default)
    {
        var options = new DbContextOptionsBuilder<ApprovalDb>();
        ApprovalDb.Configure(options, connectionString);
        await using var db = new ApprovalDb(options.Options);
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>Refuses a server that may lose what it has acknowledged (RELIABILITY D4).</summary>
    /// <exception cref="InvalidOperationException">Names the setting.</exception>
    public static async Task RequireDurabilityAsync(NpgsqlDataSource source, CancellationToken cancellation = default)
    {
        await using var command = source.CreateCommand(
            "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (await reader.ReadAsync(cancellation))
        {
            throw new InvalidOperationException($"PostgreSQL runs with {reader.GetString(0)} = {reader.GetString(1)}: acknowledged acts could be lost. Turn it on, or set Database__AllowUnsafe=true for a throwaway database.");
        }
    }
}
