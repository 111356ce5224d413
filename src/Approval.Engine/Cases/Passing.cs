using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>
/// What time does to a case by itself: warnings, breaches and deemed acceptance, in the order in which they fell due. Runs before
/// every command, so an act is judged by the clock and not by whether a timer was late.
/// </summary>
internal static class Passing
{
    public static void Settle(Act act)
    {
        while (act.State is CaseState.Known known && Next(known.File) is { } due && due.FireAt <= act.Facts.Now)
        {
            Pass(act, due);
        }
    }

    private static PlannedTimer? Next(CaseFile file) => TimerPlan.For(file.Clocks).MinBy(timer => timer.FireAt);

    private static void Pass(Act act, PlannedTimer due)
    {
        var clock = act.File.Clock(due.ClockId)!;
        if (due.Kind == TimerKind.Warn)
        {
            act.Record(new CaseEvent.ClockWarned(clock.Id), Actor.Rule($"{clock.Id}.warn"), due.FireAt);
            return;
        }

        act.Record(new CaseEvent.ClockBreached(clock.Id, clock.Deadline!.Due), Actor.Rule($"{clock.Id}.breach"), due.FireAt);
        if (clock.Id == Clock.NoticeId && act.State is CaseState.Received)
        {
            Deem(act, due.FireAt);
        }
    }

    private static void Deem(Act act, DateTimeOffset at)
    {
        const string Basis = "行政许可法第三十二条第一款第四项";
        var rule = Actor.Rule("deemedAcceptance");
        var on = act.File.ReceiptDay;
        act.Record(new CaseEvent.DeemedAccepted(on, Basis, new LedgerEntry(LedgerOperation.Deem, on, 0, null, Basis, rule.Id, act.Facts.Now)), rule, at);
        Acceptances.StartClocks(act, on, "deemedAcceptance");
    }
}
