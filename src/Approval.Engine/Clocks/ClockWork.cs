using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Procedures;

namespace Approval.Engine.Clocks;

/// <summary>Starts, re-derives and stops clocks. Every answer is a new <see cref="Clock"/> to be recorded in an event.</summary>
/// <param name="Hours">Opening hours of the office, for limits in working hours.</param>
/// <param name="Now">Entry time: a warning already given is taken back only when the new threshold lies ahead of it.</param>
public sealed record ClockWork(WorkingCalendar Calendar, WorkingHours Hours, WarningRule Warning, Ledger Ledger, DateTimeOffset Now)
{
    /// <param name="at">The instant of the event; a limit in working hours counts from it.</param>
    public Clock Start(string id, ClockKind kind, TimeLimit limit, DateOnly startedOn, DateTimeOffset at) =>
        Derive(Fresh(id, kind, limit, startedOn, at), null);

    /// <summary>The promise and the law, counted from one day; the promise is kept within the law.</summary>
    public ImmutableArray<Clock> StartLimits(Limits limits, DateOnly startedOn, DateTimeOffset at)
    {
        var statutory = Start(Clock.StatutoryId, ClockKind.Statutory, limits.Statutory, startedOn, at);
        return [Derive(Fresh(Clock.PromisedId, ClockKind.Promised, limits.Promised, startedOn, at), statutory), statutory];
    }

    /// <summary>A step may not outlast the promise of its case: its deadline is the earlier of the two.</summary>
    public Clock StartStep(string id, TimeLimit budget, DateOnly startedOn, DateTimeOffset at, Clock? promised) =>
        Derive(Fresh(id, ClockKind.Step, budget, startedOn, at), promised);

    private Clock Fresh(string id, ClockKind kind, TimeLimit limit, DateOnly startedOn, DateTimeOffset at) =>
        new(id, kind, limit, startedOn, ClockStatus.Running, null, null, false, 0, 0, Calendar.Version)
        {
            StartedAt = limit.Unit == TimeUnit.WorkingHour ? at : null,
        };

    /// <summary>
    /// Every clock derived anew, in the order given: the promise within the law, the steps within the promise. A stopped clock stays
    /// stopped. A breach stays unless an act that took effect in time, but was typed after it, has moved the deadline: the result does
    /// not depend on when acts are entered.
    /// </summary>
    public ImmutableArray<Clock> DeriveEach(IReadOnlyCollection<Clock> clocks)
    {
        var statutory = clocks.FirstOrDefault(clock => clock.Kind == ClockKind.Statutory) is { } law ? Derive(law, null) : null;
        var promised = clocks.FirstOrDefault(clock => clock.Kind == ClockKind.Promised) is { } promise ? Derive(promise, statutory) : null;
        return
        [
            .. clocks.Select(clock => clock.Kind switch
            {
                ClockKind.Statutory => statutory!,
                ClockKind.Promised => promised!,
                ClockKind.Step => Derive(clock, promised),
                _ => Derive(clock, null),
            }),
        ];
    }

    /// <summary>The clocks that the ledger moves, derived anew; those that have ended are left out.</summary>
    public ImmutableArray<Clock> DeriveAll(IReadOnlyCollection<Clock> clocks) =>
        [.. DeriveEach(clocks).Where(clock => Counts(clock.Kind) && clock.StoppedOn is null)];

    /// <param name="cap">The clock that this one may not outlast: the law for the promise, the promise for a step.</param>
    private Clock Derive(Clock clock, Clock? cap)
    {
        if (clock.StoppedOn is not null)
        {
            return clock;
        }

        var exclusions = Ledger.ExclusionsFor(clock.Kind);
        var own = DeadlineRule.Of(clock, exclusions, Calendar, Hours);
        var deadline = DeadlineRule.Within(clock, own, cap);
        var warnsAt = deadline is null ? null : WarnsAt(clock, deadline, exclusions, deadline == own ? null : cap);
        var status = deadline is null ? ClockStatus.Suspended
            : clock.Status == ClockStatus.Breached && deadline.PassesAt <= Now ? ClockStatus.Breached
            : ClockStatus.Running;
        return clock with
        {
            Status = status,
            Deadline = deadline,
            WarnsAt = warnsAt,
            Warned = clock.Warned && (warnsAt is null || warnsAt <= Now),
            LedgerVersion = Ledger.Version,
            CalendarVersion = Calendar.Version,
            PublishedReason = status == ClockStatus.Breached ? clock.PublishedReason : null,
        };
    }

