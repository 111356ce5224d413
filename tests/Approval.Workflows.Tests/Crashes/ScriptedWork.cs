using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Crashes;

/// <summary>The same few steps every time, for kills at a chosen place.</summary>
internal static class ScriptedWork
{
    /// <summary>One case from intake to the end of its review.</summary>
    /// <param name="stopAfterCommit">Commits, and then never answers.</param>
    public static async Task OneCaseAsync(Node node, bool stopAfterCommit)
    {
        var id = Guid.NewGuid();
        if (stopAfterCommit)
        {
            node.Signals.MessagesPosted += () =>
            {
                Say.Line($"committed {id}");
                Thread.Sleep(Timeout.Infinite);
            };
        }

        await DoAsync(node, Say.KeyedIntake(id));
        var outcome = await DoAsync(node, new CaseRequest(id, new CaseCommand.Accept(), People.Clerk));
        while (outcome.State is CaseState.InReview { Review: var review } && review.Tasks.FirstOrDefault(task => task.IsOpen) is { } task)
        {
            var actor = task.Role == "head" ? People.Head : task.Signer == 2 ? People.SecondReviewer : People.Reviewer;
            outcome = await DoAsync(node, new CaseRequest(id, new CaseCommand.EndorseTask(task.Id, "同意"), actor));
        }
    }

    public static async Task SweepAsync(Node node)
    {
        Say.IsReady();
        Say.Line($"swept {await node.Sweep.FireAllDueAsync(batch => Say.Line($"batch {batch}"))}");
    }

    private static async Task<CaseOutcome> DoAsync(Node node, CaseRequest request)
    {
        Say.Ask(request);
        var outcome = await node.Runner.RunAsync(request);
        Say.Acknowledge(request, outcome);
        return outcome;
    }
}
