using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Approval.Engine.Calendars;

/// <summary>Puts checked files together. What a single file can get wrong was refused by <see cref="CalendarReader"/>.</summary>
internal sealed class CalendarAssembly(ImmutableArray<CalendarYear> years, ImmutableArray<CalendarOverlay> overlays)
{
    private readonly List<CalendarFinding> _findings = [];
    private readonly Dictionary<string, DayTable> _tables = [];

    public CalendarBuild Build()
    {
        CheckYears();
        CheckOverlays();
        if (_findings.Count > 0)
        {
            return Refused();
        }

        var listed = years.SelectMany(year => year.Days).ToDictionary(day => day.Date);
        _tables[CalendarSet.National] = new DayTable(CalendarSet.National, First, Horizon, listed, LocalCustom.None);
        foreach (var overlay in overlays.TakeWhile(_ => _findings.Count == 0))
        {
            Resolve(overlay, []);
        }

        return _findings.Count > 0 ? Refused() : new CalendarBuild(new CalendarSet(years, overlays, _tables.ToFrozenDictionary()), []);
    }

    private DateOnly First => new(years[0].Year, 1, 1);

    private DateOnly Horizon => new(years[^1].Year, 12, 31);

    private CalendarBuild Refused() => new(null, [.. _findings]);

    private void CheckYears()
    {
        if (years.IsEmpty)
        {
            _findings.Add(new CalendarFinding("", "$", "Expected at least one year of national days, but there is none."));
        }

        foreach (var (before, after) in years.Zip(years.Skip(1)))
        {
            if (after.Year == before.Year)
            {
                _findings.Add(new CalendarFinding(after.File, "$.year", $"{after.Year} is given by {before.File} already."));
            }
            else if (after.Year != before.Year + 1)
            {
                _findings.Add(new CalendarFinding(after.File, "$.year", $"Expected {before.Year + 1} after {before.Year}, but the next year given is {after.Year}: no year may be missing."));
            }
        }
    }

    private void CheckOverlays()
    {
        foreach (var again in overlays.GroupBy(overlay => overlay.Region).SelectMany(same => same.Skip(1).Select(overlay => (overlay, same.First().File))))
        {
            _findings.Add(new CalendarFinding(again.overlay.File, "$.region", $"{again.overlay.Region} is given by {again.File} already."));
        }

        foreach (var overlay in years.IsEmpty ? [] : overlays)
        {
            foreach (var (index, day) in overlay.Days.Index().Where(entry => entry.Item.Date < First || entry.Item.Date > Horizon))
            {
                _findings.Add(new CalendarFinding(overlay.File, $"$.days[{index}].date", $"{day.Date:yyyy-MM-dd} is outside the published years {First.Year} to {Horizon.Year}."));
            }
        }
    }

    private DayTable? Resolve(CalendarOverlay overlay, ImmutableList<string> below)
    {
        if (_tables.TryGetValue(overlay.Region, out var done))
        {
            return done;
        }

        if (below.Contains(overlay.Region))
        {
            _findings.Add(new CalendarFinding(overlay.File, "$.inherits", $"{string.Join(", ", below)} inherit from each other in a circle."));
            return null;
        }

        var parent = Parent(overlay, below.Add(overlay.Region));
        return parent is null ? null : _tables[overlay.Region] = Over(parent, overlay);
    }

    private DayTable? Parent(CalendarOverlay overlay, ImmutableList<string> below)
    {
        for (var holder = overlay.Inherits ?? CalendarSet.Above(overlay.Region); ; holder = CalendarSet.Above(holder))
        {
            if (holder == CalendarSet.National)
            {
                return _tables[CalendarSet.National];
            }

            if (overlays.FirstOrDefault(other => other.Region == holder) is { } above)
            {
                return Resolve(above, below);
            }
        }
    }

    private DayTable Over(DayTable parent, CalendarOverlay overlay)
    {
        var listed = parent.Listed.ToDictionary();
        foreach (var day in overlay.Days)
        {
            listed[day.Date] = day;
        }

        return new DayTable(overlay.Region, First, Horizon, listed, Custom(listed.Values));
    }

    private LocalCustom Custom(IEnumerable<CalendarDay> listed)
    {
        var national = new WorkingCalendar(CalendarSet.National, _tables[CalendarSet.National]);
        var changed = listed.Where(day => day.Kind.IsWorking() != national.IsWorkingDay(day.Date)).ToLookup(day => day.Kind.IsWorking(), day => day.Date.Year);
        return new LocalCustom(MostInOneYear(changed[false]), MostInOneYear(changed[true]));
    }

    private static int MostInOneYear(IEnumerable<int> yearsOfDays) =>
        yearsOfDays.CountBy(year => year).Select(count => count.Value).DefaultIfEmpty().Max();
}
