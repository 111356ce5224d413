using System.Globalization;
using System.Net.Http.Json;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Testing;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// The light step, claiming or releasing a task, through HTTP: the real API as a process, JSON, a signed token and its policies. Beside it
/// the floor of the same run, a hand-written loop over Npgsql that writes the same rows. And what memory the API takes.
/// </summary>
internal static class HttpBench
{
    private static readonly int[] ClientCounts = [1, 16];

    public static async Task<int> RunAsync(TimeSpan length)
    {
        await using var world = await BenchWorld.StartAsync(ClientCounts.Max() + 2);
        var ids = await world.ReceiveAsync("for task steps", 2 * ClientCounts.Max());
        await world.RunAsync(ids, _ => new CaseCommand.Accept(), People.Clerk);
        var version = await world.Source.VersionAsync(ids[0]);
        var timers = (await Floor.TimersAsync(world.Source, ids[0])).Select(timer => timer.Clock).ToList();
        await world.RunAsync(ids[..1], id => new CaseCommand.ClaimTask(TaskOf(id)), People.Reviewer);
        var floor = await Floor.RecordAsync(world.Source, ids[0], version, timers);
        await world.RunAsync(ids[..1], id => new CaseCommand.ReleaseTask(TaskOf(id)), People.Reviewer);

        await using var api = await ApiProcess.StartAsync(world.ConnectionString, world.Clock.GetUtcNow());
        await api.SignInAsync("demo-reviewer");
        await Task.Delay(TimeSpan.FromSeconds(5));
        var idle = api.Memory;

        var table = new Table().Title($"Claim or release a task through HTTP, {Environment.ProcessorCount} cores shared with PostgreSQL and the clients")
            .AddColumns("clients", "HTTP/s", "floor/s", "ratio", "target");
        var claimed = new bool[ids.Length];
        foreach (var clients in ClientCounts)
        {
            var (http, hand) = await Turns.TakeAsync(
                clients,
                length / Turns.Rounds,
                async client =>
                {
                    var path = $"/api/v1/tasks/{TaskOf(ids[client])}/{(claimed[client] ? "release" : "claim")}";
                    using var answer = await api.Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), new { });
                    answer.EnsureSuccessStatusCode();
                    claimed[client] = !claimed[client];
                },
                async client =>
                {
                    var own = ClientCounts.Max() + client;
                    claimed[own] = !claimed[own];
                    await floor.StepAsync(world.Source, ids[own], TaskOf(ids[own]), claimed[own]);
                });
            table.AddRow($"{clients}", http.ToString("N0", CultureInfo.InvariantCulture), hand.ToString("N0", CultureInfo.InvariantCulture), (http / hand).ToString("0.00", CultureInfo.InvariantCulture), "0.30");
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Memory of the API: {idle} MB idle (target 150), {api.Memory} MB after the load (target 300).");
        return 0;
    }

    private static Guid TaskOf(Guid caseId) => TaskIdentity.Of(caseId, 1, "technical", 1);
}
