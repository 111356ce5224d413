using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>Acceptance starts the promise and the statutory limit together.</summary>
internal static class Acceptances
{
    /// <param name="on">The day of acceptance, from which the limits count.</param>
    /// <param name="at">When it came about; later than <paramref name="on"/> when the law accepts retroactively.</param>
    public static void StartClocks(Act act, DateOnly on, DateTimeOffset at, string cause)
    {
        var work = act.ClockWork();
        act.RecordClocks(
            cause,
            at,
            [
                .. Clocks.ClockWork.StopAll(act.File.Clocks, CivilTime.DayOf(at), ClockKind.Notice),
                work.Start(Clock.PromisedId, ClockKind.Promised, act.File.Limits.Promised, on),
                work.Start(Clock.StatutoryId, ClockKind.Statutory, act.File.Limits.Statutory, on),
            ]);
    }

    public static Clocks.ClockWork ClockWork(this Act act) => new(act.Facts.Calendar, act.Facts.Procedure.Warning, act.File.Ledger, act.Facts.Now);
}
