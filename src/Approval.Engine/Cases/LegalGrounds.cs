using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

/// <summary>
/// What a rejection rests on. The licence articles are for licences only (优化营商环境条例 art 40); any other matter rests on the acts
/// that its procedure names.
/// </summary>
internal static class LegalGrounds
{
    /// <summary>补正 and its one notice: 行政许可法 art 32, or the act that gives the notice its limit.</summary>
    public static string OfNotice(Procedure procedure) => procedure.IsLicence ? "行政许可法第三十二条第一款第四项" : procedure.Limits.Notice.LegalBasis;

    /// <summary>What may be asked for: 行政许可法 art 31; elsewhere the act that the list of materials rests on.</summary>
    public static string OfMaterials(Procedure procedure) => procedure.IsLicence
        ? "行政许可法第三十一条"
        : procedure.Materials.Select(material => material.LegalBasis).OfType<string>().FirstOrDefault() ?? procedure.Limits.Notice.LegalBasis;

    /// <summary>Time that does not count: 行政许可法 art 45; elsewhere the acts of the special procedures, or of the limit where there are none.</summary>
    public static string OfSpecialProcedures(Procedure procedure) => procedure switch
    {
        { IsLicence: true } => "行政许可法第四十五条",
        { Suspensions.IsEmpty: true } => procedure.Limits.Statutory.LegalBasis,
        _ => string.Join('；', procedure.Suspensions.Select(rule => rule.LegalBasis).Distinct()),
    };

    /// <summary>听证: the article of a licence; elsewhere the act that the procedure's hearings rest on.</summary>
    public static string OfHearing(Procedure procedure, string article) =>
        procedure.IsLicence ? article : procedure.Hearing?.LegalBasis ?? procedure.Limits.Statutory.LegalBasis;

    /// <summary>An article of the Licensing Law; null for a matter that is no licence.</summary>
    public static string? OfLicence(Procedure procedure, string article) => procedure.IsLicence ? article : null;
}
