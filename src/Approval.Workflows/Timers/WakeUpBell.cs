namespace Approval.Workflows.Timers;

/// <summary>Rung when a sweep should come sooner. Ringing twice is ringing once.</summary>
public sealed class WakeUpBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already rung: the sweep to come sees this too.
        }
    }

    /// <summary>Returns when rung, after the pause by that clock, or when cancelled: the caller looks at its token.</summary>
    public async Task WaitAsync(TimeSpan pause, TimeProvider clock, CancellationToken cancellation)
    {
        using var pausing = new CancellationTokenSource(pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pausing.Token, cancellation);
        await rung.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => rung.Dispose();
}
