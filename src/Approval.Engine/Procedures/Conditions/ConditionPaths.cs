namespace Approval.Engine.Procedures.Conditions;

/// <summary>Where each part of a chain's conditions stands in the file.</summary>
internal static class ConditionPaths
{
    /// <summary>Every condition of the chain with its path, whole.</summary>
    public static IEnumerable<(string Path, Condition Condition)> Of(Chain chain)
    {
        foreach (var (index, stage) in chain.Stages.Index())
        {
            if (stage.When is { } whole)
            {
                yield return ($"$.chain.stages[{index}].when", whole);
            }

            foreach (var (position, step) in stage.Steps.Index())
            {
                if (step.When is { } part)
                {
                    yield return ($"$.chain.stages[{index}].steps[{position}].when", part);
                }
            }
        }
    }

    /// <summary>The condition itself and every part of it.</summary>
    public static IEnumerable<(string Path, Condition Condition)> Parts(string path, Condition condition) => condition switch
    {
        Condition.All all => [(path, condition), .. all.Of.Index().SelectMany(part => Parts($"{path}.all[{part.Index}]", part.Item))],
        Condition.Any any => [(path, condition), .. any.Of.Index().SelectMany(part => Parts($"{path}.any[{part.Index}]", part.Item))],
        Condition.Not not => [(path, condition), .. Parts($"{path}.not", not.Of)],
        _ => [(path, condition)],
    };
}
