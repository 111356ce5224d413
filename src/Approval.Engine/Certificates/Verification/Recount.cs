using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates.Verification;

/// <summary>
/// Counts a limit again, one day after the other, from what a certificate gives as its facts: start, limit, ledger, extension.
/// It shares no code with the rule that made the deadline.
/// </summary>
internal sealed class Recount
{
    private readonly DeadlineCertificate _given;
    private readonly FiledDays _days;
    private readonly ImmutableArray<Interval> _intervals;
    private readonly ImmutableArray<CertificateRow>.Builder _rows = ImmutableArray.CreateBuilder<CertificateRow>();
    private long _used;
    private DateOnly _date;

    public Recount(DeadlineCertificate given, FiledDays days)
    {
        (_given, _days) = (given, days);
        _intervals = [.. Intervals(given.Ledger).Where(interval => interval.Through is null || interval.Through > Start).OrderBy(interval => interval.After)];
        Run();
    }

    public bool StartCounts => _given.Limit.Unit switch
    {
        TimeUnit.WorkingHour => true,
        TimeUnit.WorkingDay or TimeUnit.CalendarDay => _given.Limit.CountFrom == CountFrom.SameDay && Amount > 0,
        _ => false,
    };

    public int ToCount => _given.Limit.Unit switch
    {
        TimeUnit.WorkingHour => Amount * 60,
        TimeUnit.Month => Start.AddMonths(Amount).DayNumber - Start.DayNumber,
        _ => Amount,
    };

    public ImmutableArray<CertificateRow> Rows => _rows.ToImmutable();

    public DateOnly? Completed { get; private set; }

    /// <summary>Null while a special procedure is open.</summary>
    public CertificateDeadline? Result { get; private set; }

    /// <summary>Whether the promise ends the step.</summary>
    public bool IsCut { get; private set; }

    /// <summary>A published year that the count runs into and whose file was not given.</summary>
    public int? MissingYear { get; private set; }

    private int Amount => _given.Limit.Amount + (_given.Extension?.Days ?? 0);

    private bool InHours => _given.Limit.Unit == TimeUnit.WorkingHour;

    private DateOnly Start => InHours && _given.Start.At is { } at ? CivilTime.DayOf(at) : _given.Start.On;

    private long Needed => InHours ? ToCount * TimeSpan.TicksPerMinute : ToCount;

    private void Run()
    {
        Count();
        if (MissingYear is null && _given.Within is { Deadline: var cap } && Start <= cap.Due && (Result is null || Result.Due > cap.Due))
        {
            CutAt(cap);
        }
    }

    private void Count()
    {
        _date = StartCounts || Amount == 0 ? Start : Start.AddDays(1);
        var countedFrom = _date.AddDays(-1);
        var leftThen = Needed;
        while (_used < Needed)
        {
            if (OpenBefore(_date) || !Take(null))
            {
                return;
            }

            if (IntervalOf(_rows[^1].Date) is { } passed)
            {
                (countedFrom, leftThen) = (passed.Through!.Value, Needed - _used);
            }
        }

        var complete = Amount == 0 ? Start : _date.AddDays(-1);
        Completed = complete;
        if (Moved(complete) is { } last && TakeThrough(last.Day))
        {
            Result = Deadline(last, complete, countedFrom, leftThen);
        }
    }

    /// <summary>
    /// The day on which a limit whose count is complete runs out: a last day that is a day off moves on, and a special procedure that
    /// began no later keeps it open until the day it ends on. Null when that is not known.
    /// </summary>
    private (DateOnly Day, bool Kept)? Moved(DateOnly last)
    {
        var kept = false;
        while (true)
        {
            while (!(InHours && Amount == 0) && _days.Of(last) is { } day && !day.Kind.IsWorking())
            {
                last = last.AddDays(1);
            }

            if (_days.Of(last) is null)
            {
                MissingYear = last.Year;
                return null;
            }

            if (_intervals.FirstOrDefault(interval => interval.After <= last && (interval.Through is null || interval.Through > last)) is not { } reaching)
            {
                return (last, kept);
            }

            if (reaching.Through is not { } through)
            {
                TakeThrough(reaching.After);
                return null;
            }

            (last, kept) = (through, true);
        }
    }

    private CertificateDeadline Deadline((DateOnly Day, bool Kept) last, DateOnly complete, DateOnly countedFrom, long leftThen)
    {
        if (InHours)
        {
            var at = Instant(last.Day, complete);
            return new CertificateDeadline(last.Day, at, false, last.Day, last.Day);
        }

        if (_given.Limit.Unit == TimeUnit.WorkingDay && !last.Kept && leftThen > 0)
        {
            return new ComingYears(_days).Count(countedFrom, (int)leftThen);
        }

        var horizon = _days.Claimed.Horizon;
        if (last.Day <= horizon)
        {
            return new CertificateDeadline(last.Day, CivilTime.EndOf(last.Day), false, last.Day, last.Day);
        }

        var past = Enumerable.Range(horizon.DayNumber + 1, last.Day.DayNumber - horizon.DayNumber).Count(number => _days.IsWorking(DateOnly.FromDayNumber(number)));
        var bounds = new ComingYears(_days).Count(horizon, past);
        return new CertificateDeadline(last.Day, CivilTime.EndOf(bounds.Latest), true, bounds.Earliest < last.Day ? bounds.Earliest : last.Day, bounds.Latest);
    }

