using Approval.Workflows.Rulebooks;
using Npgsql;

namespace Approval.Cli.Storage;

/// <summary>The database for commands that only read, with the rules in force.</summary>
internal sealed class StoredRules : IAsyncDisposable
{
    private StoredRules(NpgsqlDataSource database, RulebookStore rulebooks) => (Database, Rulebooks) = (database, rulebooks);

    public NpgsqlDataSource Database { get; }

    public RulebookStore Rulebooks { get; }

    public static async Task<StoredRules> OpenAsync(string name, CancellationToken cancellation)
    {
        var database = Workflows.Storage.Database.Open(ConnectionSetting.Read(), name, poolSize: 2);
        var rulebooks = new RulebookStore();
        await rulebooks.LoadAsync(database, cancellation);
        return new StoredRules(database, rulebooks);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
