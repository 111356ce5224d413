using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

/// <summary>
/// The clocks of a case under other limits: derived by the ledger as it stands, from the day they started. A clock that has ended stays,
/// and so does a breach on record.
/// </summary>
internal static class ClockMoving
{
    /// <returns>Those that change, as they are from now on.</returns>
    public static ImmutableArray<Clock> Of(Act act, Procedure target, Limits limits, StageMove? stage)
    {
        var work = new ClockWork(act.Facts.Calendar, act.Facts.Hours, target.Warning, act.File.Ledger, act.Facts.Now);
        var started = Begun(act, stage).ToList();
        var derived = work.DeriveEach([.. act.File.Clocks.Select(clock => IsOpen(clock) ? Limited(act, clock, limits, stage) : clock)]);
        var promised = derived.FirstOrDefault(clock => clock.Kind == ClockKind.Promised);
        return
        [
            .. from moved in act.File.Clocks.Zip(derived, (before, after) => (Before: before, After: after))
               where IsOpen(moved.Before) && moved.Before != moved.After && !started.Exists(step => Clock.StepId(stage!.Stage, step.Id) == moved.Before.Id)
               select moved.After,
            .. from step in started
               select work.StartStep(Clock.StepId(stage!.Stage, step.Id), step.Budget!, act.Day, act.EffectiveAt, promised),
        ];
    }

    private static bool IsOpen(Clock clock) => clock is { StoppedOn: null, Status: ClockStatus.Running or ClockStatus.Suspended };

    /// <summary>The steps whose time begins with the move: those asked anew, and those that had no time of their own and get one.</summary>
    private static IEnumerable<Step> Begun(Act act, StageMove? stage) =>
        stage is null ? [] : stage.Asked.Concat(stage.Steps.Where(step => act.File.Clock(Clock.StepId(stage.Stage, step.Id)) is null)).Where(step => step.Budget is not null);

    /// <summary>A step that is gone, asked anew or has no time of its own any more ends here.</summary>
    private static Clock Limited(Act act, Clock clock, Limits limits, StageMove? stage) => clock.Kind switch
    {
        ClockKind.Notice => With(clock, limits.Notice),
        ClockKind.Promised => With(clock, limits.Promised),
        ClockKind.Statutory => With(clock, limits.Statutory),
        ClockKind.Step => stage?.Steps.FirstOrDefault(step => Clock.StepId(stage.Stage, step.Id) == clock.Id) is { Budget: { } budget }
            ? With(clock, budget)
            : ClockWork.Stop(clock, act.Day),
        _ => clock,
    };

    /// <summary>Hours count from an instant: where only the day is known, from its end.</summary>
    private static Clock With(Clock clock, TimeLimit limit) => clock with
    {
        Limit = limit,
        StartedAt = limit.Unit == TimeUnit.WorkingHour ? clock.StartedAt ?? CivilTime.EndOf(clock.StartedOn) : null,
    };
}
