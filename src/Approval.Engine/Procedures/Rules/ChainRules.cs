namespace Approval.Engine.Procedures.Rules;

internal static class ChainRules
{
    /// <summary>Tasks and returns go by id: of two stages or steps with one id the second could not be reached.</summary>
    public static IEnumerable<Breach> Ids(Procedure procedure)
    {
        var stages = new HashSet<string>(StringComparer.Ordinal);
        var steps = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, stage) in procedure.Chain.Stages.Index())
        {
            if (!stages.Add(stage.Id))
            {
                yield return new Breach($"$.chain.stages[{index}].id", $"Expected one stage '{stage.Id}', but there is an earlier one: this one is unreachable.");
            }

            foreach (var (position, step) in stage.Steps.Index())
            {
                if (!steps.Add(step.Id))
                {
                    yield return new Breach($"$.chain.stages[{index}].steps[{position}].id", $"Expected one step '{step.Id}' in the chain, but there is an earlier one.");
                }
            }
        }
    }

    /// <summary>A stage closes when its steps are done; one without steps never does, and nothing behind it is reached.</summary>
    public static IEnumerable<Breach> Reachable(Procedure procedure) =>
        procedure.Chain.Stages.Index()
            .Where(entry => entry.Item.Steps.IsEmpty)
            .Select(entry => new Breach($"$.chain.stages[{entry.Index}].steps", $"Expected at least one step, but stage '{entry.Item.Id}' has none: what follows it is unreachable."));

    public static IEnumerable<Breach> Returns(Procedure procedure)
    {
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, stage) in procedure.Chain.Stages.Index())
        {
            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (position, target) in stage.ReturnsTo.Index())
            {
                if (!earlier.Contains(target))
                {
                    yield return new Breach($"$.chain.stages[{index}].returnsTo[{position}]", $"Expected a stage before '{stage.Id}', but '{target}' is not one.");
                }
                else if (!named.Add(target))
                {
                    yield return new Breach($"$.chain.stages[{index}].returnsTo[{position}]", $"Expected '{target}' once, but it is there twice.");
                }
            }

            earlier.Add(stage.Id);
        }
    }

    public static IEnumerable<Breach> Signers(Procedure procedure) =>
        from stage in procedure.Chain.Stages.Index()
        from step in stage.Item.Steps.Index()
        let path = $"$.chain.stages[{stage.Index}].steps[{step.Index}].signers"
        let reason = step.Item switch
        {
            { Mode: SigningMode.All, Signers: < 2 } => $"Expected at least 2 signers, because all of them must agree (行政许可法 art 34 para 3), but it is {step.Item.Signers}.",
            { Mode: SigningMode.Single, Signers: not 1 } => $"Expected 1 signer, because one person signs alone, but it is {step.Item.Signers}.",
            _ => null,
        }
        where reason is not null
        select new Breach(path, reason);
}
