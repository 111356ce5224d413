namespace Approval.Engine.Procedures.Rules;

internal static class HandlingRules
{
    public static IEnumerable<Breach> OnTheSpotPromise(Procedure procedure)
    {
        if (procedure.Handling == HandlingType.OnTheSpot && procedure.Limits.Promised.Amount != 0)
        {
            yield return new Breach("$.limits.promised.amount", $"Expected 0, because 即办件 are decided the same day (行政许可法 art 34), but it is {procedure.Limits.Promised.Amount}.");
        }
    }

    /// <summary>即办件 are decided at the window, so a stage of theirs would never open; 承诺件 run through at least one.</summary>
    public static IEnumerable<Breach> ChainFitsHandling(Procedure procedure)
    {
        if (procedure.Handling == HandlingType.OnTheSpot && procedure.Chain.Stages.Length > 0)
        {
            yield return new Breach("$.chain.stages", "Expected no stages, because 即办件 are decided at the window: these are unreachable.");
        }

        if (procedure.Handling == HandlingType.Promise && procedure.Chain.Stages.IsEmpty)
        {
            yield return new Breach("$.chain.stages", "Expected at least one stage, because 承诺件 run through a chain, but there is none.");
        }
    }
}
