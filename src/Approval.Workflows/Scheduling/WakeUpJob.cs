using Approval.Workflows.Timers;
using Quartz;

namespace Approval.Workflows.Scheduling;

/// <summary>The one job behind all wake-ups: an instant is a trigger of it. Rings on whichever node the scheduler chose.</summary>
internal sealed class WakeUpJob(WakeUpBell bell) : IJob
{
    private const string Group = "wake-up";

    public static readonly JobKey Key = new("sweep", Group);

    /// <summary>The same on every node, so that all who ask for an instant ask for one trigger.</summary>
    public static TriggerKey TriggerAt(DateTimeOffset instant) =>
        new(instant.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture), Group);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        bell.Ring();
        return ValueTask.CompletedTask;
    }
}
