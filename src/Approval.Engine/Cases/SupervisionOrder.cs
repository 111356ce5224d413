namespace Approval.Engine.Cases;

/// <summary>Where an order of supervision stands.</summary>
public enum OrderStatus
{
    /// <summary>The office owes its report.</summary>
    Open,

    /// <summary>The office has reported; the supervisor has not yet judged it.</summary>
    Answered,

    /// <summary>销号: done, or withdrawn.</summary>
    Closed,
}

/// <summary>限时督办: a supervisor requires something of the office that handles the case, by a day. What was written is in the journal.</summary>
/// <param name="Number">1, 2 … within the case.</param>
/// <param name="Due">Last day for the report; a report on it is in time.</param>
/// <param name="Card">Rule of the card it follows from; null for none.</param>
public sealed record SupervisionOrder(int Number, DateOnly Due, OrderStatus Status, string? Card = null);
