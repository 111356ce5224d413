using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>
/// 发牌: a card for each threshold that passes, once for each rule and case. Step overtime is a yellow card although the promise
/// still holds; a missed promise and a missed law are red ones.
/// </summary>
internal static class CardIssuing
{
    private static readonly Actor Supervision = Actor.Rule("supervision");

    public static void Warned(Act act, Clock clock, DateTimeOffset at) => Issue(act, $"{clock.Id}.warned", CardLevel.Warning, clock.Id, at);

    public static void Breached(Act act, Clock clock, DateTimeOffset at) =>
        Issue(act, $"{clock.Id}.breached", clock.Kind is ClockKind.Step or ClockKind.Suspension ? CardLevel.Yellow : CardLevel.Red, clock.Id, at);

    private static void Issue(Act act, string rule, CardLevel level, string clockId, DateTimeOffset at)
    {
        if (act.File.Cards.All(card => card.Rule != rule))
        {
            var recipients = act.Facts.Procedure.Cards.RecipientsOf(level);
            act.Record(new CaseEvent.CardIssued(rule, level, clockId, CivilTime.DayOf(at), recipients), Supervision, at);
        }
    }
}
