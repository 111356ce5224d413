using System.Diagnostics;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// A storm of timers: as many received cases as asked for, all of whose notice clocks reach their warning at one instant. Each
/// timer is judged, journaled (the warning, the card, the lamp), projected and replaced by the next, by the sweep of one node. The
/// floor writes the same rows with plain SQL, half of it before the storm and half after.
/// </summary>
internal static class StormBench
{
    public const int DefaultScale = 100_000;

    private static readonly DateTimeOffset Warning = new(2026, 3, 5, 16, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(int scale)
    {
        await using var world = await BenchWorld.StartAsync(8);
        await using var stock = new CaseStock(world.ConnectionString);
        var floorCases = Math.Clamp(scale / 10, 1000, 20_000);
        var model = (await world.ReceiveAsync("model", 1))[0];
        var pattern = await CaseModel.ReadAsync(world.Source, model);
        var filling = Stopwatch.StartNew();
        var forFloor = await stock.FillAsync("for the floor", pattern, 2 * floorCases, world.Clock.GetUtcNow());
        await world.Source.RunAsync($"update approval.case_timer set fire_at = '{StormFloor.Hidden:O}' where case_id <> '{model}'");
        await stock.FillAsync("received at one window", pattern, scale, world.Clock.GetUtcNow());
        AnsiConsole.WriteLine($"{scale + forFloor.Length:N0} cases in {filling.Elapsed.TotalSeconds:N0} s, copies of one that was received");
        await stock.SettleAsync();

        world.Clock.SetTo(Warning);
        var floor = await StormFloor.RecordAsync(world, model);
        var before = await world.Source.CountAsync("select count(*) from approval.case_event");
        var floorBefore = await floor.RunAsync(world, floorCases);
        using var memory = new MemoryCurve(scale);
        var started = await ProcessorTime.NowAsync(world.Source);
        var watch = Stopwatch.StartNew();
        var fired = await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("firing", maxValue: scale);
            memory.Start();
            return await new TimerSweep(world.System, world.Source, world.Clock, NullLogger<TimerSweep>.Instance).FireAllDueAsync(onBatch: count =>
            {
                bar.Increment(count);
                memory.Add(count);
            });
        });
        var seconds = watch.Elapsed.TotalSeconds;
        var used = (await ProcessorTime.NowAsync(world.Source)).Since(started);
        var floorAfter = await floor.RunAsync(world, floorCases);
        var rows = await world.Source.CountAsync("select count(*) from approval.case_event") - before - (2 * floorCases * floor.EventsEach);
        var yellow = await world.Source.CountAsync("select count(*) from approval.permit_case where lamp = 'yellow'") - 1 - (2 * floorCases);
        if (fired != scale || yellow != scale || rows != (long)scale * floor.EventsEach)
        {
            AnsiConsole.WriteLine($"{fired:N0} of {scale:N0} timers fired, {yellow:N0} cases are yellow, {rows:N0} journal rows: the storm was not weathered.");
            return 1;
        }

        Figures.Print(
            $"{scale:N0} timers due at one instant, {Environment.ProcessorCount} cores shared with PostgreSQL",
            scale,
            seconds,
            used,
            (floorCases, floorBefore, floorAfter),
            memory,
            ("a timer writes", floor.Rows));
        return 0;
    }
}
