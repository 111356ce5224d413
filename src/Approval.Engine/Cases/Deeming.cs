using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>视为受理 (行政许可法 art 32(4)), and what takes it back. Only licences: art 32 speaks of no other matter.</summary>
internal static class Deeming
{
    private const string Basis = "行政许可法第三十二条第一款第四项";

    /// <summary>Nothing was told in time: accepted from the day of receipt.</summary>
    public static void Deem(Act act, DateTimeOffset at)
    {
        var rule = Actor.Rule("deemedAcceptance");
        var on = act.File.ReceiptDay;
        act.Record(new CaseEvent.DeemedAccepted(on, Basis, new LedgerEntry(LedgerOperation.Deem, on, 0, null, Basis, rule.Id, act.Facts.Now), (act.State as CaseState.Received)?.Correction), rule, at);
        Acceptances.StartClocks(act, on, at, "deemedAcceptance");
    }

    /// <summary>
    /// The law deems only where nothing was told in time. An answer that took effect before the notice ran out, and is typed by who may
    /// backdate as far back as the procedure allows, shows that it was (docs/adr/0016). Nobody has acted since, or the answer would be
    /// before the act it follows and refused.
    /// </summary>
    public static void TakeBackIfGivenInTime(Act act)
    {
        if (act.State is (CaseState.Accepted or CaseState.InReview)
            && CaseEvolution.AcceptanceOf(act.State) is { Deemed: true }
            && act.File.Clock(Clock.NoticeId) is { Deadline: { } notice }
            && act.EffectiveAt < notice.PassesAt)
        {
            var entry = new LedgerEntry(LedgerOperation.TakeBack, act.Day, 0, null, Basis, act.Facts.Actor.Id, CivilTime.Stored(act.Facts.Now));
            act.Record(new CaseEvent.DeemingTakenBack(act.Day, Basis, entry));
        }
    }
}
