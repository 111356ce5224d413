using System.Diagnostics;
using System.Text.Json.Nodes;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Publishing;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// A day off is published that every open case counts: as many accepted cases as asked for, in their first stage of review, of which
/// the promise and the law's limit move. Each is recomputed and journaled with before and after by the pass of one node. The floor
/// writes the same rows with plain SQL, half of it before and half after.
/// </summary>
internal static class RecomputeBench
{
    public const int DefaultScale = 50_000;

    public static async Task<int> RunAsync(int scale)
    {
        await using var world = await BenchWorld.StartAsync(8);
        await using var stock = new CaseStock(world.ConnectionString);
        var floorCases = Math.Clamp(scale / 10, 1000, 20_000);
        var model = (await world.ReceiveAsync("model", 1))[0];
        await world.RunAsync([model], _ => new CaseCommand.Accept(), People.Clerk);
        var pattern = await CaseModel.ReadAsync(world.Source, model);
        var filling = Stopwatch.StartNew();
        var forFloor = await stock.FillAsync("for the floor", pattern, 2 * floorCases, world.Clock.GetUtcNow());
        await HideAsync(world, model, forFloor[^1]);
        await stock.FillAsync("accepted at one office", pattern, scale, world.Clock.GetUtcNow());
        AnsiConsole.WriteLine($"{scale + forFloor.Length:N0} cases in {filling.Elapsed.TotalSeconds:N0} s, copies of one that was accepted");
        await stock.SettleAsync();

        await PublishAsync(world);
        var floor = await RecomputeFloor.RecordAsync(world, model, () => RecomputeFirstAsync(world));
        var floorBefore = await floor.RunAsync(world, forFloor[..floorCases]);
        await HideAsync(world, model, forFloor[^1]);
        using var memory = new MemoryCurve(scale);
        var started = await ProcessorTime.NowAsync(world.Source);
        var watch = Stopwatch.StartNew();
        var examined = await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("recomputing", maxValue: scale);
            memory.Start();
            return await new CalendarRecomputation(world.Runner).RunAsync(count =>
            {
                bar.Increment(count);
                memory.Add(count);
            });
        });
        var seconds = watch.Elapsed.TotalSeconds;
        var used = (await ProcessorTime.NowAsync(world.Source)).Since(started);
        var moved = await world.Source.CountAsync("select moved from approval.calendar_recomputation where finished_at is not null and failed = 0");
        if (examined != scale || moved != scale + 1)
        {
            AnsiConsole.WriteLine($"{examined:N0} of {scale:N0} cases examined, {moved - 1:N0} moved: that is not all.");
            return 1;
        }

        var floorAfter = await floor.RunAsync(world, forFloor[floorCases..]);
        Figures.Print($"{scale:N0} open cases recomputed, {Environment.ProcessorCount} cores shared with PostgreSQL", scale, seconds, used, (floorCases, floorBefore, floorAfter), memory, ("a case writes", floor.Rows));
        return 0;
    }

    /// <summary>A case without a day on which a clock runs out is not looked at: those of the floor, the first but for the model.</summary>
    private static Task HideAsync(BenchWorld world, Guid model, Guid last) =>
        world.Source.RunAsync($"update approval.permit_case set due_on = null, due_clock = null where due_on is not null and id <> '{model}' and id <= '{last}'");

    /// <summary>Friday 6 March off, by a notice made up for the bench.</summary>
    private static async Task PublishAsync(BenchWorld world)
    {
        const string Notice = "bench〔2026〕1号";
        var year = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "seeds", "calendars", "CN", "2026.json")))!;
        year["notices"]!.AsArray().Add(new JsonObject { ["number"] = Notice, ["published"] = "2026-03-01" });
        year["days"]!.AsArray().Add(new JsonObject { ["date"] = "2026-03-06", ["name"] = "放假", ["kind"] = "publicHoliday", ["notice"] = Notice });
        var publication = new CalendarPublication(world.Source, world.Rulebooks, world.Clock);
        var reading = publication.Propose(new CalendarImport.Year("2026.json", year.ToJsonString()));
        var outcome = await publication.PublishAsync(
            reading.Proposal ?? throw new InvalidOperationException(string.Join('\n', reading.Findings)),
            People.Officer("admin-1", "日历管理员", Roles.Admin, "430000"),
            "bench");
        _ = outcome.Publication ?? throw new InvalidOperationException($"Not published: {outcome.Rejection?.Code}");
    }

    /// <summary>The model has the lowest id, so it comes first.</summary>
    private static async Task RecomputeFirstAsync(BenchWorld world)
    {
        using var one = new CancellationTokenSource();
        try
        {
            await new CalendarRecomputation(world.Runner, batchSize: 1).RunAsync(_ => one.Cancel(), one.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
