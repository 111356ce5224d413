using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;
using Approval.Workflows.Tests.Wire;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>What a step costs on the wire: lock and load, write, commit, whatever the number of cases.</summary>
public sealed class RoundTripTests
{
    [Test]
    public async Task A_step_is_three_round_trips_and_as_many_statements_for_two_hundred_cases_as_for_one()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var proxy = new PostgresProxy(world.ConnectionString);
        await using var node = new Node(proxy.ConnectionString, world.Clock);
        var costs = new List<(string What, int Cases, int RoundTrips, int Statements)>();
        async Task MeasureAsync(string what, int cases, Func<Task> step)
        {
            var (trips, statements) = (proxy.RoundTrips, proxy.Statements);
            await step();
            costs.Add((what, cases, proxy.RoundTrips - trips, proxy.Statements - statements));
        }

        await node.Runner.RunAsync(World.Intake());
        foreach (var count in new[] { 1, 200 })
        {
            var intakes = Enumerable.Range(0, count).Select(_ => World.Intake()).ToList();
            var ids = intakes.ConvertAll(intake => intake.CaseId);
            await MeasureAsync("intake", count, () => node.Runner.RunAsync(intakes));
            await MeasureAsync("accept", count, () => node.Runner.RunAsync([.. ids.Select(id => new CaseRequest(id, new CaseCommand.Accept(), People.Clerk))]));
            var tasks = await Task.WhenAll(ids.Select(world.OpenTaskAsync));
            await MeasureAsync("endorse", count, () => node.Runner.RunAsync([.. ids.Zip(tasks).Select(pair => new CaseRequest(pair.First, new CaseCommand.EndorseTask(pair.Second!.Id, null), People.Reviewer))]));
            await MeasureAsync("withdraw", count, () => node.Runner.RunAsync([.. ids.Select(id => new CaseRequest(id, new CaseCommand.Withdraw(null), People.Applicant))]));
        }

        await MeasureAsync("with a key", 1, () => node.Runner.RunAsync(World.Intake() with { Key = Keys.New("k"), Answer = Keys.Answer }));

        TestContext.Out.WriteLine(string.Join(Environment.NewLine, costs));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(costs.Select(cost => cost.RoundTrips), Is.All.EqualTo(3));
            Assert.That(costs.Where(cost => cost.Cases == 200).Select(cost => (cost.What, cost.Statements)), Is.EqualTo(costs.Where(cost => cost.Cases == 1).Select(cost => (cost.What, cost.Statements)).SkipLast(1)));
            Assert.That(costs.Select(cost => cost.Statements), Is.All.LessThanOrEqualTo(12), "Two of them say for whom, and which cases are in hand.");
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_sweep_of_two_hundred_timers_costs_three_round_trips_more_than_one_that_finds_nothing()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var proxy = new PostgresProxy(world.ConnectionString);
        await using var node = new Node(proxy.ConnectionString, world.Clock);
        async Task<(int RoundTrips, int Statements)> CostAsync(int timers)
        {
            var before = (proxy.RoundTrips, proxy.Statements);
            Assert.That(await node.Sweep.FireAllDueAsync(), Is.EqualTo(timers));
            return (proxy.RoundTrips - before.RoundTrips, proxy.Statements - before.Statements);
        }

        await CostAsync(0);
        var nothing = await CostAsync(0);
        await world.ReceivedAsync(200);
        world.Clock.SetTo(World.At("2026-03-10T00:00:00"));
        var storm = await CostAsync(200);

        TestContext.Out.WriteLine($"{nothing} {storm}");
        Assert.That((storm.RoundTrips - nothing.RoundTrips, storm.Statements - nothing.Statements), Is.EqualTo((3, 10)), "claim, rules; cases, events, tasks, cards, breaches, disarm, arm, outbox; commit");
        await world.CheckAsync();
    }
}
