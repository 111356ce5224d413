using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Approval.Engine.Procedures.Conditions;

/// <summary>A condition over the facts of a case, as data: no script, nothing to run. A fact that is not there satisfies no comparison.</summary>
[JsonConverter(typeof(ConditionJson))]
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Names of the facts that the condition asks for.</summary>
    public abstract IEnumerable<string> Facts { get; }

    /// <param name="valueOf">The value of a fact as text (numbers with a point, true and false), or null where there is none.</param>
    public abstract bool Holds(Func<string, string?> valueOf);

    public sealed record All(ImmutableArray<Condition> Of) : Condition
    {
        public override IEnumerable<string> Facts => Of.SelectMany(part => part.Facts);

        public override bool Holds(Func<string, string?> valueOf) => Of.All(part => part.Holds(valueOf));
    }

    public sealed record Any(ImmutableArray<Condition> Of) : Condition
    {
        public override IEnumerable<string> Facts => Of.SelectMany(part => part.Facts);

        public override bool Holds(Func<string, string?> valueOf) => Of.Any(part => part.Holds(valueOf));
    }

    public sealed record Not(Condition Of) : Condition
    {
        public override IEnumerable<string> Facts => Of.Facts;

        public override bool Holds(Func<string, string?> valueOf) => !Of.Holds(valueOf);
    }

    /// <summary>The fact has one of these values.</summary>
    public sealed record Is(string Fact, ImmutableArray<string> Values) : Condition
    {
        public override IEnumerable<string> Facts => [Fact];

        public override bool Holds(Func<string, string?> valueOf) => valueOf(Fact) is { } value && Values.Contains(value);
    }

    /// <summary>The fact is a number from <paramref name="Least"/> up to <paramref name="Most"/>, both included; null: no bound.</summary>
    public sealed record Between(string Fact, decimal? Least, decimal? Most) : Condition
    {
        public override IEnumerable<string> Facts => [Fact];

        public override bool Holds(Func<string, string?> valueOf) =>
            decimal.TryParse(valueOf(Fact), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && (Least is null || number >= Least)
            && (Most is null || number <= Most);
    }

    /// <summary>The fact is there, or is not.</summary>
    public sealed record Present(string Fact, bool Expected) : Condition
    {
        public override IEnumerable<string> Facts => [Fact];

        public override bool Holds(Func<string, string?> valueOf) => valueOf(Fact) is not null == Expected;
    }
}
