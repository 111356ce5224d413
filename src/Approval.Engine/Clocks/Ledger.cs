using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Approval.Engine.Clocks;

public enum LedgerOperation
{
    /// <summary>The rest of the time is kept while a special procedure runs (art 45).</summary>
    Suspend,
    Resume,

    /// <summary>The time starts again on this day (政府信息公开条例 art 30).</summary>
    Interrupt,

    /// <summary>A closed interval that does not count, entered after it ended.</summary>
    Exclude,

    /// <summary>More time (art 42).</summary>
    Extend,

    /// <summary>Accepted by force of law (art 32): the clocks start on the day of receipt.</summary>
    Deem,

    /// <summary>The deeming was wrong in fact: the notice had been given in time.</summary>
    TakeBack,
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
    DateTimeOffset EnteredAt)
{
    /// <summary>Last day of an excluded interval; null for the other operations.</summary>
    public DateOnly? Through { get; init; }

    /// <summary>It moves the promise and the steps, never the statutory limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PromiseOnly { get; init; }
}

/// <summary>The acts that move deadlines, in order of effect. All clocks of a case are derived from the one ledger.</summary>
public sealed record Ledger(ImmutableArray<LedgerEntry> Entries)
{
    public static Ledger Empty { get; } = new([]);

    [JsonIgnore]
    public int Version => Entries.Length;

    public Ledger With(LedgerEntry entry) => new(Entries.Add(entry));

    /// <summary>
    /// Days that do not count for a kind of clock, in order of days. A special procedure excludes the days after the one it began
    /// on, up to and including the one it ended on: each event's own day is treated as the Civil Code art 201 treats the first day
    /// of a period. The order in which acts were entered makes no difference.
    /// </summary>
    public IReadOnlyList<Exclusion> ExclusionsFor(ClockKind kind)
    {
        if (kind is not (ClockKind.Promised or ClockKind.Statutory or ClockKind.Step) || Entries.IsEmpty)
        {
            return [];
        }

        var binding = Entries.Where(entry => !entry.PromiseOnly || kind != ClockKind.Statutory);
        return Joined(Intervals(binding).OrderBy(exclusion => exclusion.After));
    }

    /// <summary>Every interval, whichever clocks it binds.</summary>
    public IEnumerable<Exclusion> Exclusions() => Intervals(Entries).OrderBy(exclusion => exclusion.After);

    /// <summary>A day is left out once, though a correction and a special procedure may both cover it.</summary>
    private static List<Exclusion> Joined(IEnumerable<Exclusion> ordered)
    {
        var joined = new List<Exclusion>();
        foreach (var next in ordered)
        {
            if (joined.Count > 0 && joined[^1] is { Through: var end } last && (end is null || next.After < end))
            {
                joined[^1] = last with { Through = end is null || next.Through is null ? null : next.Through > end ? next.Through : end };
            }
            else
            {
                joined.Add(next);
            }
        }

        return joined;
    }

    private static IEnumerable<Exclusion> Intervals(IEnumerable<LedgerEntry> entries)
    {
        var open = new Dictionary<bool, DateOnly>();
        foreach (var entry in entries)
        {
            switch (entry.Operation)
            {
                case LedgerOperation.Suspend:
                    open[entry.PromiseOnly] = entry.On;
                    break;
                case LedgerOperation.Resume or LedgerOperation.Interrupt when open.Remove(entry.PromiseOnly, out var since):
                    yield return new Exclusion(since, entry.On);
                    break;
                case LedgerOperation.Exclude:
                    yield return new Exclusion(entry.On, entry.Through);
                    break;
                default:
                    break;
            }
        }

        foreach (var since in open.Values)
        {
            yield return new Exclusion(since, null);
        }
    }
}

/// <summary>Days d with After &lt; d &lt;= Through do not count; open when <paramref name="Through"/> is null.</summary>
public sealed record Exclusion(DateOnly After, DateOnly? Through);
