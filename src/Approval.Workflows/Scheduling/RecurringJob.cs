using Microsoft.Extensions.Logging;
using Quartz;

namespace Approval.Workflows.Scheduling;

/// <summary>Runs the recurring work its key names. The scheduler lets no second run begin anywhere before the first has ended.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RecurringJob(IEnumerable<IRecurringWork> works, ILogger<RecurringJob> log) : IJob
{
    public const string Group = "recurring";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        if (works.FirstOrDefault(work => work.Name == name) is not { } due)
        {
            // During an upgrade nodes of two versions share the tables: the other version knows it.
            LogUnknown(log, name);
            return;
        }

        try
        {
            await due.RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(log, failure, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recurring work {Name} is not known to this version")]
    private static partial void LogUnknown(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Recurring work {Name} failed; it comes round again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string name);
}
