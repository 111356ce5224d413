using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Storage;

/// <summary>Which timer rows of a case must go and which must be set so that they are what its state plans.</summary>
internal sealed record TimerChanges(Guid CaseId, IReadOnlyList<string> Disarm, IReadOnlyList<PlannedTimer> Arm)
{
    public static TimerChanges Of(WrittenStep step)
    {
        var stored = PlanOf(step.Before.State).ToDictionary(timer => timer.ClockId);
        foreach (var fired in step.Fired ?? [])
        {
            stored[fired.ClockId] = fired;
        }

        var wanted = PlanOf(step.After.State).ToDictionary(timer => timer.ClockId);
        return new TimerChanges(
            step.After.Id,
            [.. stored.Keys.Where(clock => !wanted.ContainsKey(clock))],
            [.. wanted.Values.Where(timer => stored.GetValueOrDefault(timer.ClockId) != timer)]);
    }

    private static IEnumerable<PlannedTimer> PlanOf(CaseState state) => state is CaseState.Known known ? TimerPlan.For(known.File.Clocks) : [];
}
