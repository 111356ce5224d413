namespace Approval.Engine.Procedures.Rules;

internal static class ExtensionRules
{
    private const int LicenceDays = 10;
    private const int JointLicenceDays = 15;
    private const int DisclosureDays = 20;

    /// <summary>
    /// Art 42: 10 working days by the head of the office; where the limit is that of joint handling (art 26), 15 by the head of
    /// the government. 政府信息公开条例 art 33: 20 by the head of the office. What else is extended has a rule of its own.
    /// </summary>
    public static IEnumerable<Breach> Cap(Procedure procedure)
    {
        if (procedure.Extension is not { } extension || CapOf(procedure) is not { } cap)
        {
            yield break;
        }

        if (extension.Unit is { } unit && unit != TimeUnit.WorkingDay)
        {
            yield return new Breach("$.extension.unit", $"Expected working days, in which {cap.Basis} counts, but it is in {unit}.");
        }
        else if (extension.MaxDays > cap.Days)
        {
            yield return new Breach("$.extension.maxDays", $"Expected at most {cap.Days} working days ({cap.Basis}), but it is {extension.MaxDays}.");
        }

        if (extension.ApproverRole != cap.Approver && RoleRules.MayExtend(extension.ApproverRole))
        {
            var approver = cap.Approver == Roles.Head ? "head of the office" : "head of the government of that level";
            yield return new Breach("$.extension.approverRole", $"Expected {cap.Approver}, because the {approver} approves ({cap.Basis}), but it is {extension.ApproverRole}.");
        }
    }

    private static (int Days, string Approver, string Basis)? CapOf(Procedure procedure) => procedure switch
    {
        { IsLicence: true } when LimitRules.IsJoint(procedure) => (JointLicenceDays, Roles.GovernmentHead, "行政许可法 art 42 para 2"),
        { IsLicence: true } => (LicenceDays, Roles.Head, "行政许可法 art 42 para 1"),
        { Kind: ProcedureKind.Disclosure } => (DisclosureDays, Roles.Head, "政府信息公开条例 art 33"),
        _ => null,
    };

    /// <summary>
    /// An extension counts in days, or in months on a limit in months; its unit is said where the limit leaves a doubt. Hours are for
    /// what is done the same day or the next: what needs longer than that has a limit in days (docs/adr/0017).
    /// </summary>
    public static IEnumerable<Breach> UnitFits(Procedure procedure)
    {
        if (procedure.Extension is not { } extension)
        {
            yield break;
        }

        var units = procedure.LocalLimits.Select(local => local.Statutory).OfType<TimeLimit>().Prepend(procedure.Limits.Statutory).Select(limit => limit.Unit).Distinct();
        foreach (var limit in units)
        {
            if (limit == TimeUnit.WorkingHour)
            {
                yield return new Breach("$.extension", "Expected none, because a statutory limit is in working hours, which are not extended.");
            }
            else if (extension.Unit is null && limit != TimeUnit.WorkingDay)
            {
                yield return new Breach("$.extension.unit", $"Expected the unit of the extension, because a statutory limit is in {limit}, but none is given.");
            }
            else if (extension.Unit == TimeUnit.Month && limit != TimeUnit.Month)
            {
                yield return new Breach("$.extension.unit", $"Expected days, because a statutory limit is in {limit}, but it is in Month.");
            }
        }

        if (extension.Unit == TimeUnit.WorkingHour)
        {
            yield return new Breach("$.extension.unit", "Expected days or months, but it is in WorkingHour.");
        }
    }

    public static IEnumerable<Breach> OnlyLicencesCiteArt42(Procedure procedure)
    {
        if (!procedure.IsLicence && procedure.Extension is { } extension && LegalCitation.CitesLicensingLaw(extension.LegalBasis, 42))
        {
            yield return new Breach("$.extension.legalBasis", "Expected a basis other than 行政许可法 art 42, which is for licences only (优化营商环境条例 art 40).");
        }
    }
}
