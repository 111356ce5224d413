namespace Approval.Engine.Procedures.Rules;

/// <summary>审查阶段补正 is no institution of the Licensing Law: it needs a review to be asked in, and a rule of its own to stop a promise.</summary>
internal static class ReviewCorrectionRules
{
    public static IEnumerable<Breach> OnlyInReview(Procedure procedure)
    {
        if (procedure is { ReviewCorrection: not null, Handling: HandlingType.OnTheSpot })
        {
            yield return new Breach("$.reviewCorrection", "Expected none, because 即办件 are decided at the window and have no review (行政许可法 art 34).");
        }
    }

    public static IEnumerable<Breach> OwnBasis(Procedure procedure)
    {
        if (procedure.ReviewCorrection is { StopsPromise: true } rule && LegalCitation.NamesOnlyLicensingLaw(rule.LegalBasis))
        {
            yield return new Breach(
                "$.reviewCorrection.legalBasis",
                "Expected a rule of its own that lets the promise stand still, because the Licensing Law knows correction before acceptance only (行政许可法 art 32), but no other is named.");
        }
    }
}
