using System.Diagnostics;
using System.Globalization;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Testing;
using Approval.Workflows.Stepping;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// What a signature costs in a chain of 5 and of 50 stages: the signature, the close of its stage and the opening of the next, from the
/// first stage to the last. The two take turns, so that a busy machine hurts both.
/// </summary>
internal static class ChainBench
{
    private const int Rounds = 5;
    private static readonly int[] Lengths = [5, 50];

    public static async Task<int> RunAsync(int signatures)
    {
        await using var world = await BenchWorld.StartAsync(4, [.. Lengths.Select(ProcedureOf)]);
        var costs = Lengths.ToDictionary(length => length, _ => new List<double>());
        var bytes = new Dictionary<int, long>();
        foreach (var length in Lengths)
        {
            await MeasureAsync(world, length, signatures / 5);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var length in Lengths)
            {
                var (cost, state) = await MeasureAsync(world, length, signatures);
                costs[length].Add(cost);
                bytes[length] = state;
            }
        }

        var table = new Table().Title($"One signature, one client, {Environment.ProcessorCount} cores shared with PostgreSQL").AddColumns("stages", "ms each", "state at the last, bytes");
        foreach (var length in Lengths)
        {
            table.AddRow(length.ToString(CultureInfo.InvariantCulture), Median(costs[length]).ToString("0.00", CultureInfo.InvariantCulture), bytes[length].ToString("N0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"50 stages to 5: {Median(costs[50]) / Median(costs[5]):0.00}"));
        return 0;
    }

    private static async Task<(double Milliseconds, long State)> MeasureAsync(BenchWorld world, int length, int signatures)
    {
        var ids = await world.ReceiveAsync($"{length} stages", Math.Max(1, signatures / length), CodeOf(length));
        await world.RunAsync(ids, _ => new CaseCommand.Accept(), People.Clerk);
        var started = Stopwatch.GetTimestamp();
        foreach (var id in ids)
        {
            for (var stage = 1; stage <= length; stage++)
            {
                var outcome = await world.Runner.RunAsync(new CaseRequest(id, new CaseCommand.EndorseTask(TaskIdentity.Of(id, stage, $"step-{stage}", 1), null), People.Reviewer));
                if (outcome.Rejection is { } rejection)
                {
                    throw new InvalidOperationException($"{rejection.Code}: {rejection.Message.En}");
                }
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        await using var size = world.Source.CreateCommand("select octet_length(state) from approval.permit_case where id = $1");
        size.Parameters.Add(new Npgsql.NpgsqlParameter<Guid> { TypedValue = ids[^1] });
        return (elapsed.TotalMilliseconds / (ids.Length * length), (int)(await size.ExecuteScalarAsync())!);
    }

    private static string CodeOf(int length) => $"BENCH-{length}";

    private static Procedure ProcedureOf(int length)
    {
        var model = BenchWorld.Seeds.Find("RF-01")!;
        var limit = new TimeLimit(20, TimeUnit.WorkingDay, CountFrom.NextDay, "bench");
        return model with
        {
            Code = CodeOf(length),
            Limits = model.Limits with { Promised = limit },
            LocalLimits = [],
            Chain = new(
            [
                .. Enumerable.Range(1, length).Select(number => new Stage(
                    $"stage-{number}", new("环节", "stage"), [new Step($"step-{number}", new("步骤", "step"), Roles.Reviewer, null, SigningMode.Single, 1, limit with { Amount = 5 }, null)], [])),
            ]),
        };
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
