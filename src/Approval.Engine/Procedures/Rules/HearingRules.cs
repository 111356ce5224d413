namespace Approval.Engine.Procedures.Rules;

internal static class HearingRules
{
    private const int RequestDays = 5;
    private const int HoldDays = 20;
    private const int NoticeDays = 7;

    /// <summary>What art 47 and 48 give the parties may be lengthened, what they ask of the office shortened; never the other way.</summary>
    public static IEnumerable<Breach> Limits(Procedure procedure)
    {
        if (procedure.Hearing is not { } hearing)
        {
            yield break;
        }

        foreach (var (name, limit) in new[] { ("request", hearing.Request), ("hold", hearing.Hold) })
        {
            if (limit.Unit != TimeUnit.WorkingDay || limit.CountFrom != CountFrom.NextDay || limit.Amount == 0)
            {
                yield return new Breach($"$.hearing.{name}", "Expected working days from the next day on (行政许可法 art 82, 民法典 art 201).");
            }
        }

        if (!procedure.IsLicence && !LegalCitation.CitesAnotherAct(hearing.LegalBasis))
        {
            yield return new Breach("$.hearing.legalBasis", "Expected an act of its own in 《》, because 行政许可法 art 46-48 are for licences only (优化营商环境条例 art 40).");
        }

        if (procedure.IsLicence && hearing.Request.Amount < RequestDays)
        {
            yield return new Breach("$.hearing.request.amount", $"Expected at least {RequestDays} working days to ask (行政许可法 art 47), but it is {hearing.Request.Amount}.");
        }

        if (procedure.IsLicence && hearing.Hold.Amount > HoldDays)
        {
            yield return new Breach("$.hearing.hold.amount", $"Expected at most {HoldDays} working days to hold it (行政许可法 art 47), but it is {hearing.Hold.Amount}.");
        }

        if (procedure.IsLicence && hearing.NoticeDays < NoticeDays)
        {
            yield return new Breach("$.hearing.noticeDays", $"Expected notice at least {NoticeDays} working days before (行政许可法 art 48), but it is {hearing.NoticeDays}.");
        }

        if (hearing.NoticeDays >= hearing.Hold.Amount)
        {
            yield return new Breach("$.hearing.noticeDays", $"Expected notice that leaves time to hold it within {hearing.Hold.Amount} working days, but it is {hearing.NoticeDays}.");
        }
    }

    /// <summary>The time of a hearing does not count (art 45): how much may be declared is in the suspension of that kind.</summary>
    public static IEnumerable<Breach> TimeDoesNotCount(Procedure procedure)
    {
        if (procedure.Hearing is { } hearing
            && procedure.Suspensions.FirstOrDefault(rule => rule.Kind == SuspensionKinds.Hearing) is var suspension
            && (suspension is null || suspension.HasCourse || suspension.MaxDays < hearing.NoticeDays))
        {
            yield return new Breach(
                "$.hearing",
                $"Expected a suspension of kind {SuspensionKinds.Hearing} of at least {hearing.NoticeDays} days, without approver, result or staff: the hearing has a course of its own.");
        }
    }

    public static IEnumerable<Breach> NotOnTheSpot(Procedure procedure)
    {
        if (procedure is { Handling: HandlingType.OnTheSpot, Hearing: not null })
        {
            yield return new Breach("$.hearing", "Expected no hearing in a matter that is decided on the spot.");
        }
    }
}
