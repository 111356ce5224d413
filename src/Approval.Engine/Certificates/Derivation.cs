using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates;

/// <summary>The days of a limit, one line each, up to an end that is given.</summary>
internal sealed class Derivation(Clock clock, ImmutableArray<(Exclusion Days, int Entry)> exclusions, WorkingCalendar calendar, ImmutableArray<OpenHours> hours)
{
    private const int MinutesPerHour = 60;

    private readonly TimeLimit _limit = clock.Limit;

    /// <summary>Whether the day of the event is the first that counts. On the spot nothing counts, yet that day is the limit.</summary>
    public bool StartCounts => _limit.Unit switch
    {
        TimeUnit.WorkingHour => true,
        TimeUnit.Month => false,
        _ => _limit.CountFrom == CountFrom.SameDay && Amount > 0,
    };

    /// <summary>An extension in a unit of its own is counted on from the end of the limit.</summary>
    private bool IsMixed => clock.ExtensionUnit is { } unit && unit != _limit.Unit && clock.ExtensionDays > 0;

    private int Amount => IsMixed ? _limit.Amount : _limit.Amount + clock.ExtensionDays;

    private DateOnly Start => clock.StartedAt is { } at ? CivilTime.DayOf(at) : clock.StartedOn;

    private DateOnly First => StartCounts || Amount == 0 ? Start : Start.AddDays(1);

    public int ToCount => OfLimit + (IsMixed ? clock.ExtensionDays : 0);

    private int OfLimit => _limit.Unit switch
    {
        TimeUnit.WorkingHour => Amount * MinutesPerHour,
        TimeUnit.Month => clock.StartedOn.AddMonths(Amount).DayNumber - clock.StartedOn.DayNumber,
        _ => Amount,
    };

    /// <summary>The last day to print: the due day, or, while the end is not known, the day the special procedure began.</summary>
    public DateOnly LastDay(Deadline? deadline) => deadline?.Due ?? exclusions.First(span => span.Days.Through is null).Days.After;

    /// <param name="end">The last day of the limit itself.</param>
    public ImmutableArray<CertificateRow> Rows(DateOnly last, DateOnly? end)
    {
        var rows = ImmutableArray.CreateBuilder<CertificateRow>();
        var used = 0L;
        for (var date = First; date <= last; date = date.AddDays(1))
        {
            var day = calendar.Describe(date);
            var (uses, reason, entry) = Judge(day, used, IsMixed && date > end);
            used += uses;
            rows.Add(new CertificateRow(rows.Count + 1, date, day.Kind, day.Name, day.Source, reason is null, reason, entry, (int)(used / Unit)));
        }

        return rows.ToImmutable();
    }

    /// <summary>Hours are counted in ticks, so that no second is lost between days, and shown in whole minutes.</summary>
    private long Unit => _limit.Unit == TimeUnit.WorkingHour ? TimeSpan.TicksPerMinute : 1;

    /// <param name="extended">The day lies after the limit itself, in an extension that has a unit of its own.</param>
    private (long Uses, NotCounted? Reason, int? Entry) Judge(CalendarDay day, long used, bool extended)
    {
        var left = ((extended ? ToCount : OfLimit) * Unit) - used;
        if (exclusions.FirstOrDefault(span => day.Date > span.Days.After && (span.Days.Through is null || day.Date <= span.Days.Through)) is { Entry: > 0 } span)
        {
            return (0, NotCounted.Excluded, span.Entry);
        }

        var countsDaysOff = (extended ? clock.ExtensionUnit : _limit.Unit) is TimeUnit.CalendarDay or TimeUnit.Month;
        if (left > 0 && (countsDaysOff || day.Kind.IsWorking()))
        {
            var uses = _limit.Unit == TimeUnit.WorkingHour ? Math.Min(left, OpenTicks(day.Date)) : 1;
            return (uses, uses == 0 ? NotCounted.OutsideHours : null, null);
        }

        return (0, left > 0 ? DayOff(day.Kind) : Amount == 0 && day.Kind.IsWorking() && day.Date == Start ? NotCounted.OnTheSpot : NotCounted.RolledForward, null);
    }

    private static NotCounted DayOff(DayKind kind) => kind == DayKind.RestDay ? NotCounted.RestDay : NotCounted.PublicHoliday;

    private long OpenTicks(DateOnly date)
    {
        var from = clock.StartedAt is { } at && date == Start ? TimeOnly.FromDateTime(at.ToOffset(CivilTime.Offset).DateTime) : TimeOnly.MinValue;
        return hours.Sum(span => span.Until <= from ? 0 : (span.Until - (from > span.From ? from : span.From)).Ticks);
    }
}
