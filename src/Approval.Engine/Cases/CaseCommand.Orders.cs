namespace Approval.Engine.Cases;

/// <summary>督办, by a supervisor of the office or of one above it; the office answers.</summary>
public abstract partial record CaseCommand
{
    /// <param name="Requirement">What the office is to do.</param>
    /// <param name="Due">Last day for the report; or <paramref name="WorkingDays"/> after today, one of the two.</param>
    /// <param name="Card">Rule of the card it follows from.</param>
    public sealed record IssueOrder(string Requirement, DateOnly? Due, int? WorkingDays, string? Card) : CaseCommand("order.issue");

    /// <param name="Report">What was done (办理情况).</param>
    public sealed record AnswerOrder(int Number, string Report) : CaseCommand("order.answer");

    /// <summary>退回重办: the report does not do.</summary>
    public sealed record ReturnOrder(int Number, string Reason, DateOnly? Due, int? WorkingDays) : CaseCommand("order.return");

    /// <summary>销号.</summary>
    public sealed record CloseOrder(int Number, string Conclusion) : CaseCommand("order.close");

    /// <summary>Whether the command is a supervisor's, given to cases that somebody else handles.</summary>
    public bool IsOfSupervision => this is WriteOffCard or IssueOrder or ReturnOrder or CloseOrder;
}
