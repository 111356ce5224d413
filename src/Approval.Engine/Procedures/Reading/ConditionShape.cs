using System.Text.Json;
using Approval.Engine.Procedures.Conditions;
using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Procedures.Reading;

/// <summary>
/// <c>{ "all": [..] }</c>, <c>{ "any": [..] }</c>, <c>{ "not": .. }</c>, <c>{ "fact": "..", "is": .. }</c> with a value or a list of them,
/// <c>{ "fact": "..", "atLeast": n, "atMost": n }</c>, <c>{ "fact": "..", "present": true }</c>.
/// </summary>
internal static class ConditionShape
{
    private const string Expected = "a condition: all, any, not, or a fact with is, atLeast, atMost or present";

    public static Condition Condition(JsonPlace place)
    {
        if (place.Value.ValueKind != JsonValueKind.Object)
        {
            return place.Refuse<Condition>(Expected);
        }

        return place.Object(members =>
            members.Optional<Condition>("all", at => new Condition.All(at.List(Condition)))
            ?? members.Optional<Condition>("any", at => new Condition.Any(at.List(Condition)))
            ?? members.Optional<Condition>("not", at => new Condition.Not(Condition(at)))
            ?? Fact(place, members));
    }

    private static Condition Fact(JsonPlace place, JsonMembers members)
    {
        var fact = members.Required("fact", Text, $"Expected {Expected}, but there is neither.");
        var values = members.Optional("is", at => at.Value.ValueKind == JsonValueKind.Array ? [.. at.List(Value)] : new[] { Value(at) });
        var (least, most) = (members.OptionalValue("atLeast", Decimal), members.OptionalValue("atMost", Decimal));
        var present = members.OptionalValue("present", Boolean);
        return (values, least ?? most, present) switch
        {
            ({ Length: > 0 }, null, null) => new Condition.Is(fact, [.. values]),
            (null, not null, null) => new Condition.Between(fact, least, most),
            (null, null, { } expected) => new Condition.Present(fact, expected),
            _ => place.Refuse<Condition>(Expected),
        };
    }

    /// <summary>As the facts of a case are written: text, true or false, numbers with a point.</summary>
    private static string Value(JsonPlace at) => at.Value.ValueKind switch
    {
        JsonValueKind.String => Text(at),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Decimal(at).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => at.Refuse<string>("text, a number, true or false"),
    };
}
