using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>
/// What time does to a case by itself: warnings, breaches and deemed acceptance, in the order in which they fell due. Runs before
/// every command, so an act is judged by the clock and not by whether a timer was late.
/// </summary>
internal static class Passing
{
    /// <summary>The lamp follows each instant, so a late timer leaves the same cards behind as one that fired on time.</summary>
    public static void Settle(Act act)
    {
        var at = DateTimeOffset.MinValue;
        while (Next(act) is { } due)
        {
            var fell = NotBeforeItsClock(act, due.FireAt);
            at = fell > at ? fell : at;
            Pass(act, due);
            if (Next(act) is not { } next || next.FireAt > at)
            {
                LampFollowing.Follow(act, at);
            }
        }
    }

    private static PlannedTimer? Next(Act act) =>
        act.State is CaseState.Known { File.Clocks: var clocks }
        && TimerPlan.For(clocks).MinBy(timer => timer.FireAt) is { } timer
        && timer.FireAt <= act.Facts.Now
            ? timer
            : null;

    private static void Pass(Act act, PlannedTimer due)
    {
        var clock = act.File.Clock(due.ClockId)!;
        if (due.Kind == TimerKind.Warn)
        {
            var at = NotBeforeItsClock(act, due.FireAt);
            act.Record(new CaseEvent.ClockWarned(clock.Id), Actor.Rule($"{clock.Id}.warn"), at);
            CardIssuing.Warned(act, clock, at);
            return;
        }

        act.Record(new CaseEvent.ClockBreached(clock.Id, clock.Deadline!.Due), Actor.Rule($"{clock.Id}.breach"), due.FireAt);
        CardIssuing.Breached(act, clock, due.FireAt);
        CaseDecider.FollowSilence(act, clock, due.FireAt);
        if (clock.Id == Clock.NoticeId && act.State is CaseState.Received && act.Facts.Procedure.IsLicence)
        {
            Deem(act, due.FireAt);
        }
    }

    /// <summary>A clock whose whole time is its warning time warns when it starts, not at the midnight before.</summary>
    private static DateTimeOffset NotBeforeItsClock(Act act, DateTimeOffset at) => at > act.File.LastActAt ? at : act.File.LastActAt;

    /// <summary>Only licences: art 32 speaks of no other matter.</summary>
    private static void Deem(Act act, DateTimeOffset at)
    {
        const string Basis = "行政许可法第三十二条第一款第四项";
        var rule = Actor.Rule("deemedAcceptance");
        var on = act.File.ReceiptDay;
        act.Record(new CaseEvent.DeemedAccepted(on, Basis, new LedgerEntry(LedgerOperation.Deem, on, 0, null, Basis, rule.Id, act.Facts.Now)), rule, at);
        Acceptances.StartClocks(act, on, at, "deemedAcceptance");
    }
}
