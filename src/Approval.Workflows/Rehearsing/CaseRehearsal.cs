using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Approval.Engine;
using Approval.Engine.Calendars;
using Approval.Engine.Procedures;
using Approval.Engine.Rehearsing;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;

namespace Approval.Workflows.Rehearsing;

/// <summary>Replays the recorded cases of the last months against a draft procedure or draft calendars, and tells which would have gone otherwise.</summary>
public sealed class CaseRehearsal(RecordedCases recorded, RulebookStore rulebooks, IOrchestrator orchestrator, TimeProvider clock)
{
    /// <summary>Against a draft of a procedure: its own cases, whichever version they fall under.</summary>
    /// <param name="months">How far back, by the day of the receipt.</param>
    /// <param name="atMost">Stops after so many cases; null: all.</param>
    /// <param name="listed">How many different cases to tell of; all are counted.</param>
    /// <param name="onProgress">Told how many cases are done, and how many there are.</param>
    public Task<RehearsalReport> OfAsync(Procedure draft, int months, int? atMost, int listed, Action<long, long>? onProgress = null, CancellationToken cancellation = default)
    {
        var rules = rulebooks.Current;
        return RunAsync(draft.Code, months, atMost, listed, rules, found => (Rules(rules, rules.Procedure(found.Procedure, found.ProcedureVersion)), Rules(rules, draft)), onProgress, cancellation);
    }

    /// <summary>Against draft calendars: the cases of every procedure.</summary>
    /// <inheritdoc cref="OfAsync(Procedure, int, int?, int, Action{long, long}?, CancellationToken)"/>
    public Task<RehearsalReport> OfAsync(CalendarSet draft, int months, int? atMost, int listed, Action<long, long>? onProgress = null, CancellationToken cancellation = default)
    {
        var rules = rulebooks.Current;
        var drafted = rules.With(draft);
        return RunAsync(
            null,
            months,
            atMost,
            listed,
            rules,
            found => rules.Procedure(found.Procedure, found.ProcedureVersion) is var procedure ? (Rules(rules, procedure), Rules(drafted, procedure)) : default,
            onProgress,
            cancellation);
    }

    private async Task<RehearsalReport> RunAsync(
        string? procedure,
        int months,
        int? atMost,
        int listed,
        Rulebook rules,
        Func<RecordedCase, (RehearsalRules InForce, RehearsalRules Draft)> sides,
        Action<long, long>? onProgress,
        CancellationToken cancellation)
    {
        var now = CivilTime.Stored(clock.GetUtcNow());
        var since = CivilTime.StartOf(CivilTime.DayOf(now).AddMonths(-months));
        var total = await recorded.CountAsync(procedure, since, cancellation);
        var tally = new Tally(listed);
        await foreach (var page in recorded.PagesAsync(procedure, since, cancellation))
        {
            var taken = atMost is { } most ? page.Take((int)Math.Max(0, most - tally.Rehearsed)).ToList() : page;
            foreach (var (found, rehearsed) in InParallel(taken, found => Rehearse(found, sides, now), cancellation))
            {
                tally.Add(found, rehearsed);
            }

            onProgress?.Invoke(tally.Rehearsed, total);
            if (tally.Rehearsed >= atMost)
            {
                break;
            }
        }

        return tally.Report(total);
    }

    private static RehearsedCase Rehearse(RecordedCase found, Func<RecordedCase, (RehearsalRules InForce, RehearsalRules Draft)> sides, DateTimeOffset until)
    {
        var (inForce, draft) = sides(found);
        return Rehearsal.Of(found.Journal, inForce, draft, until);
    }

    private RehearsalRules Rules(Rulebook rules, Procedure procedure) =>
        new(procedure, rules.Offices, rules.CalendarOf, (version, state, happened) => orchestrator.React(version, state, happened, null).Commands);

    /// <summary>The first case at fault is told as it is, not inside an aggregate.</summary>
    private static List<(RecordedCase, RehearsedCase)> InParallel(IReadOnlyCollection<RecordedCase> page, Func<RecordedCase, RehearsedCase> rehearse, CancellationToken cancellation)
    {
        try
        {
            return [.. page.AsParallel().AsOrdered().WithCancellation(cancellation).Select(found => (found, rehearse(found)))];
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
            throw;
        }
    }

    private sealed class Tally(int listed)
    {
        private readonly List<DifferentCase> cases = [];
        private readonly Dictionary<string, long> unknown = [];
        private readonly Dictionary<DifferenceKind, long> kinds = [];
        private long different;
        private long notAsRecorded;

        public long Rehearsed { get; private set; }

        public void Add(RecordedCase found, RehearsedCase rehearsed)
        {
            Rehearsed++;
            if (rehearsed.Unknown is { } act)
            {
                unknown[act] = unknown.GetValueOrDefault(act) + 1;
                return;
            }

            notAsRecorded += rehearsed.AsRecorded ? 0 : 1;
            if (rehearsed.Differences.IsEmpty)
            {
                return;
            }

            different++;
            foreach (var kind in rehearsed.Differences.Select(difference => difference.Kind).Distinct())
            {
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }

            if (cases.Count < listed)
            {
                cases.Add(new DifferentCase(found.Id, found.Number, found.Office, found.Procedure, found.ProcedureVersion, rehearsed.Differences));
            }
        }

        public RehearsalReport Report(long recorded) => new(
            recorded,
            Rehearsed,
            different,
            kinds.GetValueOrDefault(DifferenceKind.Path),
            kinds.GetValueOrDefault(DifferenceKind.Date),
            kinds.GetValueOrDefault(DifferenceKind.Lamp),
            notAsRecorded,
            unknown.ToImmutableSortedDictionary(StringComparer.Ordinal),
            cases);
    }
}
