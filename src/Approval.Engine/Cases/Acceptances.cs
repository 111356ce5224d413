using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

/// <summary>Acceptance starts the promise and the statutory limit together, unless they have run since receipt.</summary>
internal static class Acceptances
{
    /// <param name="on">The day of acceptance, from which the limits count.</param>
    /// <param name="at">When it came about; later than <paramref name="on"/> when the law accepts retroactively.</param>
    public static void StartClocks(Act act, DateOnly on, DateTimeOffset at, string cause)
    {
        var stopped = Clocks.ClockWork.StopAll(act.File.Clocks, CivilTime.DayOf(at), ClockKind.Notice);
        if (act.Facts.Procedure.ClocksFrom == ClocksFrom.Receipt)
        {
            act.RecordClocks(cause, at, stopped);
            return;
        }

        act.RecordClocks(cause, at, [.. stopped, .. act.ClockWork().StartLimits(act.File.Limits, on, at)]);
    }

    public static Clocks.ClockWork ClockWork(this Act act) => new(act.Facts.Calendar, act.Facts.Hours, act.Facts.Procedure.Warning, act.File.Ledger, act.Facts.Now);
}
