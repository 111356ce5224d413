using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;
using Npgsql;

namespace Approval.Workflows.Tests.Crashes;

/// <summary>Several people at once on all the cases there are, and the timers, until the process is killed.</summary>
internal sealed class RandomWork(Node node, TestClock clock, int seed)
{
    private const int Workers = 3;

    public async Task RunAsync()
    {
        while (await SurvivingAsync(async () =>
        {
            await node.Source.ScalarAsync<long>("select count(*) from approval.permit_case");
            return node;
        }) is null)
        {
        }

        Say.IsReady();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(new Random(seed + worker)))).Append(Task.Run(SweepAsync)));
    }

    private async Task WorkAsync(Random random)
    {
        var people = new RandomPeople(random);
        while (true)
        {
            if (await SurvivingAsync(() => NextAsync(random, people)) is { } request)
            {
                await StepAsync(request);
            }
        }
    }

    private async Task<CaseRequest> NextAsync(Random random, RandomPeople people)
    {
        var known = await node.Source.RowsAsync("select id, version, state from approval.permit_case where phase not in ('served', 'withdrawn', 'declined', 'notAccepted', 'terminated', 'revoked') order by updated_at desc limit 30", reader =>
            (Id: reader.GetGuid(0), Version: reader.GetInt32(1), State: CaseJson.ReadState(reader.GetFieldValue<byte[]>(2))));
        if (known.Count < 5 || random.Next(10) == 0)
        {
            return Say.KeyedIntake(Guid.NewGuid());
        }

        var chosen = known[random.Next(known.Count)];
        return people.Act((CaseState.Known)chosen.State, chosen.Version, clock.GetUtcNow());
    }

    private async Task StepAsync(CaseRequest request)
    {
        Say.Ask(request);
        try
        {
            Say.Acknowledge(request, await node.Runner.RunAsync(request));
        }
        catch (NpgsqlException)
        {
            Say.Unknown(request);
        }
    }

    private async Task SweepAsync()
    {
        var random = new Random(seed);
        while (true)
        {
            clock.Advance(TimeSpan.FromMinutes(random.Next(1, 600)));
            await SurvivingAsync(async () =>
            {
                await node.Sweep.FireAllDueAsync();
                return node;
            });
        }
    }

    /// <summary>Null when the session was ended under it.</summary>
    private static async Task<T?> SurvivingAsync<T>(Func<Task<T>> work)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