    /// <summary>
    /// Stops a clock on the day an act took effect. It stays breached only when that day lies past the deadline: an act in time
    /// that was typed late is an act in time (its yellow and red cards stay with the case).
    /// </summary>
    public static Clock Stop(Clock clock, DateOnly on) =>
        clock is { Status: ClockStatus.Breached, Deadline: { } deadline } && on >= CivilTime.DayOf(deadline.PassesAt)
            ? clock with { StoppedOn = on }
            : clock with { Status = ClockStatus.Stopped, StoppedOn = on, PublishedReason = null };

    /// <summary>Stops every clock that still counts, of the kinds named; all kinds when none is named.</summary>
    public static ImmutableArray<Clock> StopAll(IEnumerable<Clock> clocks, DateOnly on, params ClockKind[] kinds) =>
    [
        .. clocks
            .Where(clock => clock.StoppedOn is null && (kinds.Length == 0 || kinds.Contains(clock.Kind)))
            .Select(clock => Stop(clock, on)),
    ];

    /// <summary>A stopped clock goes on as if it had never stopped: what stopped it was taken back.</summary>
    /// <param name="promised">The promise of the case, which a step may not outlast.</param>
    public Clock Restart(Clock clock, Clock? promised) =>
        Derive(clock with { StoppedOn = null, Status = clock.Status == ClockStatus.Stopped ? ClockStatus.Running : clock.Status }, promised);

    /// <summary>Special procedures stand between acceptance and decision: they move those clocks only.</summary>
    private static bool Counts(ClockKind kind) => kind is ClockKind.Promised or ClockKind.Statutory or ClockKind.Step;

    /// <param name="cut">The clock whose deadline is this one's, where it would outlast it: it warns with that one, and never before it begins.</param>
    private DateTimeOffset? WarnsAt(Clock clock, Deadline deadline, IReadOnlyList<Exclusion> exclusions, Clock? cut)
    {
        if (cut is not null && (clock.Kind == ClockKind.Step || clock.StartedAt is not null))
        {
            var began = CivilTime.StartOf(clock.StartedOn);
            return cut.WarnsAt < began ? began : cut.WarnsAt;
        }

        if (clock.StartedAt is { } from)
        {
            var last = Math.Max(1, (int)Math.Ceiling(Warning.Share * clock.Limit.Amount));
            return clock.Limit.Amount <= last
                ? from
                : DeadlineRule.HoursUntil(clock.Limit with { Amount = clock.Limit.Amount - last }, from, exclusions, Hours);
        }

        if (Warning.IsHalfDay(clock.Limit, clock.ExtensionDays))
        {
            return Hours.LastHalfOf(deadline.Earliest);
        }

        var days = clock.Limit.Amount == 0 ? 0 : Warning.DaysFor(LengthOf(clock));
        var unit = clock.ExtensionUnit ?? clock.Limit.Unit;
        var day = unit == TimeUnit.WorkingDay ? Calendar.Add(deadline.Earliest, -days) : deadline.Earliest.AddDays(-days);
        return CivilTime.StartOf(day > clock.StartedOn ? day : clock.StartedOn);
    }

    /// <summary>In the days that the share of a warning is taken of: a month is as long as it is.</summary>
    private static int LengthOf(Clock clock)
    {
        if (clock.Limit.Unit != TimeUnit.Month)
        {
            return clock.Limit.Amount + clock.ExtensionDays;
        }

        var months = clock.Limit.Amount + (clock.ExtensionUnit is null ? clock.ExtensionDays : 0);
        return clock.StartedOn.AddMonths(months).DayNumber - clock.StartedOn.DayNumber + (clock.ExtensionUnit is null ? 0 : clock.ExtensionDays);
    }
}
