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
            Pass(act, due, at);
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

    /// <param name="at">No earlier than what brought the clock about: a limit that the law starts afterwards warns nobody in the past.</param>
    private static void Pass(Act act, PlannedTimer due, DateTimeOffset at)
    {
        var clock = act.File.Clock(due.ClockId)!;
        if (due.Kind == TimerKind.Warn)
        {
            act.Record(new CaseEvent.ClockWarned(clock.Id), Actor.Rule($"{clock.Id}.warn"), at);
            CardIssuing.Warned(act, clock, at);
            return;
        }

        if (clock.Kind == ClockKind.HearingRequest)
        {
            LapseHearing(act, clock, due.FireAt);
            return;
        }

        act.Record(new CaseEvent.ClockBreached(clock.Id, clock.Deadline!.Due), Actor.Rule($"{clock.Id}.breach"), due.FireAt);
        CardIssuing.Breached(act, clock, due.FireAt);
        CaseDecider.FollowSilence(act, clock, due.FireAt);
        if (clock.Id == Clock.NoticeId && act.State is CaseState.Received && act.Facts.Procedure.IsLicence)
        {
            Deeming.Deem(act, due.FireAt);
        }
    }

    /// <summary>A clock whose whole time is its warning time warns when it starts, not at the midnight before.</summary>
    private static DateTimeOffset NotBeforeItsClock(Act act, DateTimeOffset at) => at > act.File.LastActAt ? at : act.File.LastActAt;

    /// <summary>Nobody asked in time: the right to a hearing is gone, and that is all (art 47).</summary>
    private static void LapseHearing(Act act, Clock clock, DateTimeOffset at)
    {
        act.Record(new CaseEvent.HearingLapsed(clock.Deadline!.Due, clock.Limit.LegalBasis), Actor.Rule("hearingLapse"), at);
        act.RecordClocks("hearingLapsed", at, [ClockWork.Stop(clock, clock.Deadline.Due)]);
    }
}
