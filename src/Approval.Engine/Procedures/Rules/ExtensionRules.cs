namespace Approval.Engine.Procedures.Rules;

internal static class ExtensionRules
{
    private const int LicenceDays = 10;
    private const int JointLicenceDays = 15;

    /// <summary>Art 42: 10 working days by the head of the office; 15 where the limit is that of joint handling (art 26).</summary>
    public static IEnumerable<Breach> Cap(Procedure procedure)
    {
        if (!procedure.IsLicence || procedure.Extension is not { } extension)
        {
            yield break;
        }

        var cap = LimitRules.IsJoint(procedure) ? JointLicenceDays : LicenceDays;
        if (extension.MaxDays > cap)
        {
            yield return new Breach("$.extension.maxDays", $"Expected at most {cap} working days (行政许可法 art 42), but it is {extension.MaxDays}.");
        }

        if (cap == LicenceDays && extension.ApproverRole != Roles.Head && Roles.Office.Contains(extension.ApproverRole))
        {
            yield return new Breach("$.extension.approverRole", $"Expected head, because the head of the office approves (行政许可法 art 42), but it is {extension.ApproverRole}.");
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
