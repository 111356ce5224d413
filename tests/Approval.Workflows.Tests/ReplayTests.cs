using Approval.Engine.Cases;
using Approval.Workflows.Stepping;
using Approval.Workflows.Tests.Stepping;

namespace Approval.Workflows.Tests;

/// <summary>
/// Replay equals live: whatever random people do, in whatever order, with the clock moving and timers firing in between, after every
/// step each case touched is what its journal says.
/// </summary>
public sealed class ReplayTests
{
    private const int Steps = 400;

    private static readonly TestCaseData[] Seeds =
    [
        new TestCaseData(20260212).SetArgDisplayNames("fixed seed"),
        new TestCaseData(Random.Shared.Next()).SetArgDisplayNames("random seed"),
    ];

    [TestCaseSource(nameof(Seeds))]
    public async Task After_every_step_the_case_is_what_its_journal_says(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var people = new RandomPeople(random);
        await using var world = await World.StartAsync("2026-01-19T09:00:00");
        var cases = new List<Guid>();
        var codes = new Dictionary<string, int>();
        for (var step = 0; step < Steps; step++)
        {
            var requests = new List<CaseRequest>();
            for (var more = random.Next(5) == 0 ? random.Next(2, 6) : 1; more > 0; more--)
            {
                requests.Add(await NextAsync());
            }

            if (requests.Count == 1 && random.Next(4) == 0)
            {
                requests[0] = requests[0] with { Key = Keys.New($"k{random.Next(Steps)}", $"{random.Next(3)}"), Answer = Keys.Answer };
            }

            var outcomes = await world.Runner.RunAsync(requests);
            foreach (var (request, outcome) in requests.Zip(outcomes))
            {
                var code = outcome.Rejection?.Code ?? (outcome.Replayed ? "replayed" : "done");
                codes[code] = codes.GetValueOrDefault(code) + 1;
                if (request.Intake is not null && outcome is { Rejection: null, Replayed: false })
                {
                    cases.Add(request.CaseId);
                }
            }

            foreach (var touched in requests.Select(request => request.CaseId).Where(cases.Contains).Distinct())
            {
                await Invariants.CheckAsync(world.Source, touched);
            }

            if (random.Next(3) == 0)
            {
                world.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, random.Next(4) == 0 ? 8 * 24 * 60 : 12 * 60)));
            }

            if (random.Next(5) == 0)
            {
                await world.Sweep.FireAllDueAsync();
                Assert.That(
                    await world.ScalarAsync<long>("select count(*) from approval.case_timer where fire_at <= $1 or attempts > 0", world.Clock.GetUtcNow().UtcDateTime), Is.Zero, "Everything due has fired.");
            }
        }

        await world.CheckAsync();
        var phases = await world.Source.RowsAsync("select phase, count(*) from approval.permit_case group by 1 order by 1", reader => $"{reader.GetString(0)} {reader.GetInt64(1)}");
        TestContext.Out.WriteLine($"{string.Join(", ", phases)}; {world.Clock.GetUtcNow():O}; {string.Join(", ", codes.OrderByDescending(code => code.Value).Select(code => $"{code.Key} {code.Value}"))}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(phases, Has.Count.GreaterThan(5), "The sequences reach far enough to mean something.");
            Assert.That(codes, Has.Count.GreaterThan(8));
        }

        async Task<CaseRequest> NextAsync()
        {
            if (cases.Count == 0 || random.Next(12) == 0)
            {
                return people.Intake();
            }

            var id = cases[^random.Next(1, Math.Min(cases.Count, 12) + 1)];
            var version = await world.ScalarAsync<int>("select version from approval.permit_case where id = $1", id);
            return people.Act((CaseState.Known)await world.StateAsync(id), version, world.Clock.GetUtcNow());
        }
    }
}
