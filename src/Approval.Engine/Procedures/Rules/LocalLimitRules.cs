using Approval.Engine.Offices;

namespace Approval.Engine.Procedures.Rules;

internal static class LocalLimitRules
{
    /// <summary>
    /// Each rule is held against the law for every office, class and day that it binds. The divisions and days of the
    /// rules themselves are enough to try: an office anywhere else is bound by the same rules as one of those.
    /// </summary>
    public static IEnumerable<Breach> PromiseWithinLaw(Procedure procedure) =>
        procedure.LocalLimits
            .SelectMany((rule, index) => Situations(procedure, rule).SelectMany(limits => Judge(procedure, rule, limits, $"$.localLimits[{index}]")))
            .Distinct();

    /// <summary>A rule without a limit binds nothing, and two for the same place, class and day contradict each other.</summary>
    public static IEnumerable<Breach> SaysSomethingOnce(Procedure procedure)
    {
        var seen = new HashSet<(string?, ProjectClass?, DateOnly)>();
        foreach (var (index, rule) in procedure.LocalLimits.Index())
        {
            if (rule.Promised is null && rule.Statutory is null)
            {
                yield return new Breach($"$.localLimits[{index}]", "Expected a promise or a statutory limit, but the rule gives neither.");
            }

            if (!seen.Add((rule.Division, rule.ProjectClass, rule.EffectiveFrom)))
            {
                yield return new Breach($"$.localLimits[{index}]", "Expected one rule for this place, class and first day, but there is an earlier one.");
            }
        }
    }

    private static IEnumerable<Breach> Judge(Procedure procedure, LocalLimits rule, Limits inForce, string path)
    {
        if (rule.Promised is { } promised)
        {
            foreach (var breach in LimitRules.Longer(promised, inForce.Statutory, $"{path}.promised"))
            {
                yield return breach;
            }

            if (!promised.IsComparableWith(procedure.Limits.Promised) || promised.Reach > procedure.Limits.Promised.Reach)
            {
                yield return new Breach($"{path}.promised", "Expected a promise shorter than the procedure's own, but it is longer or in another unit: it would never bind.");
            }
        }

        if (rule.Statutory is { } statutory && ReferenceEquals(statutory, inForce.Statutory) && !ReferenceEquals(rule.Promised, inForce.Promised))
        {
            foreach (var breach in LimitRules.Longer(inForce.Promised, statutory, $"{path}.statutory"))
            {
                yield return breach;
            }
        }
    }

    private static IEnumerable<Limits> Situations(Procedure procedure, LocalLimits rule) =>
        from division in procedure.LocalLimits.Select(other => other.Division).Append(rule.Division).Distinct()
        let office = OfficeOf(division)
        where rule.Division is null || office.IsWithin(rule.Division)
        from projectClass in Enum.GetValues<ProjectClass>()
        where rule.ProjectClass is null || rule.ProjectClass == projectClass
        from day in procedure.LocalLimits.Select(other => other.EffectiveFrom).Distinct()
        where day >= rule.EffectiveFrom
        select procedure.LimitsFor(office, projectClass, day);

    /// <summary>An office that only its division matters of; 990000 is in no rule, for those that hold everywhere.</summary>
    private static Office OfficeOf(string? division) =>
        new(division ?? "990000", new LocalText("", ""), OfficeLevel.City, null, "CN", [], [], null);
}
