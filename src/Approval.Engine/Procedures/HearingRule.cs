namespace Approval.Engine.Procedures;

/// <summary>听证 (行政许可法 art 46-48). Days are working days (art 82).</summary>
/// <param name="Request">For a party to ask, from the day it was told (art 47: 5).</param>
/// <param name="Hold">To hold it, from the request (art 47: 20).</param>
/// <param name="NoticeDays">Time and place are notified so many days before (art 48: 7).</param>
/// <param name="Required">No determination without one (art 46).</param>
public sealed record HearingRule(TimeLimit Request, TimeLimit Hold, int NoticeDays, bool Required, string LegalBasis);
