using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;

namespace Approval.Testing;

/// <summary>
/// A database of its own for one test or fixture, on a real PostgreSQL (see <see cref="TestServer"/>).
/// Disposing drops it, whoever is still connected.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<MethodInfo, Lazy<Task<string>>> Templates = new();

    private readonly string _name;

    private TestDatabase(string name, string connectionString)
    {
        _name = name;
        ConnectionString = connectionString;
    }

    /// <summary>Npgsql connection string, pooled; its user may do everything in this database.</summary>
    public string ConnectionString { get; }

    /// <summary>An empty database.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateFromAsync("template1");

    /// <summary>
    /// A database as <paramref name="migrate"/> leaves it. The function runs once in a test process, on a template
    /// that is then copied for every caller that passes the same method.
    /// </summary>
    /// <param name="migrate">Gets a connection string. A static method: a lambda that captures something is refused,
    /// since the first caller's captured values would silently serve all others.</param>
    public static async Task<TestDatabase> CreateAsync(Func<string, Task> migrate)
    {
        ArgumentNullException.ThrowIfNull(migrate);
        const BindingFlags OfTheInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (migrate.Target?.GetType().GetFields(OfTheInstance).Length > 0)
        {
            throw new ArgumentException("The migration must not capture anything: it runs once for all callers.", nameof(migrate));
        }

        var template = Templates.GetOrAdd(migrate.Method, _ => new Lazy<Task<string>>(() => MigrateTemplateAsync(migrate)));
        return await CreateFromAsync(await template.Value);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await TestServer.ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private static async Task<TestDatabase> CreateFromAsync(string template)
    {
        var name = NewName("test");
        await TestServer.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return new TestDatabase(name, await TestServer.ConnectionStringAsync(name));
    }

    private static async Task<string> MigrateTemplateAsync(Func<string, Task> migrate)
    {
        var name = NewName("template");
        await TestServer.ExecuteAsync($"CREATE DATABASE {name}");

        // PostgreSQL copies a database only while nobody is connected to it: the pool must not keep a connection.
        var unpooled = new NpgsqlConnectionStringBuilder(await TestServer.ConnectionStringAsync(name)) { Pooling = false };
        await migrate(unpooled.ConnectionString);
        return name;
    }

    private static string NewName(string kind) => $"approval_{kind}_{Guid.NewGuid():N}";
}
