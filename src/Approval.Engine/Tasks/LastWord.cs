using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Engine.Tasks;

/// <summary>
/// Remembers the opinion after which nobody has acted on the chain, because that one may be withdrawn (撤回), and the stage it closed.
/// Any other act on a task ends it; what the chain does by itself, urging and copying do not.
/// </summary>
internal static class LastWord
{
    public static Review After(Review before, Review after, CaseEvent happened) => happened switch
    {
        CaseEvent.TaskEndorsed e => Spoken(after, e.TaskId),
        CaseEvent.TaskObjected e => Spoken(after, e.TaskId),
        CaseEvent.TaskDissented e => Spoken(after, e.TaskId),
        CaseEvent.StageClosed => after.LastOpinion is null ? after : after with { Closed = before.Closed ?? before },
        CaseEvent.TaskClaimed or CaseEvent.TaskReleased or CaseEvent.TaskAssigned or CaseEvent.TaskTransferred or CaseEvent.TaskDelegated or CaseEvent.DelegationReturned
            or CaseEvent.TaskSubstituted or CaseEvent.SignerAdded or CaseEvent.SignerRemoved or CaseEvent.StageReturned or CaseEvent.OpinionWithdrawn or CaseEvent.StepDeemedAgreed
            => after.LastOpinion is null ? after : after with { LastOpinion = null, Closed = null },
        _ => after,
    };

    /// <summary>The clock that goes on when the opinion that closed its stage is withdrawn; null when no stage has just closed.</summary>
    public static string? ClockOf(Review review) =>
        review.LastOpinion is { } last && review.Closed?.Find(last) is { } task ? Clock.StepId(task.Stage, task.Step) : null;

    /// <summary>The stage that closed last stands open again; rounds already counted are not counted again.</summary>
    public static Review Reopened(Review review)
    {
        var closed = review.Closed ?? throw new InvalidOperationException("No stage has just closed.");
        var highest = Math.Max(review.Round, review.HighestRound ?? 0);
        return closed with { HighestRound = highest > closed.Round ? highest : closed.HighestRound };
    }

    private static Review Spoken(Review review, Guid taskId) => review with { LastOpinion = taskId, Closed = null };
}
