namespace Approval.Workflows.Timers;

/// <summary>
/// What a sweep of the reconciler that reached the end has found, before it repaired it. Healthy: <paramref name="Armed"/> equals
/// <paramref name="Running"/> and the four after it are 0.
/// </summary>
/// <param name="Cases">Cases looked at: those with a clock that runs out, and those with timers.</param>
/// <param name="Running">Running clocks; each needs exactly one timer.</param>
/// <param name="Armed">Timers that are what their clock needs.</param>
/// <param name="Missing">Running clocks without a timer; armed by the sweep.</param>
/// <param name="Orphaned">Timers of no running clock; removed by the sweep.</param>
/// <param name="Superseded">Timers of an older ledger, or for another instant than their clock's; set right by the sweep.</param>
/// <param name="Unsettled">Cases found wrong that a step held for too long; the next sweep looks again.</param>
/// <param name="Incidents">Armed timers that failed too often and wait for people.</param>
/// <param name="Late">How late the armed timers are that are due and not fired, incidents left out.</param>
public sealed record TimerReconciliation(
    DateTimeOffset BeganAt,
    DateTimeOffset EndedAt,
    long Cases,
    long Running,
    long Armed,
    long Missing,
    long Orphaned,
    long Superseded,
    long Unsettled,
    long Incidents,
    Lateness Late)
{
    /// <summary>Whether nothing was wrong. Lateness and incidents are no fault of what is armed.</summary>
    public bool IsClean => Missing + Orphaned + Superseded + Unsettled == 0;
}

/// <summary>Counts by how long ago a timer should have fired: each is above the limit before it and up to its own.</summary>
public sealed record Lateness(long UpTo1Second, long UpTo5Seconds, long UpTo1Minute, long UpTo10Minutes, long UpTo1Hour, long Over1Hour)
{
    public static Lateness None { get; } = new(0, 0, 0, 0, 0, 0);

    public long Total => UpTo1Second + UpTo5Seconds + UpTo1Minute + UpTo10Minutes + UpTo1Hour + Over1Hour;

    public Lateness With(TimeSpan late) => late switch
    {
        _ when late <= TimeSpan.FromSeconds(1) => this with { UpTo1Second = UpTo1Second + 1 },
        _ when late <= TimeSpan.FromSeconds(5) => this with { UpTo5Seconds = UpTo5Seconds + 1 },
        _ when late <= TimeSpan.FromMinutes(1) => this with { UpTo1Minute = UpTo1Minute + 1 },
        _ when late <= TimeSpan.FromMinutes(10) => this with { UpTo10Minutes = UpTo10Minutes + 1 },
        _ when late <= TimeSpan.FromHours(1) => this with { UpTo1Hour = UpTo1Hour + 1 },
        _ => this with { Over1Hour = Over1Hour + 1 },
    };
}
