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

    /// <summary>Returns when rung, or after the pause.</summary>
    public async Task WaitAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await rung.WaitAsync(pause, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: the caller looks at its token.
        }
    }

    public void Dispose() => rung.Dispose();
}
