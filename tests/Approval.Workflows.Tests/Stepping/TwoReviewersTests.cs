using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Testing;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>Two reviewers act on one task at the same moment, each on a node of its own: exactly one wins, and the other is told why.</summary>
public sealed class TwoReviewersTests
{
    private const int Rounds = 200;

    private static readonly Person To = new("reviewer-3", "审查丙", ["reviewer"], "430100");

    private static readonly (string What, Func<CaseTask, CaseCommand> First, Func<CaseTask, CaseCommand> Second)[] Acts =
    [
        ("claim, claim", task => new CaseCommand.ClaimTask(task.Id), task => new CaseCommand.ClaimTask(task.Id)),
        ("endorse, object", task => new CaseCommand.EndorseTask(task.Id, null), task => new CaseCommand.ObjectTask(task.Id, "面积不足")),
        ("hand over, endorse", task => new CaseCommand.TransferTask(task.Id, To, "外出"), task => new CaseCommand.EndorseTask(task.Id, null)),
        ("add before, object", task => new CaseCommand.AddSigner(task.Id, To, SignerPosition.Before, "结构"), task => new CaseCommand.ObjectTask(task.Id, "面积不足")),
    ];

    [TestCase(true, TestName = "Each says which version it saw")]
    [TestCase(false, TestName = "Neither says which version it saw")]
    public async Task One_wins(bool ifMatch)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var other = world.AnotherNode();
        var ids = await world.ReceivedAsync(Rounds);
        await world.Runner.RunAsync([.. ids.Select(id => new CaseRequest(id, new CaseCommand.Accept(), People.Clerk))]);
        var (won, codes) = (new int[2], new HashSet<string>());
        foreach (var (round, id) in ids.Index())
        {
            var task = (await world.OpenTaskAsync(id))!;
            int? seen = ifMatch ? await world.ScalarAsync<int>("select version from approval.permit_case where id = $1", id) : null;
            var (what, first, second) = Acts[round % Acts.Length];
            using var start = new Barrier(2);
            Task<CaseOutcome> ActAsync(CaseRunner runner, CaseCommand command, Actor by) => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return runner.RunAsync(new CaseRequest(id, command, by, seen));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap();

            // Both orders: who starts first, and on which node, alternates.
            Task<CaseOutcome> One() => ActAsync(world.Runner, first(task), People.Reviewer);
            Task<CaseOutcome> Two() => ActAsync(other.Runner, second(task), People.SecondReviewer);
            var isFirst = round / Acts.Length % 2 == 0;
            var earlier = isFirst ? One() : Two();
            var later = isFirst ? Two() : One();
            var outcomes = isFirst ? await Task.WhenAll(earlier, later) : await Task.WhenAll(later, earlier);

            Assert.That(outcomes.Count(outcome => outcome.Rejection is null), Is.EqualTo(1), $"round {round}: {what}");
            won[Array.FindIndex(outcomes, outcome => outcome.Rejection is null)]++;
            codes.Add(outcomes.Single(outcome => outcome.Rejection is not null).Rejection!.Code);
        }

        TestContext.Out.WriteLine($"won {won[0]} to {won[1]}; the other was told {string.Join(", ", codes)}");
        Assert.That(codes, Is.SubsetOf(ifMatch ? ["case.stale_version"] : new[] { "task.claimed_by_other", "task.closed", "task.waiting" }));
        Assert.That(won, Has.All.GreaterThan(0), "both orders have happened");
        await world.CheckAsync();
    }
}
