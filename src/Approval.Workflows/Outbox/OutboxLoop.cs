using Approval.Workflows.Stepping;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Approval.Workflows.Outbox;

/// <summary>
/// Looks for waiting messages at most a second apart: polling is the truth. A commit in this process only makes the next look come
/// sooner, and only when there is somebody to tell.
/// </summary>
public sealed partial class OutboxLoop(IOutboxPass pass, StepSignals signals, TimeProvider clock, ILogger<OutboxLoop> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly WakeUpBell bell = new();

    public override void Dispose()
    {
        bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (pass is not OutboxDiscarding)
        {
            signals.MessagesPosted += bell.Ring;
        }

        try
        {
            await LoopAsync(stoppingToken);
        }
        finally
        {
            signals.MessagesPosted -= bell.Ring;
        }
    }

    private async Task LoopAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var pause = LongestPause * (0.7 + (0.3 * Random.Shared.NextDouble()));
            try
            {
                await pass.RunAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogPassFailed(log, failure);
                pause = PauseAfterFailure;
            }

            await bell.WaitAsync(pause, clock, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A pass over the outbox failed; the next one follows")]
    private static partial void LogPassFailed(ILogger logger, Exception failure);
}
