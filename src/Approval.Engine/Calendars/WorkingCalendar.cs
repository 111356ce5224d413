using System.Diagnostics.CodeAnalysis;

namespace Approval.Engine.Calendars;

/// <summary>
/// The working days of one region: an immutable value, safe to share between threads.
/// Dates outside <see cref="First"/> to <see cref="Last"/> throw <see cref="ArgumentOutOfRangeException"/>:
/// a calendar does not guess about days it knows nothing of.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly DayTable _days;
    private readonly int _first;
    private readonly int[] _before;
    private readonly DateOnly[] _working;

    internal WorkingCalendar(string region, DayTable days)
    {
        Region = region;
        _days = days;
        _first = days.First.DayNumber;
        _before = days.Before;
        _working = days.Working;
    }

    /// <summary>CN, or the GB/T 2260 code the calendar was asked for.</summary>
    public string Region { get; }

    /// <summary>
    /// Changes whenever any day, its source or the horizon changes. It begins with the region whose file decided,
    /// so regions without days of their own share the version of the one they inherit from.
    /// </summary>
    public string Version => _days.Version;

    public DateOnly First => _days.First;

    /// <summary>The last date that a published notice covers.</summary>
    public DateOnly Horizon => _days.Horizon;

    /// <summary>The last date that can be asked for; between <see cref="Horizon"/> and this every answer is provisional.</summary>
    public DateOnly Last => _days.Last;

    public bool IsWorkingDay(DateOnly date) => KindOf(date).IsWorking();

    public DayKind KindOf(DateOnly date) => _days.Kinds[Index(date, nameof(date))];

    public CalendarDay Describe(DateOnly date)
    {
        Index(date, nameof(date));
        return _days.Describe(date);
    }

    /// <summary>
    /// The n-th working day after <paramref name="start"/>, which is not counted itself (民法典 art 201).
    /// 0 gives the start, working day or not; a negative number counts back.
    /// </summary>
    public DateOnly Add(DateOnly start, int workingDays)
    {
        var day = Index(start, nameof(start));
        if (workingDays == 0)
        {
            return start;
        }

        // Wraps on purpose: a sum outside the table, overflow included, becomes too large an index and is refused below.
        var nth = unchecked((uint)(workingDays > 0 ? _before[day + 1] + workingDays - 1 : _before[day] + workingDays));
        var working = _working;
        return nth < (uint)working.Length ? working[nth] : throw Beyond(start, workingDays);
    }

    /// <summary>Working days d with <paramref name="after"/> &lt; d &lt;= <paramref name="through"/>; 0 when there is no such day.</summary>
    public int Count(DateOnly after, DateOnly through)
    {
        var from = Index(after, nameof(after));
        var to = Index(through, nameof(through));
        return to <= from ? 0 : _before[to + 1] - _before[from + 1];
    }

    /// <summary>The day itself when it is a working day, else the next one (民法典 art 203: a last day that is a day off moves on).</summary>
    public DateOnly RollForward(DateOnly date)
    {
        var next = _before[Index(date, nameof(date))];
        return next < _working.Length ? _working[next] : throw Beyond(date, 1);
    }

    /// <summary><see cref="Add"/>, with what is known of its certainty. O(1) inside the horizon, a walk over the days past it.</summary>
    public DayAnswer AddBounded(DateOnly start, int workingDays)
    {
        var date = Add(start, workingDays);
        var furthest = start > date ? start : date;
        if (workingDays == 0 || furthest <= _days.Coming.CertainThrough)
        {
            return new DayAnswer(date, false, date, date);
        }

        var (earliest, latest) = _days.Coming.Around(this, start, workingDays);
        return new DayAnswer(date, date > Horizon || earliest != latest, earliest, latest);
    }

    /// <summary>Every day from the one after <paramref name="start"/> to the answer of <see cref="Add"/>, in order; nothing for 0.</summary>
    /// <param name="workingDays">0 or more.</param>
    public IEnumerable<CountedDay> Trace(DateOnly start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        return Days(start, Add(start, workingDays));
    }

    private IEnumerable<CountedDay> Days(DateOnly after, DateOnly through)
    {
        var running = 0;
        for (var date = after; date < through;)
        {
            date = date.AddDays(1);
            var day = _days.Describe(date);
            var counted = day.Kind.IsWorking();
            running += counted ? 1 : 0;
            yield return new CountedDay(date, day.Kind, counted, running, day.Source);
        }
    }

    private int Index(DateOnly date, string name)
    {
        // A day before the first becomes too large an index, and so is refused with those after the last.
        var index = unchecked((uint)(date.DayNumber - _first));
        if (index >= (uint)_before.Length - 1)
        {
            Outside(date, name);
        }

        return (int)index;
    }

    [DoesNotReturn]
    private void Outside(DateOnly date, string name) =>
        throw new ArgumentOutOfRangeException(name, date, $"The calendar of {Region} knows {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}.");

    private ArgumentOutOfRangeException Beyond(DateOnly start, int workingDays) =>
        new(nameof(workingDays), workingDays, $"{workingDays} working days from {start:yyyy-MM-dd} leave the calendar of {Region}, which knows {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}.");
}
