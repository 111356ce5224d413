using Approval.Engine.Cases;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Publishing;

/// <summary>
/// A calendar publication on its way through the open cases. The pass takes every case; an act or a timer that comes to a case before
/// the pass does has it recomputed first, so nothing is ever judged on a deadline of the old calendar once the new one is in force.
/// </summary>
/// <param name="Publication">Number of the publication, as the journal names it.</param>
internal sealed record CalendarInForce(long Publication, string PublishedBy, DateTimeOffset PublishedAt)
{
    /// <summary>
    /// The recomputation that a case still waits for, as a step of its own; null when it waits for none or nothing of it moves.
    /// </summary>
    public CaseStep? Recompute(CaseRecord record, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now)
    {
        if (!IsBehind(record, rules))
        {
            return null;
        }

        var step = CaseStep.Take(record, CommandAt(now), Rule, null, rules, orchestrator, now);
        return step.Rejection is { } rejection
            ? throw new InvalidOperationException($"Case {record.Id} could not be recomputed: {rejection.Message.En}")
            : step.Rows.Length > 0 ? step : null;
    }

    private Actor Rule => Actor.Rule($"calendar:{Publication}");

    /// <summary>In force from its publication on, whenever a case is reached; never ahead of this node's own clock.</summary>
    private CaseCommand.RecomputeClocks CommandAt(DateTimeOffset now) =>
        new($"{Publication}", PublishedBy) { EffectiveAt = PublishedAt < now ? PublishedAt : now };

    private static bool IsBehind(CaseRecord record, Rulebook rules)
    {
        if (record.State is not CaseState.Known { File.Clocks: var clocks })
        {
            return false;
        }

        var calendar = rules.CalendarOf(rules.Offices[record.Office]).Version;
        return clocks.Any(clock => clock.StoppedOn is null && clock.CalendarVersion != calendar);
    }
}
