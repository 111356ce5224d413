using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Pictures;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Progress;

/// <summary>Reads the progress of a case from its journal.</summary>
public sealed class ProgressReading
{
    private readonly CaseState.Known state;
    private readonly Procedure procedure;
    private readonly Func<string, string?> valueOf;
    private readonly List<StageRound> rounds;
    private readonly DateOnly today;
    private readonly int position;

    private ProgressReading(CaseState.Known state, IReadOnlyCollection<CaseEntry> journal, Procedure procedure, DateTimeOffset now)
    {
        (this.state, this.procedure, valueOf) = (state, procedure, ConditionFacts.Of(state));
        today = CivilTime.DayOf(now);
        rounds = ReviewHistory.Of(journal);
        position = Position();
    }

    private bool IsEnded => state is not (CaseState.Received or CaseState.CorrectionRequested or CaseState.Accepted or CaseState.InReview or CaseState.Suspended);

    /// <summary>The stages that the chain can still come to.</summary>
    private bool IsOver => IsEnded || ReviewHistory.ReviewOf(state) is { Complete: true } or { Objected: true, Stage: null };

    /// <param name="journal">All entries, from the first.</param>
    /// <param name="now">Today's forecast.</param>
    /// <returns>Null for a journal that does not begin with a receipt.</returns>
    public static CaseProgress? Of(
        IReadOnlyCollection<CaseEntry> journal, Procedure procedure, WorkingCalendar calendar, WorkingHours hours, DateTimeOffset now) =>
        CaseEvolution.Fold(journal) is CaseState.Known state
            ? new ProgressReading(state, journal, procedure, now).Read(journal, calendar, hours)
            : null;

    private CaseProgress Read(IReadOnlyCollection<CaseEntry> journal, WorkingCalendar calendar, WorkingHours hours)
    {
        var file = state.File;
        var (forecasting, assumes) = Assumptions(calendar, hours);
        var outlook = forecasting is null ? null : new Outlook(forecasting, state, procedure, position);
        var stages = procedure.Chain.Stages.Select((stage, index) => Of(stage, index, outlook)).ToImmutableArray();
        var frame = new FrameReading(state, journal, today);
        return new CaseProgress(
            file.Id, file.Number, procedure.Code, procedure.Version, PhaseNames.Of(state).En,
            frame.Intake(outlook), stages, frame.Decision(outlook, IsOver || stages.IsEmpty), frame.Delivery(outlook), outlook?.Summary(assumes));
    }

    /// <summary>Nothing to forecast once decided or ended, and nothing to count from while the applicant holds the case before acceptance.</summary>
    private (Forecasting? Forecasting, ImmutableArray<string> Assumes) Assumptions(WorkingCalendar calendar, WorkingHours hours)
    {
        if (IsEnded || state is CaseState.CorrectionRequested || today < calendar.First || today > calendar.Last)
        {
            return (null, []);
        }

        var (resumes, assumes) = state switch
        {
            CaseState.Suspended s => (Later(calendar.Add(s.Suspension.Since, s.Suspension.ExpectedDays), today), ImmutableArray.Create("resumption")),
            CaseState.InReview { Correction: not null } => (today, ["correction"]),
            CaseState.Received => (today, ["acceptance"]),
            _ => (today, ImmutableArray<string>.Empty),
        };
        return (new Forecasting(calendar, hours, state.File.Ledger, today, resumes), assumes);
    }

    /// <summary>The stage that is open or opens next; their number when the chain has run.</summary>
    private int Position()
    {
        var stages = procedure.Chain.Stages;
        return ReviewHistory.ReviewOf(state) switch
        {
            null => rounds.Count == 0 ? 0 : Index(rounds[^1].Stage) + 1,
            { Stage: { } open } => Index(open),
            { ReturnTo: { } earlier } => Index(earlier),
            { Complete: true } => stages.Length,
            { LastClosed: { } last } => Index(last) + 1,
            _ => 0,
        };

        int Index(string id) => stages.IndexOf(procedure.Chain.Find(id)!);
    }

