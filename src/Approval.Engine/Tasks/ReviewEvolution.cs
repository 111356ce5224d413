using System.Collections.Immutable;
using Approval.Engine.Cases;

namespace Approval.Engine.Tasks;

/// <summary>How events move a review. No conditions here: what is in the journal happened.</summary>
internal static class ReviewEvolution
{
    public static Review Opened(Review review, CaseEvent.StageOpened e) => review with
    {
        Round = e.Round,
        Stage = e.Stage,
        Tasks = [.. e.Tasks.Select(task => TaskOf(task, e.Stage))],
        Objected = false,
        Complete = false,
        ReturnTo = null,
        Kept = Rest(review.Kept?.RemoveAll(kept => kept.Stage == e.Stage && kept.Signers is not null)),
    };

    public static Review Closed(Review review, CaseEvent.StageClosed e) => review with
    {
        Stage = null,
        Tasks = [],
        LastClosed = e.Stage,
        Objected = e.Objected,
        SignedBy = e.SignedBy is { } signed ? [.. (review.SignedBy ?? []).Where(old => signed.All(step => step.Step != old.Step)), .. signed] : review.SignedBy,
        Kept = Rest(review.Kept?.RemoveAll(kept => kept.Stage == e.Stage)),
    };

    public static Review Returned(Review review, CaseEvent.StageReturned e) => review with
    {
        Stage = null,
        Tasks = [],
        LastClosed = null,
        Objected = false,
        ReturnTo = e.ToStage,
        Kept = e.Kept,
        Returns = [.. (review.Returns ?? []).Where(returns => returns.Stage != e.FromStage), new StageReturns(e.FromStage, review.ReturnsOutOf(e.FromStage) + 1)],
    };

    public static Review Moved(Review review, CaseEvent.MovedToVersion e) => e.Stage is null ? review with { Kept = e.Kept } : review with
    {
        Round = e.Round,
        Tasks = [.. review.Tasks.Where(task => !(e.Dropped?.Contains(task.Id) ?? false)), .. (e.Offered ?? []).Select(task => TaskOf(task, e.Stage))],
        Kept = e.Kept,
    };

    /// <summary>Remembers who has signed.</summary>
    public static Review Signed(this Review review, Guid taskId) =>
        review.Find(taskId)!.Assignee is { } person && !(review.People?.Contains(person) ?? false) ? review with { People = [.. review.People ?? [], person] } : review;

    public static Review Closing(this Review review, ImmutableArray<Guid> taskIds, CaseTaskStatus status) =>
        review with { Tasks = [.. review.Tasks.Select(task => taskIds.Contains(task.Id) ? task with { Status = status } : task)] };

    public static Review Escalated(this Review review, string stage, string step) =>
        review with { Tasks = [.. review.Tasks.Select(task => task.Stage == stage && task.Step == step && task.IsPending ? task with { Escalated = true } : task)] };

    private static CaseTask TaskOf(OfferedTask task, string stage) => new(
        task.Id,
        stage,
        task.Step,
        task.Signer,
        task.Role,
        task.Kept is not null ? CaseTaskStatus.Endorsed : task.Waits is true ? CaseTaskStatus.Waiting : CaseTaskStatus.Offered,
        task.Kept?.Assignee,
        task.Kept?.AssigneeName)
    {
        Office = task.Office,
    };

    private static ImmutableArray<KeptStep>? Rest(ImmutableArray<KeptStep>? kept) => kept is { IsEmpty: false } ? kept : null;
}
