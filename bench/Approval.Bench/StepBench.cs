using System.Globalization;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Testing;
using Approval.Workflows.Stepping;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// Case steps per second through the one write path, beside the floor of the same run on the same connections. Two steps: a light
/// one (claim or release a task) and a heavy one (accept a case, which starts clocks and opens the first stage).
/// Runner and floor take turns, so that a busy machine hurts both; the figure is the median of the rounds.
/// </summary>
internal static class StepBench
{
    private static readonly int[] ClientCounts = [1, 16];

    public static async Task<int> RunAsync(TimeSpan length)
    {
        await using var world = await BenchWorld.StartAsync(ClientCounts.Max() + 2);
        var table = new Table().Title($"Case steps per second, {Environment.ProcessorCount} cores shared with PostgreSQL")
            .AddColumns("step", "clients", "runner/s", "floor/s", "ratio", "target");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (var clients in ClientCounts)
        {
            Row(table, "claim or release a task", clients, await LightAsync(world, clients, length / Turns.Rounds));
            Row(table, "accept a case", clients, await HeavyAsync(world, clients, length / Turns.Rounds));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("The floor writes the same rows by hand: it locks and reads the case, sends one batch of prepared statements and commits; it decides, folds and hashes nothing.");
        return 0;
    }

    private static async Task<(double Runner, double Floor)> LightAsync(BenchWorld world, int clients, TimeSpan length)
    {
        var ids = await world.ReceiveAsync("for task steps", clients * 2);
        await world.RunAsync(ids, _ => new CaseCommand.Accept(), People.Clerk);
        var version = await world.Source.VersionAsync(ids[0]);
        await world.RunAsync(ids[..1], id => new CaseCommand.ClaimTask(Task(id)), People.Reviewer);
        var floor = await Floor.RecordAsync(world.Source, ids[0], version, [.. (await Floor.TimersAsync(world.Source, ids[0])).Select(timer => timer.Clock)]);
        await world.RunAsync(ids[..1], id => new CaseCommand.ReleaseTask(Task(id)), People.Reviewer);

        var claimed = new bool[ids.Length];
        return await Turns.TakeAsync(
            clients,
            length,
            async client =>
            {
                var id = ids[client];
                CaseCommand command = claimed[client] ? new CaseCommand.ReleaseTask(Task(id)) : new CaseCommand.ClaimTask(Task(id));
                claimed[client] = !claimed[client];
                Require(await world.Runner.RunAsync(new CaseRequest(id, command, People.Reviewer)));
            },
            async client =>
            {
                var own = clients + client;
                claimed[own] = !claimed[own];
                await floor.StepAsync(world.Source, ids[own], Task(ids[own]), claimed[own]);
            });
    }

    private static async Task<(double Runner, double Floor)> HeavyAsync(BenchWorld world, int clients, TimeSpan length)
    {
        var probe = (await world.ReceiveAsync("probe", 1))[0];
        var (version, timers) = (await world.Source.VersionAsync(probe), await Floor.TimersAsync(world.Source, probe));
        await world.RunAsync([probe], _ => new CaseCommand.Accept(), People.Clerk);
        var floor = await Floor.RecordAsync(world.Source, probe, version, [.. timers.Select(timer => timer.Clock)]);
        AnsiConsole.WriteLine($"accept writes {floor.Rows}");

        var perRound = (int)Math.Ceiling(length.TotalSeconds * 2500);
        var ids = await world.ReceiveAsync("for acceptance", 2 * Turns.Rounds * perRound);
        var next = -1;
        var nextByHand = ids.Length / 2;
        return await Turns.TakeAsync(
            clients,
            length,
            async _ =>
            {
                var mine = Interlocked.Increment(ref next);
                if (mine >= ids.Length / 2)
                {
                    throw new InvalidOperationException("Too few cases were prepared for this machine; use fewer --seconds.");
                }

                Require(await world.Runner.RunAsync(new CaseRequest(ids[mine], new CaseCommand.Accept(), People.Clerk)));
            },
            async _ =>
            {
                var mine = Interlocked.Increment(ref nextByHand);
                await floor.StepAsync(world.Source, ids[mine % ids.Length], null, claim: false);
            });
    }

    private static void Row(Table table, string step, int clients, (double Runner, double Floor) rates) => table.AddRow(
        step,
        clients.ToString(CultureInfo.InvariantCulture),
        rates.Runner.ToString("N0", CultureInfo.InvariantCulture),
        rates.Floor.ToString("N0", CultureInfo.InvariantCulture),
        (rates.Runner / rates.Floor).ToString("0.00", CultureInfo.InvariantCulture),
        "0.50");

    private static Guid Task(Guid caseId) => TaskIdentity.Of(caseId, 1, "technical", 1);

    private static void Require(CaseOutcome outcome)
    {
        if (outcome.Rejection is { } rejection)
        {
            throw new InvalidOperationException($"{rejection.Code}: {rejection.Message.En}");
        }
    }
}
