using System.Collections.Immutable;

namespace Approval.Engine.Calendars.Publishing;

/// <summary>A day that is of another kind after a publication.</summary>
/// <param name="Region">CN, or the region whose own days make it differ from the nation.</param>
/// <param name="Presumed">No notice had covered the day: <paramref name="Before"/> was presumed.</param>
/// <param name="Source">What makes the day so from now on.</param>
public sealed record DayChange(string Region, DateOnly Date, DayKind Before, DayKind After, bool Presumed, string Source)
{
    /// <summary>Whether counts of working days change, and not the name alone.</summary>
    public bool MovesCounts => Before.IsWorking() != After.IsWorking();
}

/// <summary>Compares two states of the calendars day by day.</summary>
public static class CalendarDiff
{
    /// <summary>Every change of kind, by region and date. A region that changes as the nation does is not repeated.</summary>
    public static ImmutableArray<DayChange> Between(CalendarSet before, CalendarSet after)
    {
        var national = Of(CalendarSet.National, before, after);
        var known = national.Select(change => (change.Date, change.After)).ToHashSet();
        return
        [
            .. national,
            .. after.Overlays.Select(overlay => overlay.Region).Order(StringComparer.Ordinal)
                .SelectMany(region => Of(region, before, after))
                .Where(change => !known.Contains((change.Date, change.After))),
        ];
    }

    private static List<DayChange> Of(string region, CalendarSet before, CalendarSet after)
    {
        var (old, now) = (before.For(region), after.For(region));
        var first = old.First > now.First ? old.First : now.First;
        var last = old.Horizon > now.Horizon ? old.Horizon : now.Horizon;
        var end = last < old.Last ? last : old.Last;
        var changes = new List<DayChange>();
        for (var date = first; date <= end; date = date.AddDays(1))
        {
            if (old.KindOf(date) != now.KindOf(date))
            {
                changes.Add(new DayChange(region, date, old.KindOf(date), now.KindOf(date), date > old.Horizon, now.Describe(date).Source));
            }
        }

        return changes;
    }
}
