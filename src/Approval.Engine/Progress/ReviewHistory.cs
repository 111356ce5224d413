using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;

namespace Approval.Engine.Progress;

/// <summary>One opening of a stage.</summary>
internal sealed class StageRound(string stage, int round, DateTimeOffset openedAt)
{
    private readonly Dictionary<Guid, (CaseTask Task, DateTimeOffset OfferedAt, DateTimeOffset? ClosedAt)> tasks = [];

    public string Stage => stage;

    public int Round => round;

    public DateTimeOffset OpenedAt => openedAt;

    public DateTimeOffset? ClosedAt { get; private set; }

    public ReturnMade? Return { get; set; }

    /// <summary>All its steps were settled; false while it is open, and when the case left it by a return or for good.</summary>
    public bool IsFinished { get; set; }

    public IEnumerable<(CaseTask Task, TaskProgress Shown)> Tasks => tasks.Values.OrderBy(entry => entry.Task.Signer).Select(entry => (entry.Task, new TaskProgress(
        entry.Task.Id, round, entry.Task.Signer, entry.Task.Role, entry.Task.Status, entry.Task.Assignee, entry.Task.AssigneeName, entry.OfferedAt, entry.ClosedAt)));

    public void See(ImmutableArray<CaseTask> now, DateTimeOffset at)
    {
        foreach (var task in now)
        {
            var known = tasks.TryGetValue(task.Id, out var before);
            tasks[task.Id] = (task, known ? before.OfferedAt : at, task.IsPending ? null : known && before.ClosedAt is { } closed ? closed : at);
        }
    }

    /// <summary>What is still pending when a stage closes is asked of nobody any more.</summary>
    public void Close(DateTimeOffset at)
    {
        ClosedAt = at;
        foreach (var (id, (task, offered, _)) in tasks.Where(entry => entry.Value.Task.IsPending).ToList())
        {
            tasks[id] = (task with { Status = CaseTaskStatus.Cancelled }, offered, at);
        }
    }
}

/// <summary>
/// The rounds of a review, read off the states that the journal went through: whatever act moves a task, now or in a later release, the
/// state it leaves is what counts.
/// </summary>
internal static class ReviewHistory
{
    public static List<StageRound> Of(IEnumerable<CaseEntry> journal)
    {
        var rounds = new List<StageRound>();
        var state = CaseState.Initial;
        foreach (var entry in journal)
        {
            state = CaseEvolution.Evolve(state, entry);
            var review = ReviewOf(state);
            if (rounds.LastOrDefault() is { ClosedAt: null } open && (review is null || review.Stage != open.Stage || review.Round != open.Round))
            {
                open.Close(entry.EffectiveAt);
                open.IsFinished = entry.Event is CaseEvent.StageClosed;
                open.Return = entry.Event is CaseEvent.StageReturned back ? new ReturnMade(back.ToStage, back.Round, back.Opinion, entry.Actor.Name, entry.EffectiveAt) : null;
            }

            if (review is not { Stage: { } stage })
            {
                continue;
            }

            if (rounds.LastOrDefault() is not { ClosedAt: null } current)
            {
                current = new StageRound(stage, review.Round, entry.EffectiveAt);
                rounds.Add(current);
            }

            current.See(review.Tasks, entry.EffectiveAt);
        }

        return rounds;
    }

    public static Review? ReviewOf(CaseState state) => CaseEvolution.ReviewOf(state);
}
