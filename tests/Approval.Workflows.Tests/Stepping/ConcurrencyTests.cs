using System.Collections.Concurrent;
using System.Diagnostics;
using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>Many at once over the same cases.</summary>
public sealed class ConcurrencyTests
{
    [Test]
    public async Task Of_sixteen_who_saw_the_same_version_one_wins()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        var seen = await world.ScalarAsync<int>("select version from approval.permit_case where id = $1", id);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => world.Runner.RunAsync(new CaseRequest(
            id, i % 2 == 0 ? new CaseCommand.Accept() : new CaseCommand.Withdraw(null), i % 2 == 0 ? People.Clerk : People.Applicant, seen)))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Count(outcome => outcome.Rejection is null), Is.EqualTo(1));
            Assert.That(outcomes.Count(outcome => outcome.Rejection?.Kind == RejectionKind.Stale), Is.EqualTo(15));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Two_intakes_under_one_id_make_one_case_whatever_they_are_for()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        for (var round = 0; round < 10; round++)
        {
            var id = Guid.NewGuid();
            var outcomes = await Task.WhenAll(
                Task.Run(() => world.Runner.RunAsync(World.Intake("RF-01", id: id))),
                Task.Run(() => world.Runner.RunAsync(World.Intake("RF-02", id: id))));
            Assert.That(outcomes.Select(outcome => outcome.Rejection?.Code), Is.EquivalentTo(new[] { null, "case.exists" }));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Batches_over_the_same_cases_and_counters_in_opposite_order_never_deadlock()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var other = world.AnotherNode();
        var ids = await world.ReceivedAsync(40);
        CaseRequest Urge(Guid id) => new(id, new CaseCommand.Urge(null), People.Applicant);
        CaseRequest[] Intakes(int worker) => worker % 2 == 0 ? [World.Intake("RF-01"), World.Intake("RF-02")] : [World.Intake("RF-02"), World.Intake("RF-01")];

        var failed = new ConcurrentBag<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = command => { if (command.Status == ActivityStatusCode.Error) { failed.Add(command.StatusDescription); } },
        };
        ActivitySource.AddActivityListener(listener);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < 6; round++)
            {
                var order = worker % 2 == 0 ? ids : ids.Reverse();
                var outcomes = await (worker < 4 ? world.Runner : other.Runner).RunAsync([.. order.Select(Urge), .. Intakes(worker)]);
                Assert.That(outcomes.Select(outcome => outcome.Rejection), Is.All.Null);
            }
        })));

        Assert.That(failed, Is.Empty, "A deadlock would have been retried, a second late, and not be seen otherwise.");
        Assert.That(await world.EventsAsync("case.urged.v1"), Is.EqualTo(40 * 8 * 6));
        await world.CheckAsync();
    }
}
