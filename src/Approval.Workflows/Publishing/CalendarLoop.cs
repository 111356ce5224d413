using Approval.Workflows.Rulebooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows.Publishing;

/// <summary>
/// Looks at most a second apart whether other rules are in force and whether open cases wait to be recomputed. On real time even when
/// the product's clock is simulated: neither has anything to do with what time it is.
/// </summary>
public sealed partial class CalendarLoop(RulebookStore rulebooks, CalendarRecomputation recomputation, NpgsqlDataSource database, ILogger<CalendarLoop> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = LongestPause * (0.7 + (0.3 * Random.Shared.NextDouble()));
            try
            {
                await rulebooks.RefreshAsync(database, stoppingToken);
                if (await recomputation.RunAsync(cancellation: stoppingToken) is > 0 and var examined)
                {
                    LogRecomputed(log, examined);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(log, failure);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Examined {Count} open cases after a calendar publication")]
    private static partial void LogRecomputed(ILogger logger, long count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for new rules and waiting cases failed; the next look follows")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