    private StageProgress Of(Stage stage, int index, Outlook? outlook)
    {
        var own = rounds.Where(round => round.Stage == stage.Id).ToList();
        var last = own.LastOrDefault();
        var status = last is { ClosedAt: null } ? PictureState.Open
            : index >= position && !IsOver ? PictureState.Ahead
            : last is { IsFinished: true } ? PictureState.Done
            : last is null && index < position && !IsAfterTheEnd(index) ? PictureState.Skipped
            : PictureState.NotReached;
        var steps = stage.Steps.Select(step => Of(stage, step, own, status, outlook)).ToImmutableArray();
        return new StageProgress(
            stage.Id,
            stage.Name,
            status == PictureState.Open && steps.Any(step => step.Status == PictureState.Late) ? PictureState.Late : status,
            ChainPath.Applies(stage, valueOf),
            last?.Round ?? 0,
            last?.OpenedAt,
            last?.ClosedAt,
            status is PictureState.Open or PictureState.Ahead ? outlook?.Of(stage) : null,
            [.. own.Select(round => round.Return).OfType<ReturnMade>()],
            steps);
    }

    /// <summary>An objection ends the chain: what lies behind the last stage that was opened was not skipped but never came up.</summary>
    private bool IsAfterTheEnd(int index) => rounds.Count == 0 || index > procedure.Chain.Stages.IndexOf(procedure.Chain.Find(rounds[^1].Stage)!);

    private StepProgress Of(Stage stage, Step step, List<StageRound> own, PictureState stageStatus, Outlook? outlook)
    {
        var tasks = own.SelectMany(round => round.Tasks).Where(entry => entry.Task.Step == step.Id).ToList();
        var last = own.LastOrDefault();
        var current = last is null ? [] : tasks.Where(entry => entry.Shown.Round == last.Round).ToList();
        var clock = state.File.Clock(Clock.StepId(stage.Id, step.Id));
        var kept = IsKept(stage, step, last, current.Count == 0);
        var status = (stageStatus, current.Count) switch
        {
            (PictureState.Open, > 0) when current.Exists(entry => entry.Task.IsPending) =>
                clock is { StoppedOn: null } && (clock.Status == ClockStatus.Breached || clock.Deadline?.Due < today) ? PictureState.Late : PictureState.Open,
            (PictureState.Open or PictureState.Done, 0) => kept ? PictureState.Done : PictureState.Skipped,
            (PictureState.Open, _) => PictureState.Done,
            (PictureState.Ahead, _) when kept => PictureState.Done,
            _ => stageStatus,
        };
        return new StepProgress(
            step.Id, step.Name, status, step.When?.Holds(valueOf) ?? true, step.Role, step.Department, step.Agency, step.Mode, step.Signers,
            status is PictureState.Open or PictureState.Late ? clock?.Deadline?.Due : null,
            status is PictureState.Open or PictureState.Late or PictureState.Ahead ? outlook?.Of(step) : null,
            kept,
            [.. tasks.Select(entry => entry.Shown)]);
    }

    /// <summary>Whether what was agreed in an earlier round stands: by the open return, or because a later round did not ask again.</summary>
    private bool IsKept(Stage stage, Step step, StageRound? round, bool isNotAsked) =>
        ReviewHistory.ReviewOf(state)?.KeptOf(stage.Id, step.Id) is { Signers: null }
        || (isNotAsked && step.KeepsOnReturn
            && rounds.LastOrDefault(earlier => earlier != round && earlier.Tasks.Any(entry => entry.Task.Step == step.Id)) is { } last
            && StepSettling.Of(step, [.. last.Tasks.Select(entry => entry.Task).Where(task => task.Step == step.Id)]) == StepSettlement.Agreed);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
