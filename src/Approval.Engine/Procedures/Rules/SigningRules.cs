namespace Approval.Engine.Procedures.Rules;

/// <summary>会签, 或签, 票签, 顺签: who is asked, and that what is asked of them can be reached.</summary>
internal static class SigningRules
{
    public static IEnumerable<Breach> Signers(Procedure procedure) => Each(procedure, static (step, path) => step switch
    {
        { Mode: SigningMode.Any or SigningMode.InTurn or SigningMode.Quorum, Signers: < 2 } =>
            [new Breach($"{path}.signers", $"Expected at least 2 signers in mode {step.Mode}, but it is {step.Signers}.")],
        _ => [],
    });

    public static IEnumerable<Breach> Quorum(Procedure procedure) => Each(procedure, static (step, path) => step switch
    {
        { Mode: SigningMode.Quorum, Quorum: null } => [new Breach($"{path}.quorum", "Expected how many must agree, because the mode is quorum (票签), but it is missing.")],
        { Mode: not SigningMode.Quorum, Quorum: not null } => [new Breach($"{path}.quorum", $"Expected no quorum, because the mode is {step.Mode}.")],
        { Quorum: { Count: null, Share: null } or { Count: not null, Share: not null } } => [new Breach($"{path}.quorum", "Expected either a count or a share.")],
        { Quorum: { Count: { } count } } when count > step.Signers =>
            [new Breach($"{path}.quorum.count", $"Expected at most {step.Signers}, the number of signers, but it is {count}: the step could never be agreed.")],
        _ => [],
    });

    public static IEnumerable<Breach> Roles(Procedure procedure) => Each(procedure, static (step, path) =>
    [
        .. step.SignerRoles.Length > 0 && step.SignerRoles.Length != step.Signers
            ? [new Breach($"{path}.signerRoles", $"Expected a role for each of {step.Signers} signers, but there are {step.SignerRoles.Length}.")]
            : Array.Empty<Breach>(),
        .. step.SignerRoles.Index().SelectMany(role => RoleRules.Judge(role.Item, $"{path}.signerRoles[{role.Index}]")),
        .. from role in step.Quorum?.VetoRoles.Index() ?? []
           where !Enumerable.Range(1, step.Signers).Any(signer => step.RoleOf(signer) == role.Item)
           select new Breach($"{path}.quorum.vetoRoles[{role.Index}]", $"Expected the role of a signer of step '{step.Id}', but nobody signs it as '{role.Item}'."),
    ]);

    /// <summary>视为同意 is for an act to say, and it comes when the time is over: without either it cannot come.</summary>
    public static IEnumerable<Breach> Silence(Procedure procedure) => Each(procedure, static (step, path) => step.OnSilence switch
    {
        null => [],
        _ when step.Budget is null => [new Breach($"{path}.budget", $"Expected a budget, because silence is told from the time that is over, but step '{step.Id}' has none.")],
        { Then: SilenceEffect.DeemAgreed } silence when string.IsNullOrWhiteSpace(silence.LegalBasis) =>
            [new Breach($"{path}.onSilence.legalBasis", "Expected the act that lets silence count as agreement, but there is none: silence escalates, it does not approve.")],
        _ => [],
    });

    /// <summary>职责分离: only those who sign before, or beside, can be kept out.</summary>
    public static IEnumerable<Breach> Separation(Procedure procedure)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, stage) in procedure.Chain.Stages.Index())
        {
            known.UnionWith(stage.Steps.Select(step => step.Id));
            foreach (var (position, step) in stage.Steps.Index())
            {
                foreach (var (place, other) in step.NotSignersOf.Index())
                {
                    if (!known.Contains(other) || other == step.Id)
                    {
                        yield return new Breach($"$.chain.stages[{index}].steps[{position}].notSignersOf[{place}]", $"Expected another step of this stage or of an earlier one, but '{other}' is none.");
                    }
                }
            }
        }
    }

    private static IEnumerable<Breach> Each(Procedure procedure, Func<Step, string, IEnumerable<Breach>> judge) =>
        from stage in procedure.Chain.Stages.Index()
        from step in stage.Item.Steps.Index()
        from breach in judge(step.Item, $"$.chain.stages[{stage.Index}].steps[{step.Index}]")
        select breach;
}
