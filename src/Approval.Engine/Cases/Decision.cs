using System.Collections.Immutable;

namespace Approval.Engine.Cases;

/// <summary>One event as it goes into the journal.</summary>
/// <param name="Actor">Who did it; a rule of the system is never written under a person's name.</param>
/// <param name="EffectiveAt">When it happened, which may be before it was entered.</param>
public sealed record CaseEntry(CaseEvent Event, Actor Actor, DateTimeOffset EffectiveAt);

/// <summary>The answer to a command: the entries to append (none when there is nothing to change) or a rejection.</summary>
public sealed class Decision
{
    private Decision(ImmutableArray<CaseEntry> entries, CaseState state, Rejection? rejection) =>
        (Entries, State, Rejection) = (entries, state, rejection);

    public ImmutableArray<CaseEntry> Entries { get; }

    /// <summary>The state after the entries; the unchanged one after a rejection.</summary>
    public CaseState State { get; }

    public Rejection? Rejection { get; }

    public static Decision Of(ImmutableArray<CaseEntry> entries, CaseState state) => new(entries, state, null);

    public static Decision Reject(CaseState state, Rejection rejection) => new([], state, rejection);
}
