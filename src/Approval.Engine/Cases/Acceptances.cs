using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>Acceptance starts the promise and the statutory limit together.</summary>
internal static class Acceptances
{
    public static void StartClocks(Act act, DateOnly on, string cause)
    {
        var work = act.ClockWork();
        act.RecordClocks(
            cause,
            [
                .. Clocks.ClockWork.StopAll(act.File.Clocks, on, ClockKind.Notice),
                work.Start(Clock.PromisedId, ClockKind.Promised, act.File.Limits.Promised, on),
                work.Start(Clock.StatutoryId, ClockKind.Statutory, act.File.Limits.Statutory, on),
            ]);
    }

    public static Clocks.ClockWork ClockWork(this Act act) => new(act.Facts.Calendar, act.Facts.Procedure.Warning, act.File.Ledger, act.Facts.Now);
}
