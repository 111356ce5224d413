using System.Text.Json;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using CalendarSeeds = Approval.Engine.Tests.Calendars.Seeds;

namespace Approval.Engine.Tests.Certificates;

/// <summary>
/// The due day by hand: a list of days off from the files, a set of days that the ledger leaves out, and one finger that moves from
/// day to day. Slow, and independent of the rule, of the calendar and of the verifier.
/// </summary>
internal static class SlowCount
{
    private static readonly Dictionary<DateOnly, bool> Listed = CalendarSeeds.Years.SelectMany(Read).ToDictionary(day => day.Date, day => day.Worked);

    /// <summary>Null while a special procedure is open.</summary>
    public static DateOnly? Due(Clock clock, Ledger ledger, IReadOnlyCollection<OpenHours> hours)
    {
        var intervals = Intervals(ledger, clock.Kind);
        var start = clock.StartedAt is { } at ? CivilTime.DayOf(at) : clock.StartedOn;
        intervals.RemoveAll(interval => interval.Last <= start);
        if (clock.ExtensionUnit is { } unit)
        {
            return Due(clock with { ExtensionDays = 0, ExtensionUnit = null }, ledger, hours) is { } limit
                ? Due(clock with { Limit = new TimeLimit(clock.ExtensionDays, unit, CountFrom.NextDay, ""), StartedOn = limit, ExtensionDays = 0, ExtensionUnit = null }, ledger, hours)
                : null;
        }

        var amount = clock.Limit.Amount + clock.ExtensionDays;
        var last = clock.Limit.Unit switch
        {
            TimeUnit.WorkingHour => LastOfHours(clock, hours, intervals),
            TimeUnit.Month => Last(start.AddDays(1), clock.StartedOn.AddMonths(amount).DayNumber - start.DayNumber, start, intervals, _ => true),
            TimeUnit.CalendarDay => Last(First(clock, amount), amount, start, intervals, _ => true),
            _ => Last(First(clock, amount), amount, start, intervals, IsWorked),
        };
        return last is { } day ? Settle(day, intervals) : null;
    }

    /// <summary>A promise within its law, a step within its promise.</summary>
    public static DateOnly? Within(CaseFile file, Clock clock, IReadOnlyCollection<OpenHours> hours)
    {
        var own = Due(clock, new Ledger([.. file.Ledger.Entries.Take(clock.LedgerVersion)]), hours);
        var over = clock.Kind switch
        {
            ClockKind.Step => file.Clock(Clock.PromisedId)?.Deadline?.Due,
            ClockKind.Promised => file.Clock(Clock.StatutoryId)?.Deadline?.Due,
            _ => null,
        };
        return over is { } end && clock.StartedOn <= end && (own is null ? clock.Kind == ClockKind.Step : own > end) ? end : own;
    }

    private static DateOnly First(Clock clock, int amount) => clock.Limit.CountFrom == CountFrom.SameDay && amount > 0 ? clock.StartedOn : clock.StartedOn.AddDays(1);

    private static DateOnly? Last(DateOnly first, int amount, DateOnly start, List<Interval> intervals, Predicate<DateOnly> counts)
    {
        var day = first.AddDays(-1);
        for (var counted = 0; counted < amount;)
        {
            day = day.AddDays(1);
            if (intervals.Any(interval => interval.Last is null && day > interval.After))
            {
                return null;
            }

            counted += counts(day) && !intervals.Any(interval => interval.Covers(day)) ? 1 : 0;
        }

        return amount == 0 ? start : day;
    }

    private static DateOnly? LastOfHours(Clock clock, IReadOnlyCollection<OpenHours> hours, List<Interval> intervals)
    {
        var left = (clock.Limit.Amount + clock.ExtensionDays) * 3600L;
        for (var day = CivilTime.DayOf(clock.StartedAt!.Value); ; day = day.AddDays(1))
        {
            if (intervals.Any(interval => interval.Last is null && day > interval.After))
            {
                return null;
            }

            if (!IsWorked(day) || intervals.Any(interval => interval.Covers(day)))
            {
                continue;
            }

            foreach (var span in hours)
            {
                var length = (long)(span.Until - span.From).TotalSeconds;
                if (day > CivilTime.DayOf(clock.StartedAt.Value) && left > length)
                {
                    left -= length;
                    continue;
                }

                for (var second = span.From; second < span.Until; second = second.Add(TimeSpan.FromSeconds(1)))
                {
                    if (new DateTimeOffset(day.ToDateTime(second), CivilTime.Offset) >= clock.StartedAt && --left == 0)
                    {
                        return day;
                    }
                }
            }
        }
    }

    /// <summary>A last day off moves on; what began by the last day keeps the limit open until it ends.</summary>
    private static DateOnly? Settle(DateOnly day, List<Interval> intervals)
    {
        while (!IsWorked(day))
        {
            day = day.AddDays(1);
        }

        return intervals.Find(interval => interval.After <= day && (interval.Last is null || interval.Last > day)) is { } reaching
            ? reaching.Last is { } last ? Settle(last, intervals) : null
            : day;
    }

    private static bool IsWorked(DateOnly day) =>
        Listed.TryGetValue(day, out var worked) ? worked
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !(day.Year > 2026 && StatutoryHolidays.Of(day.Year).Any(holiday => holiday.Days.Contains(day)));

    private static List<Interval> Intervals(Ledger ledger, ClockKind kind)
    {
        var intervals = new List<Interval>();
        if (kind is not (ClockKind.Promised or ClockKind.Statutory or ClockKind.Step))
        {
            return intervals;
        }

        foreach (var entry in ledger.Entries.Where(entry => kind != ClockKind.Statutory || !entry.PromiseOnly))
        {
            switch (entry.Operation)
            {
                case LedgerOperation.Exclude:
                    intervals.Add(new Interval(entry.On, entry.Through, entry.PromiseOnly));
                    break;
                case LedgerOperation.Suspend:
                    intervals.Add(new Interval(entry.On, null, entry.PromiseOnly));
                    break;
                case LedgerOperation.Resume or LedgerOperation.Interrupt:
                    var open = intervals.FindLastIndex(interval => interval.Last is null && interval.PromiseOnly == entry.PromiseOnly);
                    intervals[open] = intervals[open] with { Last = entry.On };
                    break;
                default:
                    break;
            }
        }

        return intervals;
    }

    private static IEnumerable<(DateOnly Date, bool Worked)> Read(int year)
    {
        using var json = JsonDocument.Parse(CalendarSeeds.Text(year));
        return [.. json.RootElement.GetProperty("days").EnumerateArray()
            .Select(day => (DateOnly.Parse(day.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture), day.GetProperty("kind").GetString() == "makeUpWorkday"))];
    }

    private sealed record Interval(DateOnly After, DateOnly? Last, bool PromiseOnly)
    {
        public bool Covers(DateOnly day) => day > After && (Last is null || day <= Last);
    }
}
