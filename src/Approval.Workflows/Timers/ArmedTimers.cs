using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Workflows.Timers;

/// <param name="Stuck">It failed too often and waits for people.</param>
internal sealed record ArmedTimer(PlannedTimer Timer, bool Stuck);

/// <summary>The timers of one case as they are stored, held against what its state plans.</summary>
internal sealed record ArmedTimers(Guid CaseId, int Running, IReadOnlyList<ArmedTimer> Right, IReadOnlyList<PlannedTimer> Missing, IReadOnlyList<PlannedTimer> Superseded, IReadOnlyList<string> Orphaned)
{
    public bool IsRight => Missing.Count + Superseded.Count + Orphaned.Count == 0;

    public static ArmedTimers Compare(Guid caseId, CaseState state, IReadOnlyList<ArmedTimer> stored)
    {
        var planned = state is CaseState.Known known ? TimerPlan.For(known.File.Clocks).ToDictionary(timer => timer.ClockId) : [];
        var byClock = stored.ToDictionary(armed => armed.Timer.ClockId);
        return new ArmedTimers(
            caseId,
            planned.Count,
            [.. stored.Where(armed => planned.GetValueOrDefault(armed.Timer.ClockId) == armed.Timer)],
            [.. planned.Values.Where(timer => !byClock.ContainsKey(timer.ClockId))],
            [.. planned.Values.Where(timer => byClock.TryGetValue(timer.ClockId, out var armed) && armed.Timer != timer)],
            [.. byClock.Keys.Where(clock => !planned.ContainsKey(clock))]);
    }
}
