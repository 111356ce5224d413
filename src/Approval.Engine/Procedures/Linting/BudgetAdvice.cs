using Approval.Engine.Procedures.Rules;

namespace Approval.Engine.Procedures.Linting;

/// <summary>Whether the time given to people fits the time promised, where the base rule does not look.</summary>
internal static class BudgetAdvice
{
    public static IEnumerable<LintFinding> Of(Procedure procedure) =>
        LocalPromises(procedure).Concat(Returns(procedure)).Concat(Unbudgeted(procedure));

    /// <summary>Under a shorter promise of a place the office works ahead of its budgets, and somebody should know.</summary>
    private static IEnumerable<LintFinding> LocalPromises(Procedure procedure)
    {
        var path = BudgetRules.LengthOfStages(procedure).Sum();
        return from local in procedure.LocalLimits.Index()
               where local.Item.Promised is { } promised && promised.Reach < path
               select new LintFinding(
                   Severity.Warning,
                   $"$.localLimits[{local.Index}].promised",
                   $"The step budgets take {path} {procedure.Limits.Promised.Unit}, longer than this promise of {local.Item.Promised!.Amount}: its steps are due by the promise, not by their budgets.");
    }

    /// <summary>Every return is limited; this says what the limit allows. From the earliest stage on, everything is done once more.</summary>
    private static IEnumerable<LintFinding> Returns(Procedure procedure)
    {
        var lengths = BudgetRules.LengthOfStages(procedure);
        var ids = procedure.Chain.Stages.Select(stage => stage.Id).ToList();
        foreach (var (index, stage) in procedure.Chain.Stages.Index())
        {
            if (stage.ReturnsTo.IsEmpty)
            {
                if (stage.ReturnsAtMost != Stage.UsualReturns)
                {
                    yield return new LintFinding(Severity.Notice, $"$.chain.stages[{index}].returnsAtMost", $"Nothing returns out of stage '{stage.Id}': the limit says nothing.");
                }

                continue;
            }

            var earliest = stage.ReturnsTo.Min(target => ids.IndexOf(target));
            var longest = lengths.Sum() + (stage.ReturnsAtMost * lengths.Skip(earliest).Take(index - earliest + 1).Sum());
            if (longest > procedure.Limits.Promised.Reach)
            {
                yield return new LintFinding(
                    Severity.Notice,
                    $"$.chain.stages[{index}].returnsTo",
                    $"With all {stage.ReturnsAtMost} returns out of stage '{stage.Id}' the budgets take {longest} {procedure.Limits.Promised.Unit}, past the promise of {procedure.Limits.Promised.Amount}.");
            }
        }
    }

    private static IEnumerable<LintFinding> Unbudgeted(Procedure procedure) =>
        from stage in procedure.Chain.Stages.Index()
        from step in stage.Item.Steps.Index()
        where step.Item.Budget is null
        select new LintFinding(Severity.Notice, $"$.chain.stages[{stage.Index}].steps[{step.Index}]", $"Step '{step.Item.Id}' has no budget: only the limits of the case watch it.");
}
