namespace Approval.Engine.Procedures.Rules;

internal static class BudgetRules
{
    /// <summary>Half of the eight hours of a working day (国务院关于职工工作时间的规定 art 3), because a window may be open for less: hours are held for longer than they are.</summary>
    private const int HoursToTheDay = 4;

    /// <summary>
    /// Steps of a stage run side by side, stages one after the other, so the longest path is the sum of each stage's
    /// longest step. It is held against the procedure's base promise only: under a shorter promise, of a city or for key
    /// projects, the office works ahead of its budgets and the promise is what is watched.
    /// </summary>
    public static IEnumerable<Breach> FitPromise(Procedure procedure)
    {
        var promised = procedure.Limits.Promised;
        var path = 0;
        foreach (var (index, stage) in procedure.Chain.Stages.Index())
        {
            var longest = 0;
            foreach (var (position, step) in stage.Steps.Index())
            {
                if (step.Budget is not { } budget)
                {
                    continue;
                }

                if (ReachOf(budget, promised) is not { } reach)
                {
                    yield return new Breach(
                        $"$.chain.stages[{index}].steps[{position}].budget.unit",
                        $"Expected a budget in {promised.Unit}, the unit of the promise, but it is in {budget.Unit}: the two cannot be compared.");
                    continue;
                }

                longest = Math.Max(longest, reach);
            }

            path += longest;
        }

        if (path > promised.Reach)
        {
            yield return new Breach("$.chain.stages", $"Expected step budgets that fit the promise of {promised.Amount} {promised.Unit}, but the longest path takes {path}.");
        }
    }

    /// <summary>What each stage takes at most of the promise, in its unit; a budget that cannot be compared counts for nothing.</summary>
    public static IReadOnlyList<int> LengthOfStages(Procedure procedure) =>
    [
        .. procedure.Chain.Stages.Select(stage => stage.Steps
            .Select(step => step.Budget is { } budget ? ReachOf(budget, procedure.Limits.Promised) ?? 0 : 0)
            .DefaultIfEmpty()
            .Max()),
    ];

    /// <summary>How much of the promise a budget takes at most; null when the two units cannot be compared.</summary>
    private static int? ReachOf(TimeLimit budget, TimeLimit promised) =>
        budget.IsComparableWith(promised) ? budget.Reach
        : budget.Unit == TimeUnit.WorkingHour && promised.Unit == TimeUnit.WorkingDay ? (budget.Amount + HoursToTheDay - 1) / HoursToTheDay
        : null;
}
