using System.Diagnostics;
using System.Globalization;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// A storm of timers: as many received cases as asked for, all of whose notice clocks reach their warning at one instant. Each
/// timer is judged, journaled (the warning, the card, the lamp), projected and replaced by the next. Two sweeps run side by
/// side, as on two nodes. The floor writes the same rows with plain SQL, in batches of the same size on the same connections.
/// </summary>
internal static class StormBench
{
    private const int Sweeps = 2;
    private static readonly DateTimeOffset Warning = new(2026, 3, 5, 16, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(int scale)
    {
        await using var world = await BenchWorld.StartAsync(8);
        var floorCases = Math.Max(1000, scale / 5);
        var receiving = Stopwatch.StartNew();
        await world.ReceiveAsync("received at one window", scale + floorCases);
        AnsiConsole.WriteLine($"{scale + floorCases:N0} cases received in {receiving.Elapsed.TotalSeconds:N0} s ({(scale + floorCases) / receiving.Elapsed.TotalSeconds:N0} a second through the runner)");
        await ExecuteAsync(world.Source, "vacuum analyze approval.permit_case, approval.case_timer, approval.case_event, approval.outbox");

        // The last fifth is for the floor: its timers are out of the sweeps' sight.
        await ExecuteAsync(world.Source, $"update approval.case_timer set next_try = 'infinity' where case_id in (select id from approval.permit_case order by number desc limit {floorCases})");
        world.Clock.SetTo(Warning);
        var before = await CountAsync(world.Source, "select count(*) from approval.case_event");
        using var memory = new PeakMemory();
        var watch = Stopwatch.StartNew();
        var fired = await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("firing", maxValue: scale);
            var sweeps = Enumerable.Range(0, Sweeps).Select(_ => Task.Run(() =>
                new TimerSweep(world.System, world.Source, world.Clock, NullLogger<TimerSweep>.Instance).FireAllDueAsync(onBatch: count => bar.Increment(count))));
            return (await Task.WhenAll(sweeps)).Sum();
        });
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = memory.Stop();
        var rows = await CountAsync(world.Source, "select count(*) from approval.case_event") - before;
        var yellow = await CountAsync(world.Source, "select count(*) from approval.permit_case where lamp = 'yellow'");
        if (fired != scale || yellow != scale)
        {
            AnsiConsole.WriteLine($"{fired:N0} of {scale:N0} timers fired, {yellow:N0} cases are yellow: the storm was not weathered.");
            return 1;
        }

        var floor = await StormFloor.RunAsync(world, floorCases, (int)(rows / scale));
        var table = new Table().Title($"{scale:N0} timers due at one instant, {Environment.ProcessorCount} cores shared with PostgreSQL").AddColumns("figure", "value", "target");
        Row(table, "timers a second, judged, journaled, lamped", (scale / seconds).ToString("N0", CultureInfo.InvariantCulture), "20,000");
        Row(table, "journal rows for each timer", ((double)rows / scale).ToString("0.0", CultureInfo.InvariantCulture), "");
        Row(table, "floor: the same rows by plain SQL, a second", floor.ToString("N0", CultureInfo.InvariantCulture), "");
        Row(table, "ratio to the floor", (scale / seconds / floor).ToString("0.00", CultureInfo.InvariantCulture), "");
        Row(table, "peak memory of the process, MB", (peak / 1048576.0).ToString("N0", CultureInfo.InvariantCulture), "flat");
        AnsiConsole.Write(table);
        return 0;
    }

    private static void Row(Table table, string figure, string value, string target) => table.AddRow(figure, value, target);

    internal static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var patient = new NpgsqlCommand("set statement_timeout = 0", connection);
        await patient.ExecuteNonQueryAsync();
        await using var work = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await work.ExecuteNonQueryAsync();
    }

    internal static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>Highest resident size of this process between two moments.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer timer;
    private long peak;

    public PeakMemory() => timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    public long Stop()
    {
        Look();
        return Interlocked.Read(ref peak);
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        using var process = Process.GetCurrentProcess();
        var now = process.WorkingSet64;
        if (now > Interlocked.Read(ref peak))
        {
            Interlocked.Exchange(ref peak, now);
        }
    }
}
