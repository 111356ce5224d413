using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Procedures.Rules;

/// <summary>What a chain's conditions may say: facts that cases have, compared with values they can take.</summary>
internal static class ConditionRules
{
    public static IEnumerable<Breach> Facts(Procedure procedure) =>
        from whole in ConditionPaths.Of(procedure.Chain)
        from part in ConditionPaths.Parts(whole.Path, whole.Condition)
        from breach in Judge(procedure, part.Path, part.Condition)
        select breach;

    /// <summary>A stage or step that no case can come to is a mistake in its condition. Judged only where the facts themselves hold.</summary>
    public static IEnumerable<Breach> CanHold(Procedure procedure)
    {
        if (Facts(procedure).Any())
        {
            yield break;
        }

        foreach (var (index, stage) in procedure.Chain.Stages.Index())
        {
            if (stage.When is { } when && new Satisfiability(procedure, [when]).CanBe(when.Holds) == false)
            {
                yield return new Breach($"$.chain.stages[{index}].when", $"Expected a condition that some case meets, but none can: stage '{stage.Id}' is unreachable.");
                continue;
            }

            foreach (var (position, step) in stage.Steps.Index())
            {
                if (step.When is { } own && new Satisfiability(procedure, stage.When is { } outer ? [outer, own] : [own]).CanBe(valueOf => own.Holds(valueOf) && (stage.When?.Holds(valueOf) ?? true)) == false)
                {
                    yield return new Breach($"$.chain.stages[{index}].steps[{position}].when", $"Expected a condition that some case in stage '{stage.Id}' meets, but none can: step '{step.Id}' is unreachable.");
                }
            }
        }
    }

    private static IEnumerable<Breach> Judge(Procedure procedure, string path, Condition condition)
    {
        if (condition is Condition.All { Of.IsEmpty: true } or Condition.Any { Of.IsEmpty: true })
        {
            return [new Breach($"{path}.{(condition is Condition.All ? "all" : "any")}", "Expected at least one condition, but there is none.")];
        }

        if (condition is Condition.All or Condition.Any or Condition.Not)
        {
            return [];
        }

        var fact = condition.Facts.First();
        return FactDomain.Of(procedure, fact) is { } domain
            ? Compare(domain, fact, path, condition)
            : [new Breach($"{path}.fact", $"Unknown fact '{fact}': expected {FactNames.ProjectClass}, {FactNames.ProjectDivision}, {FactNames.ApplicantType}, {FactNames.Channel}, {FactNames.Acceptance}, form.<field> of the form or material.<code> of the list.")];
    }

    private static IEnumerable<Breach> Compare(FactDomain domain, string fact, string path, Condition condition) => condition switch
    {
        Condition.Between { Least: { } least, Most: { } most } when least > most =>
            [new Breach($"{path}.atMost", $"Expected at least {least}, the lower bound, but it is {most}.")],
        Condition.Between when domain.Type != FactType.Number =>
            [new Breach(path, $"Expected a number to compare with bounds, but '{fact}' is none: use is.")],
        Condition.Is among when fact == FactNames.ProjectDivision =>
            among.Values.Where(value => value.Length != 6 || !value.All(char.IsAsciiDigit))
                .Select(value => new Breach($"{path}.is", $"Expected a GB/T 2260 code of six digits, but it is '{value}'.")),
        Condition.Is among => among.Values.Where(value => !domain.Allows(value)).Select(value => new Breach(
            $"{path}.is",
            domain.Type == FactType.Word
                ? $"Expected one of {string.Join(", ", domain.Options)}, which '{fact}' can be, but it is '{value}'."
                : $"Expected a number that the form allows for '{fact}', but it is '{value}'.")),
        _ => [],
    };
}
