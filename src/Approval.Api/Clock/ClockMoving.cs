using Approval.Workflows;
using Approval.Workflows.Timers;
using Npgsql;

namespace Approval.Api.Clock;

/// <summary>
/// Moves the simulated clock from one due instant to the next and lets everything due there fire, so that all happens in its order
/// and at its time. The sweep of this process runs beside it: a timer it holds is waited for.
/// </summary>
public sealed class ClockMoving(SimulatedClock clock, TimerSweep sweep, [FromKeyedServices(WorkflowsSetup.TimerPool)] NpgsqlDataSource database) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim one = new(1, 1);

    /// <returns>How many warnings and breaches were recorded on the way.</returns>
    public async Task<long> AdvanceAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var before = await PassedAsync(cancellation);
            while (await NextDueAsync(target, cancellation) is { } due)
            {
                clock.MoveTo(due);
                if (await sweep.FireAllDueAsync(cancellation: cancellation) == 0)
                {
                    await Task.Delay(Pause, cancellation);
                }
            }

            clock.MoveTo(target);
            return await PassedAsync(cancellation) - before;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select min(coalesce(next_try, fire_at)) from approval.case_timer where incident is null and coalesce(next_try, fire_at) <= $1");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = target.ToUniversalTime() });
        return await command.ExecuteScalarAsync(cancellation) is DateTime due ? new DateTimeOffset(due) : null;
    }

    private async Task<long> PassedAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select count(*) from approval.case_event where type in ('clock.warned.v1', 'clock.breached.v1')");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
