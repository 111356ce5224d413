using System.Collections.Immutable;
using Approval.Engine.Clocks;

namespace Approval.Engine.Cases;

/// <summary>A decision in the making: the entries so far and the state they lead to.</summary>
internal sealed class Act(CaseState state, Facts facts, DateTimeOffset effectiveAt)
{
    private static readonly Actor ClockRule = Actor.Rule("clock");

    private readonly ImmutableArray<CaseEntry>.Builder entries = ImmutableArray.CreateBuilder<CaseEntry>();

    public CaseState State { get; private set; } = state;

    public Facts Facts { get; } = facts;

    public DateTimeOffset EffectiveAt { get; } = effectiveAt;

    /// <summary>The civil day the act takes effect.</summary>
    public DateOnly Day => CivilTime.DayOf(EffectiveAt);

    public CaseFile File => ((CaseState.Known)State).File;

    public ImmutableArray<CaseEntry> Entries => entries.ToImmutable();

    public void Record(CaseEvent happened) => Record(happened, Facts.Actor, EffectiveAt);

    public void Record(CaseEvent happened, Actor actor, DateTimeOffset at)
    {
        var entry = new CaseEntry(happened, actor, CivilTime.Stored(at));
        entries.Add(entry);
        State = CaseEvolution.Evolve(State, entry);
    }

    /// <summary>Records clocks as the rule derives them from this act; nothing when there are none.</summary>
    public void RecordClocks(string cause, params ImmutableArray<Clock> clocks) => RecordClocks(cause, EffectiveAt, clocks);

    /// <summary>Records clocks as time itself moves them, at the instant it did.</summary>
    public void RecordClocks(string cause, DateTimeOffset at, ImmutableArray<Clock> clocks)
    {
        if (!clocks.IsEmpty)
        {
            Record(new CaseEvent.ClocksRecorded(cause, clocks), ClockRule, at);
        }
    }
}
