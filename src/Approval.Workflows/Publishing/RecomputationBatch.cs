using Approval.Engine.Cases;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Publishing;

/// <summary>Open cases taken for recomputation, locked, in the order of their ids.</summary>
/// <param name="Ids">All of them, the unreadable ones included.</param>
/// <param name="Cases">Those that are still to be judged.</param>
/// <param name="Foreseen">What the others come to, judged before they were locked and unchanged since.</param>
/// <param name="Unreadable">Cases that this version cannot read.</param>
/// <param name="IsLast">There are no more after these.</param>
internal sealed record ClaimedCases(
    CalendarInForce Calendar,
    IReadOnlyList<Guid> Ids,
    IReadOnlyList<CaseRecord> Cases,
    IReadOnlyList<RecomputedCase> Foreseen,
    IReadOnlyList<FailedCase> Unreadable,
    bool IsLast);

internal sealed record FailedCase(Guid CaseId, Exception Failure);

/// <summary>What one case comes to.</summary>
/// <param name="Step">Null when nothing of it moves.</param>
/// <param name="Failed">Set when it could not be judged: a case at fault takes only itself out of its batch.</param>
internal sealed record RecomputedCase(WrittenStep? Step, FailedCase? Failed)
{
    public static RecomputedCase Of(CalendarInForce calendar, CaseRecord record, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now)
    {
        try
        {
            return new RecomputedCase(calendar.Recompute(record, rules, orchestrator, now) is { } step ? WrittenStep.Of(step, null) : null, null);
        }
        catch (Exception failure)
        {
            return new RecomputedCase(null, new FailedCase(record.Id, failure));
        }
    }
}

/// <summary>What the cases of a batch come to, worked out in memory.</summary>
internal sealed record RecomputationBatch(ClaimedCases Claimed, IReadOnlyCollection<WrittenStep> Steps, IReadOnlyCollection<FailedCase> Failed)
{
    /// <summary>Cases of which a clock moved.</summary>
    public int Moved => Impacts.Count();

    /// <summary>Of those, cases whose lamp changed.</summary>
    public int Relit => Impacts.Count(impact => impact.ChangesLamp);

    public static RecomputationBatch Of(ClaimedCases claimed, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now)
    {
        List<RecomputedCase> outcomes =
        [
            .. claimed.Foreseen,
            .. claimed.Cases.AsParallel().AsOrdered().Select(record => RecomputedCase.Of(claimed.Calendar, record, rules, orchestrator, now)),
        ];
        return new RecomputationBatch(
            claimed,
            [.. outcomes.Select(outcome => outcome.Step).OfType<WrittenStep>()],
            [.. claimed.Unreadable, .. outcomes.Select(outcome => outcome.Failed).OfType<FailedCase>()]);
    }

    public static RecomputationBatch Failing(ClaimedCases claimed, Exception failure) =>
        new(claimed, [], [.. claimed.Ids.Select(id => new FailedCase(id, failure))]);

    private IEnumerable<CaseImpact> Impacts => Steps
        .Select(step => CaseImpact.Of(((CaseState.Known)step.Before.State).File, step.Entries, ((CaseState.Known)step.After.State).File))
        .OfType<CaseImpact>();
}
