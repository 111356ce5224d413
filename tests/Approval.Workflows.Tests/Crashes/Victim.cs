using System.Diagnostics;
using System.Threading.Channels;

namespace Approval.Workflows.Tests.Crashes;

/// <summary>A running <see cref="Program"/>, and the lines it has said.</summary>
internal sealed class Victim : IAsyncDisposable
{
    public const string Name = "victim";

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly List<string> said = [];
    private readonly Task reading;

    private Victim(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <summary>By itself, if nobody has killed it.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Every line heard so far.</summary>
    public IReadOnlyList<string> Said => said;

    public static Victim Start(string what, World world, int seed, DateTimeOffset start)
    {
        var settings = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, what, world.ConnectionString, $"{seed}", $"{start:O}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        return new Victim(Process.Start(settings)!);
    }

    /// <summary>The next line; null when the victim has ended.</summary>
    public async Task<string?> HearAsync() => await lines.Reader.WaitToReadAsync() && lines.Reader.TryRead(out var line) ? line : null;

    /// <summary>SIGKILL, then everything it had said before.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }
}
