namespace Approval.Workflows.Timers;

/// <summary>Adds up a sweep.</summary>
internal sealed class ReconciliationTally(DateTimeOffset beganAt)
{
    private (long Cases, long Running, long Armed, long Missing, long Orphaned, long Superseded, long Incidents) sum;
    private Lateness late = Lateness.None;

    public long Unsettled { get; set; }

    public void Add(ArmedTimers timers, DateTimeOffset now)
    {
        sum.Cases++;
        sum.Running += timers.Running;
        sum.Armed += timers.Right.Count;
        sum.Missing += timers.Missing.Count;
        sum.Orphaned += timers.Orphaned.Count;
        sum.Superseded += timers.Superseded.Count;
        foreach (var armed in timers.Right)
        {
            if (armed.Stuck)
            {
                sum.Incidents++;
            }
            else if (armed.Timer.FireAt <= now)
            {
                late = late.With(now - armed.Timer.FireAt);
            }
        }
    }

    public TimerReconciliation Ended(DateTimeOffset endedAt) => new(
        beganAt, endedAt, sum.Cases, sum.Running, sum.Armed, sum.Missing, sum.Orphaned, sum.Superseded, Unsettled, sum.Incidents, late);
}
