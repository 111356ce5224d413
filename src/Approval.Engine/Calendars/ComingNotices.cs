using System.Collections.Immutable;

namespace Approval.Engine.Calendars;

/// <summary>
/// What the notices not yet published can do to a count of working days. Not a guess at their text but its limits:
/// the longest and the shortest count that any of them allows. The limits and the record behind them are in docs/working-time.md.
/// </summary>
internal sealed class ComingNotices
{
    /// <summary>Days added to the statutory ones by special notice and never worked off, in one year; 2020 is the record with two.</summary>
    private const int ExtraordinaryDaysOff = 2;

    private readonly ImmutableArray<Leeway> _leeways;
    private readonly int _firstYear;
    private readonly int _perYear;

    public ComingNotices(DateOnly horizon, DateOnly last, LocalCustom local)
    {
        // One year more than the table: the New Year after its end reaches back into it.
        _leeways =
        [
            .. from year in Enumerable.Range(horizon.Year + 1, last.Year - horizon.Year + 1)
               from leeway in StatutoryHolidays.Of(year).Select(Leeway.Around)
                   .Append(Leeway.OfYear(year, ExtraordinaryDaysOff + local.Off, local.Worked))
               select leeway,
        ];
        _firstYear = horizon.Year + 1;
        _perYear = StatutoryHolidays.Of(_firstYear).Length + 1;
        CertainThrough = _leeways.Min(leeway => leeway.First).AddDays(-1);
    }

    /// <summary>The last day out of reach of every coming notice: a few days before the horizon, as New Year's arrangement may begin in December.</summary>
    public DateOnly CertainThrough { get; }

    /// <summary>The first and the last day on which the count from <paramref name="start"/> can be complete.</summary>
    public (DateOnly Earliest, DateOnly Latest) Around(WorkingCalendar calendar, DateOnly start, int workingDays)
    {
        var step = Math.Sign(workingDays);
        var wanted = Math.Abs(workingDays);
        var passed = new Passed[_leeways.Length];
        var (expected, more, fewer) = (0, 0, 0);
        DateOnly? nearest = null;
        for (var date = start.AddDays(step); ; date = date.AddDays(step))
        {
            var kind = calendar.KindOf(date);
            expected += kind.IsWorking() ? 1 : 0;

            // Only those of its own year and of the next, whose New Year reaches back, can touch a day.
            var own = (date.Year - _firstYear) * _perYear;
            for (var index = Math.Max(own, 0); index < Math.Min(own + (2 * _perYear), passed.Length); index++)
            {
                var leeway = _leeways[index];
                if (date < leeway.First || date > leeway.Last)
                {
                    continue;
                }

                var was = passed[index];
                var now = passed[index] = was.With(leeway, date, kind);
                more += leeway.More(now) - leeway.More(was);
                fewer += leeway.Fewer(now) - leeway.Fewer(was);
            }

            if (expected + more >= wanted)
            {
                nearest ??= date;
            }

            if (nearest is { } near && expected - fewer >= wanted)
            {
                return step > 0 ? (near, date) : (date, near);
            }
        }
    }
}

/// <summary>The most that a region's own rules have changed in one published year beside the national notices.</summary>
/// <param name="Off">National working days they took off.</param>
/// <param name="Worked">National days off they made working days.</param>
internal sealed record LocalCustom(int Off, int Worked)
{
    public static readonly LocalCustom None = new(0, 0);
}
