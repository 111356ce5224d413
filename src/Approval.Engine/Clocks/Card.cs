namespace Approval.Engine.Clocks;

/// <summary>预警、黄牌、红牌.</summary>
public enum CardLevel
{
    Warning,
    Yellow,
    Red,
}

/// <summary>A supervision card. Issued once for each rule and case, never deleted; a supervisor may write it off with a reason.</summary>
/// <param name="Rule">What it was issued for, promised.breached for one; unique in the case.</param>
/// <param name="ClockId">The clock it is about; null for a rule that is about none.</param>
/// <param name="On">Civil day of the threshold.</param>
public sealed record Card(string Rule, CardLevel Level, string? ClockId, DateOnly On, bool WrittenOff = false);
