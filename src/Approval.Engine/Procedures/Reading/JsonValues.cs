using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Approval.Engine.Procedures.Reading;

/// <summary>Single values, each read strictly.</summary>
internal static partial class JsonValues
{
    public static string Text(JsonPlace at) =>
        at.Value.ValueKind == JsonValueKind.String && JsonText.TryText(at.Value) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : at.Refuse<string>("text");

    /// <summary>Text that matches whole, for codes.</summary>
    public static string Code(JsonPlace at, Regex form, string expected) =>
        at.Value.ValueKind == JsonValueKind.String && JsonText.TryText(at.Value) is { } text && form.IsMatch(text)
            ? text
            : at.Refuse<string>(expected);

    /// <summary>A GB/T 2260 code.</summary>
    public static string Division(JsonPlace at) => Code(at, SixDigits(), "a GB/T 2260 code of six digits");

    public static bool Boolean(JsonPlace at) => at.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => at.Refuse<bool>("true or false"),
    };

    /// <param name="max">An upper bound keeps every later sum far from overflow.</param>
    public static int Integer(JsonPlace at, int min, int max) =>
        at.Value.ValueKind == JsonValueKind.Number && at.Value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : at.Refuse<int>($"a whole number from {min} to {max}");

    public static decimal Decimal(JsonPlace at) =>
        at.Value.ValueKind == JsonValueKind.Number && at.Value.TryGetDecimal(out var number) ? number : at.Refuse<decimal>("a number");

    public static DateOnly Date(JsonPlace at) =>
        at.Value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(JsonText.TryText(at.Value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : at.Refuse<DateOnly>("a date that exists, as yyyy-MM-dd");

    public static TimeOnly Time(JsonPlace at) =>
        at.Value.ValueKind == JsonValueKind.String
        && TimeOnly.TryParseExact(JsonText.TryText(at.Value), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : at.Refuse<TimeOnly>("a time of day, as HH:mm");

    /// <summary>A member of a closed list, written in camelCase.</summary>
    public static T OneOf<T>(JsonPlace at)
        where T : struct, Enum
    {
        var text = at.Value.ValueKind == JsonValueKind.String ? JsonText.TryText(at.Value) : null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
            {
                return value;
            }
        }

        return at.Refuse<T>($"one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}");
    }

    public static LocalText Bilingual(JsonPlace at) =>
        at.Object(members => new LocalText(members.Required("zh", Text), members.Required("en", Text)));

    [GeneratedRegex(@"\A[0-9]{6}\z")]
    private static partial Regex SixDigits();
}
