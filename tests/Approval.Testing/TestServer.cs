using System.Diagnostics;
using Npgsql;

namespace Approval.Testing;

/// <summary>
/// The PostgreSQL that the tests of this process use: the one APPROVAL_TEST_DATABASE names (./test sets it),
/// or else the embedded one, started once and removed when the process is gone, however it ends.
/// </summary>
internal static class TestServer
{
    private static readonly Lazy<Task<string>> Maintenance = new(FindAsync);

    /// <summary>Runs one statement outside any transaction in the server's maintenance database.</summary>
    public static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await Maintenance.Value);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<string> ConnectionStringAsync(string database) =>
        new NpgsqlConnectionStringBuilder(await Maintenance.Value) { Database = database }.ConnectionString;

    private static async Task<string> FindAsync()
    {
        var given = Environment.GetEnvironmentVariable("APPROVAL_TEST_DATABASE");
        if (!string.IsNullOrEmpty(given))
        {
            return given;
        }

        var folder = Path.Combine(Path.GetTempPath(), $"approval-test-{Guid.NewGuid():N}");
        await PostgresToolAsync("start", "--throwaway", "--until", $"{Environment.ProcessId}", folder);
        return await PostgresToolAsync("url", folder, "postgres");
    }

    private static async Task<string> PostgresToolAsync(params string[] arguments)
    {
        var tool = Path.Combine(RepositoryRoot.Path, "tools", "postgres");
        using var process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"tools/postgres {arguments[0]} failed: {await errors}");
    }
}
