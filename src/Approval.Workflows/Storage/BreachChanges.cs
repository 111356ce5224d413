using System.Runtime.InteropServices;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Storage;

/// <summary>
/// What a step does to the rows of breaches: those new, with what was so at their instant, and those an act has moved, ended, taken
/// back or explained. Folds the step's events once more, and only where a clock is or comes to be breached. <see cref="Changed"/> speaks
/// of rows stored before the step; what becomes of a breach within its own step is in its row. A clock that is breached once more at
/// the very instant of a breach that was taken back has that breach again, not a second one.
/// </summary>
internal sealed class BreachChanges
{
    private readonly List<BreachRow> recorded = [];
    private readonly Dictionary<string, ChangedBreach> changed = [];

    private BreachChanges()
    {
    }

    public static BreachChanges None { get; } = new();

    public IReadOnlyList<BreachRow> Recorded => recorded;

    public IReadOnlyCollection<ChangedBreach> Changed => changed.Values;

    public static BreachChanges Of(WrittenStep step)
    {
        if (!Concerns(step))
        {
            return None;
        }

        var changes = new BreachChanges();
        var state = step.Before.State;
        foreach (var entry in step.Entries)
        {
            var next = CaseEvolution.Evolve(state, entry);
            changes.Note(state, entry, (CaseState.Known)next);
            state = next;
        }

        return changes;
    }

    private static bool Concerns(WrittenStep step) =>
        step.Entries.Any(entry => entry.Event is CaseEvent.ClockBreached or CaseEvent.BreachExplained)
        || step.Entries.Any(entry => entry.Event is CaseEvent.DeemingTakenBack)
        || (step.Before.State is CaseState.Known { File.Clocks: var clocks } && clocks.Any(clock => clock.Status == ClockStatus.Breached) && step.Entries.Any(entry => entry.Event is CaseEvent.ClocksRecorded or CaseEvent.ClocksRecomputed));

    private static bool IsOpen(Clock clock) => clock is { Status: ClockStatus.Breached, StoppedOn: null };

    private void Note(CaseState before, CaseEntry entry, CaseState.Known after)
    {
        switch (entry.Event)
        {
            case CaseEvent.ClockBreached e:
                recorded.RemoveAll(row => row.Clock.Id == e.ClockId && row.At == entry.EffectiveAt);
                recorded.Add(BreachRow.Of(after, after.File.Clock(e.ClockId)!, e.Due, entry.EffectiveAt));
                break;
            case CaseEvent.BreachExplained e when IndexOf(e.ClockId) is >= 0 and var mine:
                recorded[mine] = recorded[mine] with { Reason = e.Reason, ExplainedBy = entry.Actor.Id };
                break;
            case CaseEvent.BreachExplained e:
                Change(after.File.Id, e.ClockId, breach => breach with { Reason = e.Reason, ExplainedBy = entry.Actor.Id });
                break;
            case CaseEvent.ClocksRecorded or CaseEvent.ClocksRecomputed when before is CaseState.Known known:
                foreach (var open in known.File.Clocks.Where(IsOpen))
                {
                    NoteMove(after.File.Id, open, after.File.Clock(open.Id)!, entry.Event is CaseEvent.ClocksRecomputed);
                }

                foreach (var ended in known.File.Clocks.Where(clock => clock is { Status: ClockStatus.Breached, StoppedOn: not null } && after.File.Clock(clock.Id)!.StoppedOn is null))
                {
                    NoteRestart(after.File.Id, after.File.Clock(ended.Id)!);
                }

                break;
            case CaseEvent.DeemingTakenBack when before is CaseState.Known known:
                foreach (var breached in known.File.Clocks.Where(clock => clock.Status == ClockStatus.Breached))
                {
                    TakeBack(after.File.Id, breached.Id);
                }

                break;
        }
    }

    /// <param name="byCalendar">A breach that a new calendar ends stays listed, with the day it moved to: it was one by the calendar of its time.</param>
    private void NoteMove(Guid caseId, Clock open, Clock now, bool byCalendar)
    {
        var isTakenBack = now.Status != ClockStatus.Breached && !byCalendar;
        if (IndexOf(open.Id) is >= 0 and var mine)
        {
            recorded[mine] = isTakenBack
                ? recorded[mine] with { TakenBack = true }
                : recorded[mine] with { DueOn = now.Deadline!.Due, EndedOn = now.StoppedOn };
        }
        else if (isTakenBack)
        {
            TakeBack(caseId, open.Id);
        }
        else if (now.StoppedOn is not null || now.Deadline != open.Deadline)
        {
            Change(caseId, open.Id, breach => breach with { EndedOn = now.StoppedOn, DueOn = now.Deadline?.Due });
        }
    }

