using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>
/// 发牌: a card for each threshold that passes, once for each rule and case. Step overtime is a yellow card although the promise
/// still holds; a missed promise, a missed law and a special procedure past the time declared are red ones, like their lamps. The card
/// of a step that a partner office holds (联审联批) is that office's own.
/// </summary>
internal static class CardIssuing
{
    private static readonly Actor Supervision = Actor.Rule("supervision");

    public static void Warned(Act act, Clock clock, DateTimeOffset at) => Issue(act, $"{clock.Id}.warned", CardLevel.Warning, clock, at);

    public static void Breached(Act act, Clock clock, DateTimeOffset at) =>
        Issue(act, $"{clock.Id}.breached", clock.Kind == ClockKind.Step ? CardLevel.Yellow : CardLevel.Red, clock, at);

    /// <summary>Staff were assigned later than the law allows (art 55).</summary>
    public static void StaffLate(Act act, string kind) => Issue(act, $"special.{kind}.staffLate", CardLevel.Yellow, null, act.EffectiveAt);

    private static void Issue(Act act, string rule, CardLevel level, Clock? clock, DateTimeOffset at)
    {
        if (act.File.Cards.All(card => card.Rule != rule))
        {
            var recipients = act.Facts.Procedure.Cards.RecipientsOf(level);
            act.Record(new CaseEvent.CardIssued(rule, level, clock?.Id, CivilTime.DayOf(at), recipients, clock is null ? null : CaseDecider.PartnerHolding(act.State, clock)), Supervision, at);
        }
    }
}
