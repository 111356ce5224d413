using Approval.Api.Clock;
using Approval.Api.Http;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Timers;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Approval.Api.Health;

/// <param name="LastSweep">When the last complete sweep of due timers began.</param>
public sealed record Readiness(string Status, int Procedures, DateTimeOffset LastSweep);

public static class Ready
{
    private static readonly TimeSpan LongestWithoutSweep = TimeSpan.FromMinutes(1);

    public static async Task<Results<Ok<Readiness>, Refusal>> Handle(
        NpgsqlDataSource database, RulebookStore rulebooks, TimerLoop loop, TimeProvider clock, CancellationToken cancellation)
    {
        await using (var command = database.CreateCommand("select 1"))
        {
            await command.ExecuteScalarAsync(cancellation);
        }

        // Simulated time jumps by weeks between two sweeps.
        return loop.LastCompleteSweep is { } swept && (clock is SimulatedClock || clock.GetUtcNow() - swept < LongestWithoutSweep)
            ? TypedResults.Ok(new Readiness("ready", rulebooks.Current.Current.Count(), swept))
            : (Refusal)new Problem(StatusCodes.Status503ServiceUnavailable, "service.not_ready", new("定时器巡检尚未完成。", "The sweep of due timers has not been completed lately.")) { RetryAfter = 1 };
    }
}
