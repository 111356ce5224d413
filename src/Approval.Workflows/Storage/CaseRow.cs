using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Storage;

/// <summary>What the projected row of a case says, worked out from its state alone.</summary>
internal sealed record CaseRow(
    CaseState.Known State,
    string Phase,
    string? Outcome,
    string? Acceptance,
    DateOnly? AcceptedOn,
    DateOnly? DecidedOn,
    DateOnly? DueOn,
    string? DueClock)
{
    public static CaseRow Of(CaseRecord record)
    {
        var state = (CaseState.Known)record.State;
        var determination = state switch
        {
            CaseState.Decided s => s.Determination,
            CaseState.Issued s => s.Determination,
            CaseState.Served s => s.Determination,
            CaseState.Revoked s => s.Determination,
            _ => null,
        };
        var acceptance = CaseEvolution.AcceptanceOf(state);
        var next = state.File.Clocks.Where(RunsOut).MinBy(clock => clock.Deadline!.Due);
        return new CaseRow(
            state,
            PhaseNames.Of(state).En,
            determination is null ? null : StoredNames.Of(determination.Outcome),
            acceptance is null ? null : acceptance.Deemed ? "deemed" : "explicit",
            acceptance?.On,
            determination?.On,
            next?.Deadline!.Due,
            next?.Id);
    }

    /// <summary>A clock that is past its deadline and not yet stopped is still the most urgent one.</summary>
    private static bool RunsOut(Clock clock) => clock.StoppedOn is null && clock.Deadline is not null && clock.Status is ClockStatus.Running or ClockStatus.Breached;
}
