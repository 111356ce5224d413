using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>
/// 撤回: one's own opinion is taken back while nobody has acted after it. A stage that it closed stands open again as it was, and the
/// clocks it stopped go on as if they had never stopped.
/// </summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeWithdrawOpinion(Act act, WithdrawOpinion command)
    {
        if (act.State is not InReview { Review: var review })
        {
            return Rejections.InvalidState(command, act.State);
        }

        var task = (review.Closed ?? review).Find(command.TaskId) ?? review.Find(command.TaskId);
        if (task is { IsSigned: false })
        {
            return new Rejection(RejectionKind.InvalidState, "task.not_signed", new("该待办没有可以撤回的意见。", "The task has no opinion to withdraw."));
        }

        if (task is not null && task.Assignee != act.Facts.Actor.Id)
        {
            return new Rejection(RejectionKind.Forbidden, "task.not_yours", new($"该意见由{task.AssigneeName}签署。", $"The opinion is that of {task.AssigneeName}."));
        }

        if (task is null || review.LastOpinion != task.Id)
        {
            return new Rejection(RejectionKind.InvalidState, "task.acted_after", new("此后已有人办理，不能撤回。", "Somebody has acted since: the opinion can no longer be withdrawn."));
        }

        if (review.Closed is not null)
        {
            Reopen(act, review);
        }

        var step = StepOf(act, task);
        var standing = ((InReview)act.State).Review.Tasks.Where(other => other.Step == step.Id).ToList();
        act.Record(new CaseEvent.OpinionWithdrawn(task.Id, command.Reason, StandingAgain(step, standing, task)));
        if (act.File.Clock(Clock.StepId(task.Stage, step.Id)) is { StoppedOn: not null } clock)
        {
            act.RecordClocks("opinionWithdrawn", act.ClockWork().Restart(clock, act.File.Clock(Clock.PromisedId)));
        }

        return null;
    }

    private static void Reopen(Act act, Review review)
    {
        act.Record(new CaseEvent.StageReopened(review.Closed!.Stage!, review.Closed.Round, review.Stage));
        if (review.Stage is { } left)
        {
            var prefix = Clock.StepId(left, "");
            act.RecordClocks("stageReopened", ClockWork.StopAll(act.File.Clocks.Where(clock => clock.Id.StartsWith(prefix, StringComparison.Ordinal)), act.Day));
        }
    }

    /// <summary>The other tasks of the step as they were before the opinion: those it settled, and those whose turn it brought.</summary>
    private static ImmutableArray<TaskStanding> StandingAgain(Procedures.Step step, List<CaseTask> tasks, CaseTask withdrawn)
    {
        List<CaseTask> before =
        [
            .. tasks.Select(task => task.Id == withdrawn.Id ? task with { Status = CaseTaskStatus.Claimed }
                : task is { Status: CaseTaskStatus.Cancelled, Removed: false } ? task with { Status = Asked(task) }
                : task),
        ];
        return
        [
            .. from task in before
               where task.Id != withdrawn.Id && task.IsPending
               let status = SigningTurn.Waits(step, before, task) ? CaseTaskStatus.Waiting : Asked(task)
               where status != tasks.First(other => other.Id == task.Id).Status
               select new TaskStanding(task.Id, status),
        ];
    }

    private static CaseTaskStatus Asked(CaseTask task) => task.Assignee is null ? CaseTaskStatus.Offered : CaseTaskStatus.Claimed;
}