    /// <summary>The time of day at which the minutes were used up, on the day the limit runs out.</summary>
    private DateTimeOffset Instant(DateOnly day, DateOnly complete)
    {
        if (_rows.LastOrDefault(row => row.Date == complete) is not { Counted: true })
        {
            return _given.Start.At!.Value.ToUniversalTime();
        }

        var left = Needed - _rows.TakeWhile(row => row.Date < complete).Sum(row => row.Counted ? Open(row.Date).Sum(span => (span.Until - span.From).Ticks) : 0);
        foreach (var (from, until) in Open(complete))
        {
            if (left <= (until - from).Ticks)
            {
                return new DateTimeOffset(day.ToDateTime(from.Add(TimeSpan.FromTicks(left))), CivilTime.Offset).ToUniversalTime();
            }

            left -= (until - from).Ticks;
        }

        throw new InvalidOperationException("A day holds no more open time than was counted on it.");
    }

    /// <summary>A step that would outlast the promise ends with it.</summary>
    private void CutAt(CertificateDeadline cap)
    {
        (Result, IsCut) = (cap, true);
        while (_rows.Count > 0 && _rows[^1].Date > cap.Due)
        {
            _rows.RemoveAt(_rows.Count - 1);
        }

        Completed = Completed <= cap.Due ? Completed : null;
    }

    private bool TakeThrough(DateOnly last)
    {
        while (_date <= last)
        {
            if (!Take(last))
            {
                return false;
            }
        }

        return true;
    }

    private bool OpenBefore(DateOnly date) => _intervals.Any(interval => interval.Through is null && interval.After < date);

    private Interval? IntervalOf(DateOnly date) => _intervals.FirstOrDefault(interval => date > interval.After && (interval.Through is null || date <= interval.Through));

    /// <param name="last">The due day, once the count is complete.</param>
    private bool Take(DateOnly? last)
    {
        if (_days.Of(_date) is not { } day)
        {
            MissingYear = _date.Year;
            return false;
        }

        var excludedBy = IntervalOf(_date);
        var uses = excludedBy is not null || last is not null ? 0 : Uses(day);
        NotCounted? reason = excludedBy is not null ? NotCounted.Excluded
            : uses > 0 ? null
            : last is not null ? (Amount == 0 && _date == Start && day.Kind.IsWorking() ? NotCounted.OnTheSpot : NotCounted.RolledForward)
            : day.Kind.IsWorking() ? NotCounted.OutsideHours
            : day.Kind == DayKind.RestDay ? NotCounted.RestDay
            : NotCounted.PublicHoliday;
        _used += uses;
        _rows.Add(new CertificateRow(
            _rows.Count + 1, _date, day.Kind, day.Name, day.Source, reason is null, reason, excludedBy?.Entry, (int)(InHours ? _used / TimeSpan.TicksPerMinute : _used)));
        _date = _date.AddDays(1);
        return true;
    }

    private long Uses(CalendarDay day) => _given.Limit.Unit switch
    {
        TimeUnit.CalendarDay or TimeUnit.Month => 1,
        _ when !day.Kind.IsWorking() => 0,
        TimeUnit.WorkingHour => Math.Min(Needed - _used, Open(day.Date).Sum(span => (span.Until - span.From).Ticks)),
        _ => 1,
    };

    /// <summary>What is left of the opening hours of a day; the clock starts in the middle of the first.</summary>
    private IEnumerable<(TimeOnly From, TimeOnly Until)> Open(DateOnly date)
    {
        var from = date == Start && _given.Start.At is { } at ? TimeOnly.FromDateTime(at.ToOffset(CivilTime.Offset).DateTime) : TimeOnly.MinValue;
        return from span in _given.Hours ?? []
               where span.Until > @from
               select (span.From > @from ? span.From : @from, span.Until);
    }

    private static IEnumerable<Interval> Intervals(ImmutableArray<CertificateEntry> ledger)
    {
        foreach (var entry in ledger)
        {
            if (entry.Operation == LedgerOperation.Exclude)
            {
                yield return new Interval(entry.On, entry.Through, entry.Number);
            }

            if (entry.Operation == LedgerOperation.Suspend)
            {
                var ended = ledger.Where(other => other.Number > entry.Number && other.PromiseOnly == entry.PromiseOnly)
                    .FirstOrDefault(other => other.Operation is LedgerOperation.Resume or LedgerOperation.Interrupt);
                yield return new Interval(entry.On, ended?.On, entry.Number);
            }
        }
    }

    private sealed record Interval(DateOnly After, DateOnly? Through, int Entry);
}
