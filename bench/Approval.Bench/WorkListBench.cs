using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Approval.Engine.Cases;
using Approval.Testing;
using Npgsql;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// A page of the work list, asked of the real API over HTTP as a clerk, on a database with 10,000 cases and on one with as many as asked
/// for; of each one case in ten is open. The two take turns request by request, so that a busy machine hurts both.
/// </summary>
internal static class WorkListBench
{
    public const int DefaultScale = 200_000;

    private const int Small = 10_000;
    private const int Warmup = 100;
    private const int Requests = 200;

    private static readonly (string What, string Path)[] Pages =
    [
        ("what runs out first", "/api/v1/cases?sort=due"),
        ("newest first", "/api/v1/cases"),
        ("newest first, in review", "/api/v1/cases?state=inReview"),
    ];

    public static async Task<int> RunAsync(int scale)
    {
        var other = new NpgsqlConnectionStringBuilder(BenchWorld.GivenDatabase) { Database = "approval_small" }.ConnectionString;
        await using (var server = NpgsqlDataSource.Create(BenchWorld.GivenDatabase))
        {
            await server.RunAsync("create database approval_small");
        }

        await using var small = await FilledAsync(other, Small);
        await using var large = await FilledAsync(BenchWorld.GivenDatabase, scale);
        await using var ofSmall = await ApiProcess.StartAsync(other, small.Clock.GetUtcNow());
        await using var ofLarge = await ApiProcess.StartAsync(BenchWorld.GivenDatabase, large.Clock.GetUtcNow());
        await ofSmall.SignInAsync("demo-clerk");
        await ofLarge.SignInAsync("demo-clerk");

        var table = new Table().Title($"A page of 50 of the work list over HTTP, median of {Requests} requests, milliseconds")
            .AddColumns("page", $"{Small:N0} stored", $"{scale:N0} stored", "ratio", "target", "tables read from end to end");
        var slow = false;
        foreach (var (what, path) in Pages)
        {
            var (first, second) = (await NextAsync(ofSmall, path), await NextAsync(ofLarge, path));
            foreach (var (page, onSmall, onLarge) in new[] { (what, path, path), ($"{what}, second page", first, second) })
            {
                var before = await ScansAsync(large.Source);
                var (a, b) = await TimesAsync(ofSmall, onSmall, ofLarge, onLarge);
                var scans = await ScansAsync(large.Source) - before;
                table.AddRow(page, Milliseconds(a), Milliseconds(b), (b / a).ToString("0.00", CultureInfo.InvariantCulture), "1.20", scans.ToString(CultureInfo.InvariantCulture));
                slow |= scans > 0;
            }
        }

        AnsiConsole.Write(table);
        return slow ? 1 : 0;
    }

    /// <summary>Nine in ten withdrawn, the others accepted and in review.</summary>
    private static async Task<BenchWorld> FilledAsync(string connectionString, int cases)
    {
        var world = await BenchWorld.StartAsync(connectionString, 4);
        await using var stock = new CaseStock(connectionString);
        var models = await world.ReceiveAsync("models", 2);
        await world.RunAsync(models[..1], _ => new CaseCommand.Accept(), People.Clerk);
        await world.RunAsync(models[1..], _ => new CaseCommand.Withdraw(null), People.Applicant);
        await stock.FillAsync("withdrawn", await CaseModel.ReadAsync(world.Source, models[1]), cases * 9 / 10, world.Clock.GetUtcNow());
        await stock.FillAsync("in review", await CaseModel.ReadAsync(world.Source, models[0]), cases / 10, world.Clock.GetUtcNow());
        await stock.SettleAsync();
        return world;
    }

    private static async Task<(double Small, double Large)> TimesAsync(ApiProcess ofSmall, string onSmall, ApiProcess ofLarge, string onLarge)
    {
        var (small, large) = (new List<double>(), new List<double>());
        for (var request = 0; request < Warmup + Requests; request++)
        {
            var (a, b) = (await TimeAsync(ofSmall, onSmall), await TimeAsync(ofLarge, onLarge));
            if (request >= Warmup)
            {
                small.Add(a);
                large.Add(b);
            }
        }

        return (small.Order().ElementAt(Requests / 2), large.Order().ElementAt(Requests / 2));
    }

    private static async Task<double> TimeAsync(ApiProcess api, string path)
    {
        var started = Stopwatch.GetTimestamp();
        _ = await api.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<string> NextAsync(ApiProcess api, string path)
    {
        using var page = JsonDocument.Parse(await api.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
        if (page.RootElement.GetProperty("items").GetArrayLength() != 50)
        {
            throw new InvalidOperationException($"{path} is not a full page.");
        }

        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={page.RootElement.GetProperty("nextCursor").GetString()}";
    }

    /// <summary>Sessions hand in their counts at most a second late, and the API's own loops keep them busy.</summary>
    private static async Task<long> ScansAsync(NpgsqlDataSource source)
    {
        await Task.Delay(TimeSpan.FromSeconds(2));
        return await source.CountAsync("select sum(seq_scan)::bigint from pg_stat_user_tables where schemaname = 'approval' and relname in ('permit_case', 'case_task', 'case_event')");
    }

    private static string Milliseconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
