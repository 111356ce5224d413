using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Approval.Engine.Clocks;

public enum LedgerOperation
{
    /// <summary>The rest of the time is kept while a special procedure runs (art 45).</summary>
    Suspend,
    Resume,

    /// <summary>More time (art 42).</summary>
    Extend,

    /// <summary>Accepted by force of law (art 32): the clocks start on the day of receipt.</summary>
    Deem,
}

/// <summary>One act that moves the deadlines of a case, with what it rests on and who did it.</summary>
/// <param name="On">Civil day the act took effect.</param>
/// <param name="Days">Working days declared or added; 0 where none.</param>
/// <param name="Kind">The special procedure, hearing and so on; null for the others.</param>
public sealed record LedgerEntry(
    LedgerOperation Operation,
    DateOnly On,
    int Days,
    string? Kind,
    string LegalBasis,
    string ActorId,
    DateTimeOffset EnteredAt);

/// <summary>The acts that move deadlines, in order of effect. All clocks of a case are derived from the one ledger.</summary>
public sealed record Ledger(ImmutableArray<LedgerEntry> Entries)
{
    public static Ledger Empty { get; } = new([]);

    [JsonIgnore]
    public int Version => Entries.Length;

    public Ledger With(LedgerEntry entry) => new(Entries.Add(entry));

    /// <summary>
    /// Days that do not count. A special procedure excludes the days after the one it began on, up to and including the one
    /// it ended on: each event's own day is treated as the Civil Code art 201 treats the first day of a period.
    /// </summary>
    public IEnumerable<Exclusion> Exclusions()
    {
        DateOnly? since = null;
        foreach (var entry in Entries)
        {
            if (entry.Operation == LedgerOperation.Suspend)
            {
                since = entry.On;
            }
            else if (entry.Operation == LedgerOperation.Resume && since is { } from)
            {
                since = null;
                yield return new Exclusion(from, entry.On);
            }
        }

        if (since is { } open)
        {
            yield return new Exclusion(open, null);
        }
    }
}

/// <summary>Days d with After &lt; d &lt;= Through do not count; open when <paramref name="Through"/> is null.</summary>
public sealed record Exclusion(DateOnly After, DateOnly? Through);
