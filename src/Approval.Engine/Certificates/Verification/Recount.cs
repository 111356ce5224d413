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
    private readonly OpenTime _open;
    private readonly Bounds _bounds;
    private readonly StoodStill _stoodStill;
    private readonly ImmutableArray<CertificateRow>.Builder _rows = ImmutableArray.CreateBuilder<CertificateRow>();
    private long _used;
    private DateOnly _date;

    public Recount(DeadlineCertificate given, FiledDays days)
    {
        (_given, _days, _open, _bounds) = (given, days, new OpenTime(given.Hours ?? [], given.Start.At), new Bounds(days));
        _stoodStill = new StoodStill(given.Ledger, Start);
        Run();
    }

    public bool StartCounts => _given.Limit.Unit switch
    {
        TimeUnit.WorkingHour => true,
        TimeUnit.WorkingDay or TimeUnit.CalendarDay => _given.Limit.CountFrom == CountFrom.SameDay && Amount > 0,
        _ => false,
    };

    public int ToCount => OfLimit + (Apart?.Days ?? 0);

    private int OfLimit => _given.Limit.Unit switch
    {
        TimeUnit.WorkingHour => Amount * 60,
        TimeUnit.Month => Start.AddMonths(Amount).DayNumber - Start.DayNumber,
        _ => Amount,
    };

    public ImmutableArray<CertificateRow> Rows => _rows.ToImmutable();

    public DateOnly? Completed { get; private set; }

    /// <summary>Null while a special procedure is open.</summary>
    public CertificateDeadline? Result { get; private set; }

    /// <summary>Whether the clock that stands over this one ends it.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The law over a promise, counted again from the same start; null where the certificate names none.</summary>
    public CertificateDeadline? Law { get; private set; }

    /// <summary>A published year that the count runs into and whose file was not given.</summary>
    public int? MissingYear { get; private set; }

    /// <summary>An extension in a unit of its own: counted on from the end of the limit.</summary>
    private CertificateExtension? Apart => _given.Extension is { Unit: { } unit, Days: > 0 } more && unit != _given.Limit.Unit && !InHours ? more : null;

    private int Amount => _given.Limit.Amount + (Apart is null ? _given.Extension?.Days ?? 0 : 0);

    private bool InHours => _given.Limit.Unit == TimeUnit.WorkingHour;

    private DateOnly Start => InHours && _given.Start.At is { } at ? CivilTime.DayOf(at) : _given.Start.On;

    private long Needed => InHours ? OfLimit * TimeSpan.TicksPerMinute : OfLimit;

    private void Run()
    {
        Count();
        if (Apart is { } more)
        {
            Completed = null;
            if (Result is { } limit)
            {
                Extend(limit, _given.Limit with { Amount = more.Days, Unit = more.Unit!.Value, CountFrom = CountFrom.NextDay });
            }
        }

        if (MissingYear is null && _given.Within is { } over)
        {
            KeepWithin(over);
        }

        Completed = _rows.Any(row => row.Date == Completed) ? Completed : null;
    }

    private void Count()
    {
        _date = StartCounts || Amount == 0 ? Start : Start.AddDays(1);
        var countedFrom = _date.AddDays(-1);
        var leftThen = Needed;
        while (_used < Needed)
        {
            if (_stoodStill.IsOpenBefore(_date) || !Take(null))
            {
                return;
            }

            if (_stoodStill.On(_rows[^1].Date) is { } passed)
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

            if (_stoodStill.Reaching(last) is not { } reaching)
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
            var before = _rows.Where(row => row.Date < complete && row.Counted).Sum(row => _open.On(row.Date));
            var at = _open.Instant(last.Day, complete, Needed - before);
            var from = countedFrom > Start ? countedFrom : Start;
            var days = last.Kept ? 0 : _bounds.WorkingDays(from, last.Day);
            var bounds = days > 0 ? _bounds.Count(from, days) : _bounds.Settled(last.Day);
            return bounds with { PassesAt = bounds.Provisional ? at.AddDays(bounds.Latest.DayNumber - last.Day.DayNumber) : at };
        }

        if (_given.Limit.Unit == TimeUnit.WorkingDay && !last.Kept && leftThen > 0)
        {
            return _bounds.Count(countedFrom, (int)leftThen);
        }

        return _bounds.Settled(last.Day);
    }

    private void Extend(CertificateDeadline limit, CertificateLimit more)
    {
        Recount From(DateOnly day) => new(_given with { Limit = more, Start = _given.Start with { On = day }, Extension = null, Within = null }, _days);

        var on = From(limit.Due);
        foreach (var row in on.Rows)
        {
            _rows.Add(row with { Number = _rows.Count + 1, Running = OfLimit + row.Running });
        }

        (Completed, Result, MissingYear) = (on.Completed, on.Result, on.MissingYear);
        if (limit.Provisional && Result is { } due)
        {
            var (earliest, latest) = ((From(limit.Earliest).Result ?? due).Earliest, (From(limit.Latest).Result ?? due).Latest);
            Result = new CertificateDeadline(due.Due, CivilTime.EndOf(latest), true, earliest, latest);
        }
    }

    /// <summary>A step ends with the promise as recorded. A promise ends with the law, which is counted again: by the entries that bind it.</summary>
    private void KeepWithin(CertificateCap over)
    {
        if (over.Limit is { } limit)
        {
            var law = new Recount(
                _given with
                {
                    Limit = limit,
                    Start = _given.Start with { At = over.At },
                    Ledger = [.. _given.Ledger.Where(entry => !entry.PromiseOnly)],
                    Extension = over.Extension is { } more ? new CertificateExtension(more.Days, "", 0, more.Unit) : null,
                    Within = null,
                },
                _days);
            (Law, MissingYear) = (law.Result, law.MissingYear);
        }

        var cap = over.Deadline;
        if (MissingYear is null && Start <= cap.Due && (Result is null ? _given.Clock.Kind == ClockKind.Step : Result.Due > cap.Due || Result.PassesAt > cap.PassesAt))
        {
            CutAt(cap);
        }
    }

    private void CutAt(CertificateDeadline cap)
    {
        IsCut = true;
        Result = Result is { } own && own.Due <= cap.Due
            ? own with { PassesAt = cap.PassesAt, Latest = own.Latest < cap.Latest ? own.Latest : cap.Latest }
            : cap;
        while (_rows.Count > 0 && _rows[^1].Date > cap.Due)
        {
            _rows.RemoveAt(_rows.Count - 1);
        }
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

    /// <param name="last">The due day, once the count is complete.</param>
    private bool Take(DateOnly? last)
    {
        if (_days.Of(_date) is not { } day)
        {
            MissingYear = _date.Year;
            return false;
        }

        var excludedBy = _stoodStill.On(_date);
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
        TimeUnit.WorkingHour => Math.Min(Needed - _used, _open.On(day.Date)),
        _ => 1,
    };
}
