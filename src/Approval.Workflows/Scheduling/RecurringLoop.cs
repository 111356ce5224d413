using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Approval.Workflows.Scheduling;

/// <summary>
/// Runs one recurring work without the scheduler: at once, then at its interval, in real time whatever the product's clock says. For a
/// simulated clock, where there is one process and no cluster to agree with.
/// </summary>
public sealed partial class RecurringLoop(IRecurringWork work, ILogger<RecurringLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rhythm = new PeriodicTimer(work.Every);
        try
        {
            do
            {
                await RunAsync(stoppingToken);
            }
            while (await rhythm.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await work.RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(log, failure, work.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Recurring work {Name} failed; it comes round again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string name);
}
