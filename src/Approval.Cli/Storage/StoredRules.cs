using Approval.Workflows.Rulebooks;
using Npgsql;

namespace Approval.Cli.Storage;

/// <summary>The database for commands that only read, with the rules in force. They read all cases, as the owner of the tables or as the worker.</summary>
internal sealed class StoredRules : IAsyncDisposable
{
    private StoredRules(NpgsqlDataSource database, RulebookStore rulebooks) => (Database, Rulebooks) = (database, rulebooks);

    public NpgsqlDataSource Database { get; }

    public RulebookStore Rulebooks { get; }

    /// <exception cref="UsageException">To this login some cases are not shown, so what it counted would be wrong.</exception>
    public static async Task<StoredRules> OpenAsync(string name, CancellationToken cancellation)
    {
        var database = Workflows.Storage.Database.OpenForTools(ConnectionSetting.Read(), name, poolSize: 2);
        try
        {
            await RequireSightAsync(database, cancellation);
            var rulebooks = new RulebookStore();
            await rulebooks.LoadAsync(database, cancellation);
            return new StoredRules(database, rulebooks);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static async Task RequireSightAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select r.rolbypassrls or pg_has_role(c.relowner, 'member') or pg_has_role('approval_worker', 'usage'), current_user::text
            from pg_roles r, pg_class c where r.rolname = current_user and c.oid = 'approval.permit_case'::regclass
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (await reader.ReadAsync(cancellation) && !reader.GetBoolean(0))
        {
            throw new UsageException($"{ConnectionSetting.Name} connects as {reader.GetString(1)}, to whom cases are not shown. Expected the owner of the tables or approval_worker.");
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
