using System.Collections.Immutable;
using Approval.Engine.Offices;

namespace Approval.Engine.Certificates.Verification;

/// <summary>The open time of working days, for limits in working hours; the clock starts in the middle of its first day.</summary>
/// <param name="startedAt">Null for limits in days and months, which never ask.</param>
internal sealed class OpenTime(ImmutableArray<OpenHours> hours, DateTimeOffset? startedAt)
{
    /// <summary>Ticks that the office is open on a day, from the start of the clock on.</summary>
    public long On(DateOnly date) => Spans(date).Sum(span => (span.Until - span.From).Ticks);

    /// <summary>The time of day at which so much of one day is used up, as an instant of another.</summary>
    public DateTimeOffset Instant(DateOnly day, DateOnly complete, long ticks)
    {
        if (ticks == 0)
        {
            return startedAt!.Value.ToUniversalTime();
        }

        foreach (var (from, until) in Spans(complete))
        {
            if (ticks <= (until - from).Ticks)
            {
                return new DateTimeOffset(day.ToDateTime(from.Add(TimeSpan.FromTicks(ticks))), CivilTime.Offset).ToUniversalTime();
            }

            ticks -= (until - from).Ticks;
        }

        throw new InvalidOperationException("A day holds no more open time than was counted on it.");
    }

    private IEnumerable<(TimeOnly From, TimeOnly Until)> Spans(DateOnly date)
    {
        var from = startedAt is { } at && date == CivilTime.DayOf(at) ? TimeOnly.FromDateTime(at.ToOffset(CivilTime.Offset).DateTime) : TimeOnly.MinValue;
        return from span in hours
               where span.Until > @from
               select (span.From > @from ? span.From : @from, span.Until);
    }
}
