using System.Collections.Immutable;
using Approval.Engine.Cases;

namespace Approval.Engine.Attribution;

/// <summary>The course of a case as turns: from when on who held it.</summary>
/// <param name="Turns">In order of time, the first at receipt.</param>
/// <param name="Excluded">Special procedures entered after they ended: they take their days from whoever seemed to hold them.</param>
/// <param name="Until">The end of the case, or of the question.</param>
internal sealed record Story(ImmutableArray<Turn> Turns, ImmutableArray<(DateTimeOffset From, DateTimeOffset Until, Holder Holder)> Excluded, DateTimeOffset Until)
{
    public static Story Of(IEnumerable<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, DateTimeOffset until)
    {
        var turns = ImmutableArray.CreateBuilder<Turn>();
        var excluded = ImmutableArray.CreateBuilder<(DateTimeOffset, DateTimeOffset, Holder)>();
        var departments = new Dictionary<Guid, string?>();
        var state = CaseState.Initial;
        var asked = Minute(until);
        foreach (var (entry, _) in journal)
        {
            state = CaseEvolution.Evolve(state, entry);
            Remember(entry.Event, departments, excluded);
            var at = entry.Event is CaseEvent.Received received ? Minute(received.ReceivedAt) : Minute(entry.EffectiveAt);
            at = turns.Count > 0 && at < turns[^1].At ? turns[^1].At : at;
            if (HolderRule.IsEnd(state))
            {
                return new Story(turns.ToImmutable(), excluded.ToImmutable(), at < asked ? at : asked);
            }

            var holder = HolderRule.Of(state, departments);
            if (turns.Count == 0 || turns[^1].Holder != holder)
            {
                turns.Add(new Turn(at, holder));
            }
        }

        return new Story(turns.ToImmutable(), excluded.ToImmutable(), asked);
    }

    /// <summary>The stretches of time, neighbours of one holder joined, none of them empty.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset Until, Holder Holder)> Segments()
    {
        (DateTimeOffset From, DateTimeOffset Until, Holder Holder)? open = null;
        var cuts = Turns.Select(turn => turn.At).Concat(Excluded.SelectMany(span => new[] { span.From, span.Until })).Append(Until)
            .Where(cut => cut >= Turns[0].At && cut <= Until).Distinct().Order().ToList();
        foreach (var (from, until) in cuts.Zip(cuts.Skip(1)))
        {
            var holder = HolderAt(from);
            if (open is { } last && last.Holder == holder)
            {
                open = (last.From, until, holder);
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = (from, until, holder);
        }

        if (open is { } end)
        {
            yield return end;
        }
    }

    private Holder HolderAt(DateTimeOffset instant)
    {
        var excluded = Excluded.FirstOrDefault(span => span.From <= instant && instant < span.Until).Holder;
        return excluded ?? Turns.Last(turn => turn.At <= instant).Holder;
    }

    /// <summary>A special procedure excludes the days after the one it began on, up to and including its last, as the clocks count it.</summary>
    private static void Remember(CaseEvent happened, Dictionary<Guid, string?> departments, ImmutableArray<(DateTimeOffset, DateTimeOffset, Holder)>.Builder excluded)
    {
        if (happened is CaseEvent.StageOpened opened)
        {
            foreach (var task in opened.Tasks)
            {
                departments[task.Id] = task.Department;
            }
        }
        else if (happened is CaseEvent.SignerAdded signer)
        {
            departments[signer.Added.Id] = signer.Added.Department;
        }
        else if (happened is CaseEvent.TimeExcluded e)
        {
            excluded.Add((CivilTime.EndOf(e.From), CivilTime.EndOf(e.Through), new Holder(HolderKind.ExcludedByLaw, e.Kind)));
        }
    }

    private static DateTimeOffset Minute(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMinute));
    }
}

internal sealed record Turn(DateTimeOffset At, Holder Holder);
