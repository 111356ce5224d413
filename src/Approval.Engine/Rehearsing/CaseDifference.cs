using System.Collections.Immutable;
using System.Text.Json;

namespace Approval.Engine.Rehearsing;

public enum DifferenceKind
{
    /// <summary>Something else happened, or the same in another order; told once, where it began.</summary>
    Path,

    /// <summary>A last day, or the day of acceptance or decision, is another.</summary>
    Date,

    /// <summary>The lamp showed something else, or a card was issued on another day.</summary>
    Lamp,
}

/// <param name="What">The clock or act, or the place in the path.</param>
/// <param name="Before">By the rules in force; null where there was nothing.</param>
/// <param name="After">By the draft; null where there is nothing.</param>
public sealed record Difference(DifferenceKind Kind, string What, string? Before, string? After);

/// <summary>What a draft would have made of one case.</summary>
public static class CaseDifference
{
    public static ImmutableArray<Difference> Between(CaseCourse before, CaseCourse after) =>
        [.. FirstOf(DifferenceKind.Path, "intake", before.Intake, after.Intake), .. FirstOf(DifferenceKind.Path, "", before.Path, after.Path), .. Days(before, after), .. FirstOf(DifferenceKind.Lamp, "", before.Lamps, after.Lamps), .. Worst(before, after)];

    private static IEnumerable<Difference> FirstOf(DifferenceKind kind, string of, ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == before.Length && same == after.Length
            ? []
            : [new Difference(kind, $"{of}#{same + 1}", before.ElementAtOrDefault(same), after.ElementAtOrDefault(same))];
    }

    private static IEnumerable<Difference> Days(CaseCourse before, CaseCourse after) =>
        from key in before.Days.Keys.Union(after.Days.Keys).Order(StringComparer.Ordinal)
        let pair = (Before: before.Days.GetValueOrDefault(key), After: after.Days.GetValueOrDefault(key))
        where pair.Before != pair.After
        select new Difference(DifferenceKind.Date, key, pair.Before, pair.After);

    private static IEnumerable<Difference> Worst(CaseCourse before, CaseCourse after) =>
        before.Worst == after.Worst
            ? []
            : [new Difference(DifferenceKind.Lamp, "worst", JsonNamingPolicy.CamelCase.ConvertName(before.Worst.ToString()), JsonNamingPolicy.CamelCase.ConvertName(after.Worst.ToString()))];
}
