using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Approval.Engine.Calendars;

/// <summary>All calendars of one state of the files: the national one and those of regions with days of their own.</summary>
public sealed class CalendarSet
{
    public const string National = "CN";

    private readonly FrozenDictionary<string, DayTable> _tables;

    internal CalendarSet(ImmutableArray<CalendarYear> years, ImmutableArray<CalendarOverlay> overlays, FrozenDictionary<string, DayTable> tables)
    {
        Years = years;
        Overlays = overlays;
        _tables = tables;
    }

    /// <summary>The published years, in order.</summary>
    public ImmutableArray<CalendarYear> Years { get; }

    /// <summary>The regions with days of their own, in no order.</summary>
    public ImmutableArray<CalendarOverlay> Overlays { get; }

    /// <summary>Puts years and overlays together, or says what keeps them apart: a gap, a year or a region given twice, a day past the horizon, a circle.</summary>
    public static CalendarBuild Build(IEnumerable<CalendarYear> years, IEnumerable<CalendarOverlay> overlays) =>
        new CalendarAssembly([.. years.OrderBy(year => year.Year)], [.. overlays]).Build();

    /// <summary>CN or six digits; anything else has no calendar.</summary>
    public static bool IsRegion(string region) =>
        region == National || (region.Length == 6 && region.All(char.IsAsciiDigit));

    /// <summary>
    /// The calendar of a region: its own days when a file gives any, else those of the division above
    /// (430102, 430100, 430000, CN). Throws when <see cref="IsRegion"/> is false.
    /// </summary>
    public WorkingCalendar For(string region)
    {
        if (!IsRegion(region))
        {
            throw new ArgumentException($"'{region}' is neither {National} nor a six-digit GB/T 2260 code.", nameof(region));
        }

        var holder = region;
        DayTable? table;
        while (!_tables.TryGetValue(holder, out table))
        {
            holder = Above(holder);
        }

        return new WorkingCalendar(region, table);
    }

    /// <summary>The division above by the digits of GB/T 2260.</summary>
    internal static string Above(string region) =>
        region.EndsWith("0000", StringComparison.Ordinal) ? National
        : region.EndsWith("00", StringComparison.Ordinal) ? $"{region[..2]}0000"
        : $"{region[..4]}00";
}

/// <summary>Either a set, or why there is none. Nothing of a refused build is to be kept.</summary>
public sealed record CalendarBuild(CalendarSet? Set, ImmutableArray<CalendarFinding> Findings);
