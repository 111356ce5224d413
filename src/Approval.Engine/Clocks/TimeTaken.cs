using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Engine.Clocks;

/// <summary>The working days a decided case took of the office, beside those it was allowed.</summary>
/// <param name="Actual">From the day the limits count from to the determination, special procedures left out.</param>
/// <param name="Promised">Null where the promise counts in another unit than working days.</param>
/// <param name="Statutory">Null where the law counts in another unit.</param>
/// <param name="InTime">The promise was not breached.</param>
public sealed record TimeTaken(int Actual, int? Promised, int? Statutory, bool InTime)
{
    /// <summary>Days that the law allowed and the case did not take; below 0 where it took more.</summary>
    public int? Saved => Statutory - Actual;

    /// <summary>Null for a case without a determination.</summary>
    public static TimeTaken? Of(CaseState state, WorkingCalendar calendar)
    {
        var determination = state switch
        {
            CaseState.Decided s => s.Determination,
            CaseState.Issued s => s.Determination,
            CaseState.Served s => s.Determination,
            CaseState.Revoked s => s.Determination,
            _ => null,
        };
        if (determination is null || state is not CaseState.Known { File: var file } || file.Clock(Clock.PromisedId) is not { } promise)
        {
            return null;
        }

        var (from, on) = (promise.StartedOn, determination.On);
        var leftOut = file.Ledger.ExclusionsFor(ClockKind.Promised)
            .Select(exclusion => (After: exclusion.After > from ? exclusion.After : from, Through: exclusion.Through is { } through && through < on ? through : on))
            .Where(days => days.After < days.Through)
            .Sum(days => calendar.Count(days.After, days.Through));
        return new TimeTaken(
            calendar.Count(from, on) - leftOut,
            InDays(file.Limits.Promised),
            InDays(file.Limits.Statutory),
            promise.Status != ClockStatus.Breached);
    }

    private static int? InDays(TimeLimit limit) => limit.Unit == TimeUnit.WorkingDay ? limit.Reach : null;
}
