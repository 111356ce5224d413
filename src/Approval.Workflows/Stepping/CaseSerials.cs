using Approval.Workflows.Rulebooks;

namespace Approval.Workflows.Stepping;

/// <summary>A counter of case numbers; there is one for each day.</summary>
/// <param name="Item">The two digits of the item: procedures that share them share the counter, so no number is given twice.</param>
internal readonly record struct NumberSeries(string Office, string Item)
{
    public static NumberSeries Of(Intake intake) => new(intake.Office, CaseNumbers.ItemOf(intake.Procedure));
}

/// <summary>How many numbers of a series; what they are follows from <paramref name="Last"/>.</summary>
internal sealed record TakenNumbers(NumberSeries Series, int Count, int Last);

/// <summary>
/// The numbers one transaction has taken for its intakes, handed out in order. Those of intakes that were rejected are left over
/// and given back before the counters are unlocked.
/// </summary>
internal sealed class CaseSerials(IEnumerable<TakenNumbers> taken)
{
    private readonly Dictionary<NumberSeries, (int Next, int Last)> left = taken.ToDictionary(numbers => numbers.Series, numbers => (numbers.Last - numbers.Count + 1, numbers.Last));

    public int Peek(NumberSeries series) => left[series].Next;

    public void Use(NumberSeries series) => left[series] = left[series] with { Next = left[series].Next + 1 };

    /// <summary>The series with numbers that nobody used, and how many.</summary>
    public IReadOnlyList<(NumberSeries Series, int Count)> LeftOver() =>
        [.. left.Where(numbers => numbers.Value.Next <= numbers.Value.Last).Select(numbers => (numbers.Key, numbers.Value.Last - numbers.Value.Next + 1))];

    /// <summary>What the intakes may need, in the one order in which everybody locks; those that no rule knows need nothing.</summary>
    public static List<(NumberSeries Series, int Count)> Needed(IEnumerable<CaseRequest> requests, Rulebook rules) =>
    [
        .. requests
            .Select(request => request.Intake)
            .OfType<Intake>()
            .Where(intake => rules.Find(intake.Procedure) is not null && rules.Offices.ContainsKey(intake.Office))
            .GroupBy(NumberSeries.Of)
            .OrderBy(group => group.Key.Office, StringComparer.Ordinal).ThenBy(group => group.Key.Item, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count())),
    ];
}
