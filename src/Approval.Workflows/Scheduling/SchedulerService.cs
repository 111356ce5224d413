using System.Threading.Channels;
using Approval.Workflows.Stepping;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Approval.Workflows.Scheduling;

/// <summary>
/// Keeps the scheduler going beside the application: started when the application is ready, started again when it has failed, and
/// told of the instants at which timers now stand. Steps only drop instants into a bounded channel; one that overflows loses hints,
/// and polling finds the timers all the same.
/// </summary>
public sealed partial class SchedulerService(QuartzWakeUps wakeUps, StepSignals signals, IHostApplicationLifetime application, ILogger<SchedulerService> log) : BackgroundService
{
    private const int MostWaiting = 4096;
    private const int MostRemembered = 50_000;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly AskedInstants asked = new(MostRemembered);
    private readonly Channel<DateTimeOffset> armed = Channel.CreateBounded<DateTimeOffset>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Listens from the first step on, though it asks only once the application is ready.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signals.TimersArmed += Hear;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ApplicationStartedAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await KeepGoingAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            signals.TimersArmed -= Hear;
            await LeaveAsync();
        }
    }

    private async Task KeepGoingAsync(CancellationToken cancellation)
    {
        try
        {
            await wakeUps.StartAsync(cancellation);
            await AskAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(log, failure, PauseAfterFailure);
            asked.Forget();
            await LeaveAsync();
            await Task.Delay(PauseAfterFailure, cancellation);
        }
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        while (await armed.Reader.WaitToReadAsync(cancellation))
        {
            var instants = new List<DateTimeOffset>();
            while (armed.Reader.TryRead(out var instant))
            {
                instants.Add(instant);
            }

            await wakeUps.WakeAtAsync(instants, cancellation);
        }
    }

    private void Hear(IReadOnlyCollection<DateTimeOffset> instants)
    {
        foreach (var instant in instants)
        {
            if (asked.Add(instant))
            {
                armed.Writer.TryWrite(instant);
            }
        }
    }

    private async Task ApplicationStartedAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = application.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }

    private async Task LeaveAsync()
    {
        try
        {
            await wakeUps.StopAsync();
        }
        catch (Exception failure)
        {
            LogNotLeft(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The scheduler does not run; timers fire by polling. It is started again in {Pause}")]
    private static partial void LogFailed(ILogger logger, Exception failure, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler did not stop in good order; the cluster will find out")]
    private static partial void LogNotLeft(ILogger logger, Exception failure);
}
