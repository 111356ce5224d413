using System.Collections.Immutable;
using System.Globalization;

namespace Approval.Engine.Procedures.Conditions;

/// <summary>
/// Whether some case can make a statement about conditions true. Exact: of every fact it tries one value from each range that the
/// conditions tell apart, in all combinations.
/// </summary>
internal sealed class Satisfiability
{
    /// <summary>Combinations tried before giving up; conditions that people write have a handful.</summary>
    private const int MostTried = 200_000;

    /// <summary>Stands for any text that no condition names.</summary>
    private const string AnyOther = "\u0000";

    private readonly string[] facts;
    private readonly ImmutableArray<string?>[] values;

    /// <param name="conditions">Everything the statement looks at; their facts are known to the procedure.</param>
    public Satisfiability(Procedure procedure, IEnumerable<Condition> conditions)
    {
        var atoms = conditions.SelectMany(Atoms).ToList();
        facts = [.. atoms.SelectMany(atom => atom.Facts).Distinct(StringComparer.Ordinal)];
        values = [.. facts.Select(fact => Told(FactDomain.Of(procedure, fact)!, [.. atoms.Where(atom => atom.Facts.Contains(fact))], fact))];
    }

    /// <summary>True or false when it is proved; null when there are too many combinations to try.</summary>
    public bool? CanBe(Func<Func<string, string?>, bool> statement)
    {
        if (values.Aggregate(1L, (product, some) => Math.Min(product * some.Length, MostTried + 1)) > MostTried)
        {
            return null;
        }

        var at = new int[facts.Length];
        do
        {
            if (statement(fact => values[Array.IndexOf(facts, fact)][at[Array.IndexOf(facts, fact)]]))
            {
                return true;
            }
        }
        while (Next(at));
        return false;
    }

    private bool Next(int[] at)
    {
        for (var place = 0; place < at.Length; place++)
        {
            if (++at[place] < values[place].Length)
            {
                return true;
            }

            at[place] = 0;
        }

        return false;
    }

    private static IEnumerable<Condition> Atoms(Condition condition) => condition switch
    {
        Condition.All all => all.Of.SelectMany(Atoms),
        Condition.Any any => any.Of.SelectMany(Atoms),
        Condition.Not not => Atoms(not.Of),
        _ => [condition],
    };

    /// <summary>One value for each way in which the conditions on this fact can come out together.</summary>
    private static ImmutableArray<string?> Told(FactDomain domain, List<Condition> atoms, string fact)
    {
        IEnumerable<string> possible = domain.Type switch
        {
            FactType.Word => domain.Options,
            FactType.Number => Numbers(domain, atoms),
            _ => atoms.OfType<Condition.Is>().SelectMany(atom => atom.Values).Append(AnyOther),
        };
        return
        [
            .. possible
                .Cast<string?>()
                .Concat(domain.AlwaysThere ? [] : [null])
                .DistinctBy(value => string.Concat(atoms.Select(atom => atom.Holds(name => name == fact ? value : null) ? '1' : '0'))),
        ];
    }

    private static IEnumerable<string> Numbers(FactDomain domain, List<Condition> atoms)
    {
        var named = atoms.OfType<Condition.Is>().SelectMany(atom => atom.Values).ToList();
        var edges = atoms.OfType<Condition.Between>().SelectMany(atom => new[] { atom.Least, atom.Most })
            .Concat(named.Select(FactDomain.Number)).Append(domain.Min).Append(domain.Max)
            .OfType<decimal>().Distinct().Order().ToList();
        var between = edges.Zip(edges.Skip(1)).Select(pair => pair.First + ((pair.Second - pair.First) / 2));
        var around = edges.Count == 0 ? [0m] : domain.Whole
            ? edges.SelectMany(edge => new[] { Math.Floor(edge), Math.Ceiling(edge), Math.Floor(edge) - 1, Math.Ceiling(edge) + 1 })
            : [edges[0] - 1, edges[^1] + 1];
        return edges.Concat(between).Concat(around)
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Concat(named)
            .Where(domain.Allows);
    }
}
