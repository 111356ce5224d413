using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Approval.Workflows.Timers;

/// <summary>
/// Sweeps at most a second apart, with jitter: polling is the truth. A wake-up (the scheduler port, a commit in this process that
/// armed a timer already due) only makes the next sweep come sooner.
/// </summary>
public sealed partial class TimerLoop(TimerSweep sweep, WakeUpBell bell, TimeProvider clock, ILogger<TimerLoop> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>When the last sweep that reached the end began; null before the first.</summary>
    public DateTimeOffset? LastCompleteSweep { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = LongestPause * (0.7 + (0.3 * Random.Shared.NextDouble()));
            try
            {
                var began = clock.GetUtcNow();
                await sweep.FireAllDueAsync(cancellation: stoppingToken);
                LastCompleteSweep = began;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogSweepFailed(log, failure);
                pause = PauseAfterFailure;
            }

            await bell.WaitAsync(pause, clock, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer sweep failed; the next one follows")]
    private static partial void LogSweepFailed(ILogger logger, Exception failure);
}
