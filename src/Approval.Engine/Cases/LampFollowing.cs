using Approval.Engine.Clocks;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>Records the lamp that the clocks of a case call for. A finished case keeps the worst it had.</summary>
internal static class LampFollowing
{
    public static void Follow(Act act, DateTimeOffset at)
    {
        if (act.State is not Known { File: var file } state)
        {
            return;
        }

        var (current, rule) = LampRule.Of(file.Clocks, CaseEvolution.AcceptanceOf(state)?.Deemed ?? false, state is Suspended);
        var isFinished = state is not (Received or CorrectionRequested or Accepted or InReview or Suspended);
        var lamp = isFinished ? LampRule.Worse(file.WorstLamp, current) : current;
        if (lamp != file.Lamp)
        {
            var reason = isFinished && lamp != current ? "finished.worst" : rule;
            act.Record(new CaseEvent.LampChanged(file.Lamp, lamp, reason), Actor.Rule("lamp"), at);
        }
    }
}
