using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Workflows.Stepping;

/// <summary>
/// Tells this process that a step was committed. Only a hint: polling is the truth, and another process hears nothing.
/// </summary>
public sealed class StepSignals
{
    /// <summary>Raised after a commit with the instants at which the cases' timers now stand.</summary>
    public event Action<IReadOnlyCollection<DateTimeOffset>>? TimersArmed;

    /// <summary>Raised after a commit that wrote messages.</summary>
    public event Action? MessagesPosted;

    internal void Committed(IReadOnlyCollection<WrittenStep> steps)
    {
        if (TimersArmed is { } armed)
        {
            armed([.. steps.Select(step => step.After.State).OfType<CaseState.Known>().SelectMany(known => TimerPlan.For(known.File.Clocks)).Select(timer => timer.FireAt).Distinct()]);
        }

        if (steps.Any(step => step.Rows.Count > 0))
        {
            MessagesPosted?.Invoke();
        }
    }
}
