using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Approval.Api.Tests.Deployment;

/// <summary>tools/postgres, which ./run, ./test and the tests themselves stand on.</summary>
internal sealed class EmbeddedPostgresTests
{
    private readonly string _folder = NewFolder();

    [OneTimeTearDown]
    public async Task RemoveCluster()
    {
        var remove = await Script.RunAsync("tools/postgres", "remove", _folder);

        Assert.That(remove.ExitCode, Is.Zero, remove.Errors);
        Assert.That(Directory.Exists(_folder), Is.False);
    }

    [Test]
    public async Task After_a_crash_it_starts_again_and_finds_its_data()
    {
        await StartAsync();
        await QueryAsync("CREATE TABLE kept AS SELECT 42 AS answer");
        await KillAsync();
        Assert.That((await Script.RunAsync("tools/postgres", "status", _folder)).ExitCode, Is.EqualTo(3));

        await StartAsync();

        Assert.That(await QueryAsync("SELECT answer FROM kept"), Is.EqualTo(42));
    }

    [Test]
    public async Task A_process_id_left_by_a_crash_that_another_process_has_now_does_not_stop_it()
    {
        await StartAsync();
        await KillAsync();
        var file = Path.Combine(_folder, "cluster", "postmaster.pid");
        using var stranger = await StartStrangerOfTheSameUserAsync(file);
        await File.WriteAllLinesAsync(file, [$"{stranger.Id}", .. (await File.ReadAllLinesAsync(file)).Skip(1)]);

        await StartAsync();

        Assert.That(await QueryAsync("SELECT 1"), Is.EqualTo(1));
        Assert.That(stranger.HasExited, Is.False);
        stranger.Kill();
    }

    [Test]
    public async Task Started_twice_it_is_one_server()
    {
        await StartAsync();
        var first = await ConnectionStringAsync();

        await StartAsync();

        Assert.That(await ConnectionStringAsync(), Is.EqualTo(first));
    }

    [Test]
    public async Task It_notices_flipped_bits_keeps_UTC_and_sorts_by_code_point()
    {
        await StartAsync();

        Assert.That(await QueryAsync("SHOW data_checksums"), Is.EqualTo("on"));
        Assert.That(await QueryAsync("SHOW timezone"), Is.EqualTo("UTC"));
        Assert.That(await QueryAsync("SHOW server_encoding"), Is.EqualTo("UTF8"));
        Assert.That(await QueryAsync("SELECT format('%s %s', datlocprovider, datlocale) FROM pg_database WHERE datname = 'approval'"), Is.EqualTo("b C.UTF-8"));
        Assert.That(await QueryAsync("SHOW fsync"), Is.EqualTo("on"));
    }

    [Test]
    public async Task Without_the_password_nobody_gets_in()
    {
        await StartAsync();
        var guess = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()) { Password = "approval", Pooling = false };
        await using var connection = new NpgsqlConnection(guess.ConnectionString);

        var refusal = Assert.ThrowsAsync<PostgresException>(connection.OpenAsync);

        Assert.That(refusal.SqlState, Is.EqualTo(PostgresErrorCodes.InvalidPassword));
    }

    [Test]
    public async Task A_folder_with_other_files_is_left_alone()
    {
        var folder = NewFolder();
        Directory.CreateDirectory(folder);
        var letter = Path.Combine(folder, "letter.txt");
        await File.WriteAllTextAsync(letter, "not a cluster");

        var start = await Script.RunAsync("tools/postgres", "start", folder);
        var remove = await Script.RunAsync("tools/postgres", "remove", folder);

        Assert.That((start.ExitCode, remove.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(Directory.GetFileSystemEntries(folder), Is.EqualTo([letter]));
        Directory.Delete(folder, recursive: true);
    }

    private static string NewFolder() => Path.Combine(Path.GetTempPath(), $"approval-postgres-{Guid.NewGuid():N}");

    private async Task StartAsync()
    {
        var start = await Script.RunAsync("tools/postgres", "start", "--until", $"{Environment.ProcessId}", _folder);
        Assert.That(start.ExitCode, Is.Zero, start.Errors);
    }

    private async Task KillAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "cluster", "postmaster.pid"));
        using var server = Process.GetProcessById(int.Parse(lines[0], CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync();
    }

    /// <summary>PostgreSQL looks only at processes that it may signal: those of the cluster's owner.</summary>
    private static async Task<Process> StartStrangerOfTheSameUserAsync(string file)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%u", file]) { RedirectStandardOutput = true })!;
        var owner = (await stat.StandardOutput.ReadToEndAsync()).Trim();
        string[] asOwner = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", owner, "--clear-groups"] : ["env"];
        return Process.Start(new ProcessStartInfo(asOwner[0], [.. asOwner[1..], "sleep", "60"]))!;
    }

    private async Task<string> ConnectionStringAsync() => (await Script.RunAsync("tools/postgres", "url", _folder)).Output;

    private async Task<object?> QueryAsync(string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
