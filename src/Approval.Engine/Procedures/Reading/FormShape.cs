using System.Collections.Immutable;
using System.Text.RegularExpressions;
using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Procedures.Reading;

internal static partial class FormShape
{
    public static FormField Field(JsonPlace place) => place.Object(members => new FormField(
        members.Required("name", at => Code(at, CamelCase(), "a camelCase name")),
        members.Required("label", Bilingual),
        members.Required("type", OneOf<FieldType>),
        members.Required("required", Boolean),
        members.Optional("unit", Text),
        members.OptionalValue("min", Decimal),
        members.OptionalValue("max", Decimal),
        members.OptionalValue("maxLength", at => Integer(at, 1, 100_000)),
        members.Optional("pattern", Text),
        members.OptionalValue("options", at => at.List(Option)) ?? ImmutableArray<FieldOption>.Empty,
        members.Optional("help", Text),
        members.OptionalValue("confidential", Boolean) ?? false));

    private static FieldOption Option(JsonPlace place) => place.Object(members => new FieldOption(
        members.Required("value", Text),
        members.Required("label", Bilingual)));

    [GeneratedRegex(@"\A[a-z][a-zA-Z0-9]{0,59}\z")]
    private static partial Regex CamelCase();
}
