using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Procedures.Linting;

/// <summary>What conditions leave out: empty stages, cases that nobody reviews, conditions that say nothing.</summary>
internal static class ConditionAdvice
{
    public static IEnumerable<LintFinding> Of(Procedure procedure) =>
        Idle(procedure).Concat(EmptyStages(procedure)).Concat(Unreviewed(procedure));

    private static IEnumerable<LintFinding> Idle(Procedure procedure) =>
        from whole in ConditionPaths.Of(procedure.Chain)
        let fails = new Satisfiability(procedure, [whole.Condition]).CanBe(valueOf => !whole.Condition.Holds(valueOf))
        where fails != true
        select new LintFinding(
            Severity.Notice,
            whole.Path,
            fails is null ? "The condition tells too many cases apart for all of them to be tried: nothing is proved about it." : "The condition holds for every case: it may be left out.");

    private static IEnumerable<LintFinding> EmptyStages(Procedure procedure) =>
        from stage in procedure.Chain.Stages.Index()
        where stage.Item.Steps.All(step => step.When is not null)
        let own = new Satisfiability(procedure, Conditions(stage.Item))
        where own.CanBe(valueOf => Holds(stage.Item.When, valueOf) && stage.Item.Steps.All(step => !Holds(step.When, valueOf))) != false
        select new LintFinding(Severity.Notice, $"$.chain.stages[{stage.Index}].steps", $"Every step of stage '{stage.Item.Id}' is conditional: where none applies, the stage is passed over.");

    private static IEnumerable<LintFinding> Unreviewed(Procedure procedure)
    {
        var stages = procedure.Chain.Stages;
        if (stages.IsEmpty || stages.Any(stage => stage.When is null && stage.Steps.Any(step => step.When is null)))
        {
            return [];
        }

        var none = new Satisfiability(procedure, stages.SelectMany(Conditions)).CanBe(valueOf => stages.All(stage => !Applies(stage, valueOf)));
        return none == false
            ? []
            : [new LintFinding(Severity.Warning, "$.chain.stages", none is null
                ? "Every stage is conditional, and it is not proved that each case is reviewed by somebody (行政许可法 art 34)."
                : "Every stage is conditional, and some case passes all of them over: it would be decided without review (行政许可法 art 34).")];
    }

    private static IEnumerable<Condition> Conditions(Stage stage) => stage.Steps.Select(step => step.When).Prepend(stage.When).OfType<Condition>();

    private static bool Applies(Stage stage, Func<string, string?> valueOf) => Holds(stage.When, valueOf) && stage.Steps.Any(step => Holds(step.When, valueOf));

    private static bool Holds(Condition? condition, Func<string, string?> valueOf) => condition?.Holds(valueOf) ?? true;
}
