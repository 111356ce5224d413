using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>What a signature does to its step: it settles it, or the next signer's turn comes.</summary>
public static partial class CaseDecider
{
    private static readonly Actor ChainRule = Actor.Rule("chain");

    /// <summary>Records a signature and what follows from it.</summary>
    private static void Sign(Act act, CaseTask task, CaseEvent signature)
    {
        act.Record(signature);
        FollowStep(act, StepOf(act, task), task.Stage, "settled");
    }

    /// <summary>
    /// A settled step leaves nobody with anything to sign, and its clock stops; in a step that is signed in turn the next one is asked.
    /// </summary>
    /// <param name="cause">Why the tasks left over are cancelled.</param>
    private static void FollowStep(Act act, Step step, string stage, string cause)
    {
        if (act.State is not InReview { Review: var review })
        {
            return;
        }

        var tasks = review.Tasks.Where(task => task.Step == step.Id).ToList();
        if (StepSettling.Of(step, tasks) == StepSettlement.Pending)
        {
            OfferNextTurn(act, step);
            return;
        }

        ImmutableArray<Guid> left = [.. tasks.Where(task => task.IsPending).Select(task => task.Id)];
        if (!left.IsEmpty)
        {
            act.Record(new CaseEvent.TasksCancelled(left, cause), ChainRule, act.EffectiveAt);
        }

        if (act.File.Clock(Clock.StepId(stage, step.Id)) is { StoppedOn: null } clock)
        {
            act.RecordClocks("stepDone", ClockWork.Stop(clock, act.Day));
        }
    }

    /// <summary>顺签, 加签: whoever waits in the step, and waits for nobody any more, is asked.</summary>
    private static void OfferNextTurn(Act act, Step step)
    {
        if (act.State is not InReview { Review: var review })
        {
            return;
        }

        foreach (var next in review.Tasks.Where(task => task.Step == step.Id && task.Status == CaseTaskStatus.Waiting && !SigningTurn.Waits(step, review.Tasks, task)))
        {
            act.Record(new CaseEvent.TaskOffered(next.Id), ChainRule, act.EffectiveAt);
        }
    }
}
