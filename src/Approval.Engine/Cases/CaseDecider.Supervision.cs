using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;

namespace Approval.Engine.Cases;

/// <summary>电子监察: writing off a card, publishing the reason of a breach, and deriving deadlines by a new calendar.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeWriteOff(Act act, WriteOffCard command)
    {
        if (act.File.Cards.FirstOrDefault(card => card.Rule == command.Rule) is not { } card)
        {
            return new Rejection(RejectionKind.NotFound, "card.not_found", new LocalText("没有这张监察牌。", "There is no such card."));
        }

        if (card.WrittenOff)
        {
            return new Rejection(RejectionKind.InvalidState, "card.written_off", new LocalText("该监察牌已经核销。", "The card has been written off."));
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("card.reason_missing", "核销应当说明理由。", "Writing off a card needs a reason.", pointer: "/reason");
        }

        act.Record(new CaseEvent.CardWrittenOff(card.Rule, command.Reason));
        return null;
    }

    /// <summary>A better reason replaces the one published before; the journal keeps both.</summary>
    private static Rejection? JudgeExplain(Act act, ExplainBreach command)
    {
        if (act.File.Clock(command.ClockId) is not { Status: ClockStatus.Breached } clock)
        {
            return new Rejection(RejectionKind.InvalidState, "breach.none", new LocalText($"“{command.ClockId}”没有超期。", $"Clock '{command.ClockId}' is not breached."));
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("breach.reason_missing", "超期应当公开说明理由。", "The public reason of a breach is missing.", "优化营商环境条例第三十六条", "/reason");
        }

        if (clock.PublishedReason != command.Reason)
        {
            act.Record(new CaseEvent.BreachExplained(command.ClockId, command.Reason));
        }

        return null;
    }

    /// <summary>
    /// Open clocks only; a clock that does not move leaves no trace. A breach whose last day the new calendar moves past now is over: the
    /// limit runs again. Its row in the journal stays, and so does its card. One that is late by the new calendar too stays a breach.
    /// </summary>
    private static Rejection? JudgeRecompute(Act act, RecomputeClocks command)
    {
        var work = act.ClockWork();
        var moves = act.File.Clocks
            .Zip(work.DeriveEach(act.File.Clocks), (before, after) => (Before: before, After: after))
            .Where(pair => pair.Before.StoppedOn is null)
            .Where(pair => pair.Before.Deadline != pair.After.Deadline || pair.Before.WarnsAt != pair.After.WarnsAt)
            .Select(pair => new ClockMove(pair.Before.Deadline, pair.After))
            .ToList();
        if (moves.Count > 0)
        {
            act.Record(new CaseEvent.ClocksRecomputed(command.Publication, command.PublishedBy, [.. moves]));
        }

        return null;
    }
}
