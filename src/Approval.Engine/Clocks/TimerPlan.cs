namespace Approval.Engine.Clocks;

public enum TimerKind
{
    /// <summary>The warning threshold.</summary>
    Warn,

    /// <summary>The deadline itself; for the notice clock this is deemed acceptance.</summary>
    Breach,
}

/// <summary>The one timer a running clock needs: its next threshold. A timer of another ledger version does nothing.</summary>
public sealed record PlannedTimer(string ClockId, TimerKind Kind, DateTimeOffset FireAt, int LedgerVersion);

/// <summary>Every running clock has exactly one timer; a suspended, stopped or breached clock has none.</summary>
public static class TimerPlan
{
    public static IEnumerable<PlannedTimer> For(IEnumerable<Clock> clocks) => clocks.Select(Next).OfType<PlannedTimer>();

    private static PlannedTimer? Next(Clock clock) => clock switch
    {
        { IsRunning: false } or { Deadline: null } => null,
        { Warned: false, WarnsAt: { } warnsAt } => new(clock.Id, TimerKind.Warn, warnsAt, clock.LedgerVersion),
        { Deadline: { } deadline } => new(clock.Id, TimerKind.Breach, deadline.PassesAt, clock.LedgerVersion),
    };
}