    /// <summary>What ended the clock was withdrawn: its breach goes on, unless the deadline has moved ahead since. A clock started anew has another breach.</summary>
    private void NoteRestart(Guid caseId, Clock now)
    {
        if (now.Status != ClockStatus.Breached)
        {
            return;
        }

        if (IndexOf(now.Id) is >= 0 and var mine)
        {
            recorded[mine] = recorded[mine] with { EndedOn = null };
            return;
        }

        Change(caseId, now.Id, breach => breach with { GoesOn = true, EndedOn = null });
    }

    private void TakeBack(Guid caseId, string clockId)
    {
        if (IndexOf(clockId) is >= 0 and var mine)
        {
            recorded[mine] = recorded[mine] with { TakenBack = true };
        }
        else
        {
            Change(caseId, clockId, breach => breach with { TakenBack = true });
        }
    }

    private int IndexOf(string clockId) => recorded.FindLastIndex(row => row.Clock.Id == clockId);

    private void Change(Guid caseId, string clockId, Func<ChangedBreach, ChangedBreach> change)
    {
        ref var breach = ref CollectionsMarshal.GetValueRefOrAddDefault(changed, clockId, out _);
        breach = change(breach ?? new ChangedBreach(caseId, clockId));
    }
}

/// <param name="Phase">Of the case at that instant: it says who held the case when no task was open.</param>
/// <param name="Suspension">The special procedure open at that instant, or the last one before it.</param>
/// <param name="Holders">The tasks that were open.</param>
internal sealed record BreachRow(
    CaseFile File,
    Clock Clock,
    string Phase,
    DateOnly DueOn,
    DateTimeOffset At,
    LedgerEntry? Suspension,
    DateOnly? ResumedOn,
    IReadOnlyList<CaseTask> Holders)
{
    /// <summary>That of the partner whose step it is; otherwise that of the case.</summary>
    public string Office { get; } = (Clock.Kind == ClockKind.Step && Holders is [{ Office: { } partner }, ..]) ? partner : File.Office;

    /// <summary>Set when the clock stopped in the same step, as the notice does with deemed acceptance.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Set when an act of the same step has moved the deadline past it.</summary>
    public bool TakenBack { get; init; }

    public string? Reason { get; init; }

    public string? ExplainedBy { get; init; }

    public static BreachRow Of(CaseState.Known state, Clock clock, DateOnly due, DateTimeOffset at)
    {
        var entries = state.File.Ledger.Entries;
        var suspension = entries.LastOrDefault(entry => entry.Operation is LedgerOperation.Suspend or LedgerOperation.Exclude);
        var resumed = suspension is null ? null
            : suspension.Through ?? entries.SkipWhile(entry => entry != suspension).FirstOrDefault(entry => Ends(entry, suspension))?.On;
        return new BreachRow(state.File, clock, PhaseNames.Of(state).En, due, at, suspension, resumed, HoldersOf(state, clock));
    }

    private static bool Ends(LedgerEntry entry, LedgerEntry suspension) =>
        entry.Operation is LedgerOperation.Resume or LedgerOperation.Interrupt && entry.PromiseOnly == suspension.PromiseOnly;

    private static IReadOnlyList<CaseTask> HoldersOf(CaseState state, Clock clock)
    {
        var review = CaseEvolution.ReviewOf(state);
        return review is null || clock.Kind is ClockKind.Suspension or ClockKind.HearingHold
            ? []
            : [.. review.Tasks.Where(task => task.IsPending && (clock.Kind != ClockKind.Step || Clock.StepId(task.Stage, task.Step) == clock.Id))];
    }
}

internal sealed record ChangedBreach(Guid CaseId, string ClockId)
{
    public DateOnly? DueOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public bool TakenBack { get; init; }

    public string? Reason { get; init; }

    public string? ExplainedBy { get; init; }

    /// <summary>Its end was withdrawn.</summary>
    public bool GoesOn { get; init; }
}
