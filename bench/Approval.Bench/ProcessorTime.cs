using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Approval.Bench;

/// <summary>
/// Processor time that this process and PostgreSQL have used. On a machine that others use too it says more than the clock on the
/// wall. That of PostgreSQL is known only where the server runs on this machine and /proc can be read.
/// </summary>
internal sealed record ProcessorTime(TimeSpan Own, TimeSpan? Server)
{
    /// <summary>The kernel tells times in hundredths of a second (USER_HZ).</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static async Task<ProcessorTime> NowAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select pg_backend_pid()");
        var backend = (int)(await command.ExecuteScalarAsync())!;
        using var self = Process.GetCurrentProcess();
        return new ProcessorTime(self.TotalProcessorTime, OfServer(backend));
    }

    public ProcessorTime Since(ProcessorTime earlier) => new(Own - earlier.Own, Server - earlier.Server);

    /// <summary>Microseconds in this process and in the server for each of so many.</summary>
    public string Each(long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Own.TotalMicroseconds / count:N0} + {(Server is { } server ? (server.TotalMicroseconds / count).ToString("N0", CultureInfo.InvariantCulture) : "?")}");

    /// <summary>The postmaster's children, and those that have ended.</summary>
    private static TimeSpan? OfServer(int backend)
    {
        if (Stat(backend) is not { } one || Stat(one.Parent) is not { } postmaster)
        {
            return null;
        }

        var ticks = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? Stat(process) : null)
            .Where(stat => stat?.Parent == one.Parent)
            .Sum(stat => stat!.Value.Used);
        return (postmaster.Used + postmaster.OfChildren + ticks) * Tick;
    }

    private static (int Parent, long Used, long OfChildren)? Stat(int process)
    {
        try
        {
            // The name, in parentheses, may hold anything; the fields after it are numbered from 3.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Sum(fields[11], fields[12]), Sum(fields[13], fields[14]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Sum(string user, string system) => long.Parse(user, CultureInfo.InvariantCulture) + long.Parse(system, CultureInfo.InvariantCulture);
}
