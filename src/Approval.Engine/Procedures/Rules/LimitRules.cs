namespace Approval.Engine.Procedures.Rules;

internal static class LimitRules
{
    private const int NoticeDays = 5;
    private const int DisclosureNoticeDays = 7;
    private const int DisclosureDays = 20;
    private const int LicenceDays = 20;
    private const int JointLicenceDays = 45;
    private const int DeliveryDays = 10;
    private static readonly int[] LicenceOnly = [42, 44];

    public static IEnumerable<Breach> PromiseWithinLaw(Procedure procedure) =>
        Longer(procedure.Limits.Promised, procedure.Limits.Statutory, "$.limits.promised");

    /// <summary>A finding when the promise is longer than the law, or when that cannot be said.</summary>
    public static IEnumerable<Breach> Longer(TimeLimit promised, TimeLimit statutory, string path)
    {
        if (!promised.IsComparableWith(statutory))
        {
            yield return new Breach(
                $"{path}.unit",
                $"Expected a promise in {statutory.Unit}, the unit of the statutory limit, but it is in {promised.Unit}: the two cannot be compared.");
        }
        else if (promised.Reach > statutory.Reach)
        {
            yield return new Breach(
                $"{path}.amount",
                $"Expected a promise no longer than the statutory {Shown(statutory)}, but it is {Shown(promised)} (行政许可法 art 42; 优化营商环境条例 art 36).");
        }
    }

    public static IEnumerable<Breach> NoticeCap(Procedure procedure) => procedure.Kind == ProcedureKind.Disclosure
        ? Above(procedure.Limits.Notice, DisclosureNoticeDays, "$.limits.notice", "政府信息公开条例 art 30")
        : Above(procedure.Limits.Notice, NoticeDays, "$.limits.notice", "行政许可法 art 32");

    /// <summary>Art 42 gives 20 working days, 45 where a unified or joint handling under art 26 is cited; more needs another act. An answer to a request for information: 20 (政府信息公开条例 art 33).</summary>
    public static IEnumerable<Breach> StatutoryCap(Procedure procedure)
    {
        var statutory = procedure.Limits.Statutory;
        if (procedure.Kind == ProcedureKind.Disclosure)
        {
            return Above(statutory, DisclosureDays, "$.limits.statutory", "政府信息公开条例 art 33");
        }

        if (!procedure.IsLicence || !LegalCitation.CitesLicensingLaw(statutory.LegalBasis, 42))
        {
            return [];
        }

        return IsJoint(procedure)
            ? Above(statutory, JointLicenceDays, "$.limits.statutory", "行政许可法 art 42 para 2")
            : Above(statutory, LicenceDays, "$.limits.statutory", "行政许可法 art 42 para 1");
    }

    public static IEnumerable<Breach> DeliveryCap(Procedure procedure) =>
        procedure.IsLicence ? Above(procedure.Limits.Delivery, DeliveryDays, "$.limits.delivery", "行政许可法 art 44") : [];

    /// <summary>Art 42 and 44 are limits of licences; running anything else under them is what 优化营商环境条例 art 40 forbids.</summary>
    public static IEnumerable<Breach> OnlyLicencesCiteLicenceLimits(Procedure procedure)
    {
        if (procedure.IsLicence)
        {
            return [];
        }

        (string Name, TimeLimit Limit)[] limits =
        [
            ("notice", procedure.Limits.Notice),
            ("promised", procedure.Limits.Promised),
            ("statutory", procedure.Limits.Statutory),
            ("delivery", procedure.Limits.Delivery),
        ];
        return from named in limits
               from article in LicenceOnly
               where LegalCitation.CitesLicensingLaw(named.Limit.LegalBasis, article)
               select new Breach(
                   $"$.limits.{named.Name}.legalBasis",
                   $"Expected a basis other than 行政许可法 art {article}, which is for licences only (优化营商环境条例 art 40).");
    }

    /// <summary>Unified, joint or centralised handling: 45 working days instead of 20 (art 26, art 42 para 2).</summary>
    public static bool IsJoint(Procedure procedure) => LegalCitation.CitesLicensingLaw(procedure.Limits.Statutory.LegalBasis, 26);

    private static IEnumerable<Breach> Above(TimeLimit limit, int workingDays, string path, string basis)
    {
        // So many calendar days never end later than as many working days, so either unit keeps the cap.
        if (limit.Amount > 0 && limit.Unit is not (TimeUnit.WorkingDay or TimeUnit.CalendarDay))
        {
            yield return new Breach($"{path}.unit", $"Expected days, to be held against {workingDays} working days ({basis}), but it is in {limit.Unit}.");
        }
        else if (limit.Reach > workingDays)
        {
            yield return new Breach($"{path}.amount", $"Expected at most {workingDays} working days ({basis}), but it is {Shown(limit)}.");
        }
    }

    private static string Shown(TimeLimit limit) => $"{limit.Amount} {limit.Unit} from {limit.CountFrom}";
}
