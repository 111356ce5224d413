namespace Approval.Engine.Cases;

/// <summary>督办. No act on the case itself: phases, clocks and lamps stay as they are.</summary>
public abstract partial record CaseEvent
{
    /// <param name="Due">Last day for the report.</param>
    public sealed record OrderIssued(int Number, string Requirement, DateOnly Due, string? Card = null) : CaseEvent;

    /// <param name="On">The day that decides whether it came in time.</param>
    public sealed record OrderAnswered(int Number, string Report, DateOnly On) : CaseEvent;

    /// <param name="Due">The new last day.</param>
    public sealed record OrderReturned(int Number, string Reason, DateOnly Due) : CaseEvent;

    public sealed record OrderClosed(int Number, string Conclusion) : CaseEvent;
}
