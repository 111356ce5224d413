using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;

namespace Approval.Workflows.Stepping;

/// <summary>A row of case_timer, and how often it was tried in vain.</summary>
internal sealed record TimerRow(Guid CaseId, string ClockId, int Attempts);

/// <summary>A claimed timer row with its case.</summary>
internal sealed record DueTimer(TimerRow Row, CaseRecord Case, PlannedTimer Armed);

/// <summary>A timer that could not be fired, to be tried again later.</summary>
internal sealed record FailedTimer(TimerRow Row, Exception Failure);

/// <summary>What claimed timers come to, worked out in memory. A case at fault takes only its own timers out of the batch.</summary>
internal sealed record TimerFiring(IReadOnlyCollection<WrittenStep> Steps, IReadOnlyCollection<FailedTimer> Failed)
{
    public static TimerFiring Of(IEnumerable<DueTimer> claimed, CalendarInForce? recomputing, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now)
    {
        var (steps, failed) = (new List<WrittenStep>(), new List<FailedTimer>());
        foreach (var due in claimed.GroupBy(timer => timer.Row.CaseId).Select(timers => timers.ToList()))
        {
            try
            {
                steps.Add(Fire(due, recomputing, rules, orchestrator, now));
            }
            catch (Exception failure)
            {
                failed.AddRange(due.Select(timer => new FailedTimer(timer.Row, failure)));
            }
        }

        return new TimerFiring(steps, failed);
    }

    /// <summary>Judged like any other command, and the rows are settled whether or not anything came of it.</summary>
    private static WrittenStep Fire(List<DueTimer> due, CalendarInForce? recomputing, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now)
    {
        var first = due[0];
        var command = new CaseCommand.FireTimer(first.Armed.ClockId, first.Armed.Kind, first.Armed.LedgerVersion);
        var recomputed = recomputing?.Recompute(first.Case, rules, orchestrator, now);
        var step = CaseStep.Take(recomputed?.After ?? first.Case, command, Actor.Rule("timer"), null, rules, orchestrator, now);
        return step.Rejection is { } rejection
            ? throw new InvalidOperationException($"Timer {first.Armed.ClockId} of case {first.Case.Id} was rejected: {rejection.Message.En}")
            : WrittenStep.Of(recomputed, step, [.. due.Select(timer => timer.Armed)]);
    }
}
