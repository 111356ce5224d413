namespace Approval.Engine.Procedures.Rules;

internal static class SuspensionRules
{
    /// <summary>Art 45 is a closed list; anything else needs a rule of its own that says the time does not count.</summary>
    public static IEnumerable<Breach> Kinds(Procedure procedure)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, suspension) in procedure.Suspensions.Index())
        {
            if (!SuspensionKinds.Statutory.Contains(suspension.Kind) && !LegalCitation.CitesAnotherAct(suspension.LegalBasis))
            {
                yield return new Breach(
                    $"$.suspensions[{index}].kind",
                    $"Expected one of the eight kinds of 行政许可法 art 45 ({string.Join(", ", SuspensionKinds.Statutory)}), or a legalBasis that names a local rule in 《》, but '{suspension.Kind}' has neither.");
            }

            if (!seen.Add(suspension.Kind))
            {
                yield return new Breach($"$.suspensions[{index}].kind", $"Expected '{suspension.Kind}' once, but it is there twice.");
            }
        }
    }

    public static IEnumerable<Breach> Approvers(Procedure procedure) =>
        from suspension in procedure.Suspensions.Index()
        where suspension.Item.ApproverRole is not null
        from breach in RoleRules.Judge(suspension.Item.ApproverRole!, $"$.suspensions[{suspension.Index}].approverRole")
        select breach;

    public static IEnumerable<Breach> OnlyLicencesCiteArt45(Procedure procedure) =>
        procedure.IsLicence
            ? []
            : procedure.Suspensions.Index()
                .Where(entry => LegalCitation.CitesLicensingLaw(entry.Item.LegalBasis, 45))
                .Select(entry => new Breach(
                    $"$.suspensions[{entry.Index}].legalBasis",
                    "Expected a basis other than 行政许可法 art 45, which is for licences only (优化营商环境条例 art 40)."));
}
