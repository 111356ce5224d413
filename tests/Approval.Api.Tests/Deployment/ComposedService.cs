using System.Diagnostics;
using System.Text.RegularExpressions;
using Approval.Testing;
using Npgsql;

namespace Approval.Api.Tests.Deployment;

/// <summary>
/// The service as docker-compose.yml runs it, without Docker: its own process with the environment that the file gives it and nothing
/// else, secrets made by the commands in the file's head, and a PostgreSQL that keeps what it is told. Replaced are what only a container
/// has: the host name of the database, the port, the proxy's network and the paths of volume and secrets.
/// </summary>
internal sealed partial class ComposedService : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("approval-composed-");
    private readonly ComposeFile compose = new();
    private Process? process;

    private ComposedService()
    {
    }

    public string DataFolder => Path.Combine(folder.FullName, "data");

    public HttpClient Http { get; private set; } = null!;

    public static async Task<ComposedService> StartAsync(params (string Name, string Value)[] operators)
    {
        var service = new ComposedService();
        await service.MakeSecretsAsync();
        var database = Path.Combine(service.folder.FullName, "database");
        Assert.That((await Script.RunAsync("tools/postgres", "start", "--until", $"{Environment.ProcessId}", database)).ExitCode, Is.Zero);
        var server = new NpgsqlConnectionStringBuilder((await Script.RunAsync("tools/postgres", "url", database)).Output);
        var port = (await Script.RunAsync("tools/free-port")).Output;
        await service.RunAsync(server, port, operators.ToDictionary(setting => setting.Name, setting => setting.Value));
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        await Script.RunAsync("tools/postgres", "remove", Path.Combine(folder.FullName, "database"));
        folder.Delete(recursive: true);
    }

    /// <summary>The commands that the head of the file tells the operator to run, run.</summary>
    private async Task MakeSecretsAsync()
    {
        var commands = HeadCommand().Matches(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docker-compose.yml"))).Select(match => match.Groups[1].Value).ToList();
        Assert.That(commands, Has.Count.EqualTo(3));
        foreach (var command in commands)
        {
            using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder.FullName, RedirectStandardError = true })!;
            var errors = await shell.StandardError.ReadToEndAsync();
            await shell.WaitForExitAsync();
            Assert.That(shell.ExitCode, Is.Zero, $"{command}\n{errors}");
        }
    }

    private async Task RunAsync(NpgsqlConnectionStringBuilder server, string port, Dictionary<string, string> operators)
    {
        foreach (var (name, value) in new[]
        {
            ("POSTGRES_PASSWORD", server.Password!), ("APPROVAL_ORIGIN", "approval.example/430100"), ("APPROVAL_PROXIES", "127.0.0.0/8"),
            ("APPROVAL_SIGNING_KEY", "./signing.pem"), ("APPROVAL_AUDIT_KEY", "./audit.pem"), ("APPROVAL_DATA_CERTIFICATE", "./data.pem"),
        })
        {
            operators.TryAdd(name, value);
        }

        var program = Path.Combine(RepositoryRoot.Path, "artifacts", "bin", "Approval.Api", new DirectoryInfo(AppContext.BaseDirectory).Name);
        var start = new ProcessStartInfo("dotnet", "Approval.Api.dll") { WorkingDirectory = program, RedirectStandardOutput = true, RedirectStandardError = true };
        var (path, home) = (start.Environment["PATH"], start.Environment["HOME"]);
        start.Environment.Clear();
        (start.Environment["PATH"], start.Environment["HOME"]) = (path, home);
        foreach (var name in compose.Keys("services", "approval", "environment"))
        {
            start.Environment[name] = Filled(compose.Text("services", "approval", "environment", name), operators)
                .Replace("Host=postgres;", $"Host={server.Host};Port={server.Port};", StringComparison.Ordinal)
                .Replace("http://+:8080", $"http://127.0.0.1:{port}", StringComparison.Ordinal)
                .Replace("/var/lib/approval", DataFolder, StringComparison.Ordinal);
        }

        foreach (var secret in compose.Keys("secrets"))
        {
            foreach (var name in start.Environment.Keys.Where(name => start.Environment[name] == $"/run/secrets/{secret}").ToList())
            {
                start.Environment[name] = Path.Combine(folder.FullName, Filled(compose.Text("secrets", secret, "file"), operators));
            }
        }

        process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                Http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
                return;
            }
        }

        Assert.Fail($"It did not start.\n{string.Join('\n', said)}\n{await errors}");
    }

    /// <summary>${NAME:-usual} and ${NAME:?what to do}, as compose fills them.</summary>
    private static string Filled(string text, Dictionary<string, string> operators) => Variable().Replace(text, match =>
        operators.TryGetValue(match.Groups[1].Value, out var value) ? value
        : match.Groups[2].Value == "-" ? match.Groups[3].Value
        : throw new InvalidOperationException($"{match.Groups[1].Value}: {match.Groups[3].Value}"));

    [GeneratedRegex(@"^#   (openssl .*?)\s+\(once", RegexOptions.Multiline)]
    private static partial Regex HeadCommand();

    [GeneratedRegex(@"\$\{([A-Z_]+):([-?])([^}]*)\}")]
    private static partial Regex Variable();
}
