namespace Approval.Engine.Procedures.Rules;

/// <summary>Limits count from acceptance; only an act that says so lets them count from receipt.</summary>
internal static class ClocksFromRules
{
    public static IEnumerable<Breach> LicencesCountFromAcceptance(Procedure procedure)
    {
        if (procedure is { IsLicence: true, ClocksFrom: ClocksFrom.Receipt })
        {
            yield return new Breach("$.clocksFrom", "Expected acceptance, from which the limits of a licence count (行政许可法 art 42), but it is receipt.");
        }
    }

    public static IEnumerable<Breach> ReceiptHasItsAct(Procedure procedure)
    {
        if (procedure is { IsLicence: false, ClocksFrom: ClocksFrom.Receipt } && !LegalCitation.CitesAnotherAct(procedure.Limits.Statutory.LegalBasis))
        {
            yield return new Breach(
                "$.limits.statutory.legalBasis",
                "Expected the act, in 《》, that counts the limit from receipt, as 《政府信息公开条例》 art 33 does, but none is named.");
        }
    }
}
