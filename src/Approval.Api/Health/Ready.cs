using Approval.Api.Clock;
using Approval.Api.Http;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Timers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Health;

/// <param name="LastSweep">When the last complete sweep of due timers of this node began.</param>
/// <param name="Timers">What the reconciler found last, on any node; null before its first complete sweep.</param>
public sealed record Readiness(string Status, int Procedures, DateTimeOffset LastSweep, ReadyTimers? Timers);

/// <summary>Figures to watch. None of them makes a node unready: late or wrong timers are not set right by taking nodes away.</summary>
/// <param name="ReconciledAt">When the sweep ended.</param>
/// <param name="Armed">Timers that are what their clock needs; should equal <paramref name="Running"/>.</param>
/// <param name="Incidents">Timers that wait for people.</param>
/// <param name="Late">Armed timers due and not fired, by how late they are.</param>
public sealed record ReadyTimers(
    DateTimeOffset ReconciledAt, long Running, long Armed, long Missing, long Orphaned, long Superseded, long Unsettled, long Incidents, Lateness Late)
{
    internal static ReadyTimers Of(TimerReconciliation sweep) => new(
        sweep.EndedAt, sweep.Running, sweep.Armed, sweep.Missing, sweep.Orphaned, sweep.Superseded, sweep.Unsettled, sweep.Incidents, sweep.Late);
}

public static class Ready
{
    private static readonly TimeSpan LongestWithoutSweep = TimeSpan.FromMinutes(1);

    public static async Task<Results<Ok<Readiness>, Refusal>> Handle(
        TimerFigures figures, RulebookStore rulebooks, TimerLoop loop, TimeProvider clock, CancellationToken cancellation)
    {
        // One row by its key: it shows that the database answers, and brings the figures with it.
        var sweep = await figures.RefreshAsync(cancellation);

        // Simulated time jumps by weeks between two sweeps.
        return loop.LastCompleteSweep is { } swept && (clock is SimulatedClock || clock.GetUtcNow() - swept < LongestWithoutSweep)
            ? TypedResults.Ok(new Readiness("ready", rulebooks.Current.Current.Count(), swept, sweep is null ? null : ReadyTimers.Of(sweep)))
            : (Refusal)new Problem(StatusCodes.Status503ServiceUnavailable, "service.not_ready", new("定时器巡检尚未完成。", "The sweep of due timers has not been completed lately.")) { RetryAfter = 1 };
    }
}
