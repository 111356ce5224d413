using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Approval.Workflows.Stepping;

/// <summary>
/// Tells this process that a step was committed. Only a hint: polling is the truth, and another process hears nothing. A listener
/// that fails cannot undo the step, so it must not look as if the step had failed: its failure is logged.
/// </summary>
public sealed partial class StepSignals(ILogger<StepSignals>? log = null)
{
    private readonly ILogger log = log ?? NullLogger<StepSignals>.Instance;

    /// <summary>Raised after a commit with the instants at which the cases' timers now stand.</summary>
    public event Action<IReadOnlyCollection<DateTimeOffset>>? TimersArmed;

    /// <summary>Raised after a commit that wrote messages.</summary>
    public event Action? MessagesPosted;

    internal void Committed(IReadOnlyCollection<WrittenStep> steps)
    {
        if (TimersArmed is { } armed)
        {
            Tell(() => armed([.. steps.Select(step => step.After.State).OfType<CaseState.Known>().SelectMany(known => TimerPlan.For(known.File.Clocks)).Select(timer => timer.FireAt).Distinct()]));
        }

        if (MessagesPosted is { } posted && steps.Any(step => step.Rows.Count > 0))
        {
            Tell(posted);
        }
    }

    private void Tell(Action listener)
    {
        try
        {
            listener();
        }
        catch (Exception failure)
        {
            LogListenerFailed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed after a step was committed; the step is stored")]
    private static partial void LogListenerFailed(ILogger logger, Exception failure);
}
