using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Approval.Engine.Procedures.Reading;

namespace Approval.Engine.Procedures;

/// <summary>One field against its definition: writes the value in its one form, or says what is wrong.</summary>
internal static class FieldCheck
{
    /// <param name="value">What was given; <c>default</c> when nothing was.</param>
    public static void Check(FormField field, JsonElement value, Utf8JsonWriter writer, ImmutableArray<FieldError>.Builder errors)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            if (field.Required)
            {
                errors.Add(Missing(field));
            }

            return;
        }

        var error = field.Type switch
        {
            FieldType.Text => Text(field, value, writer),
            FieldType.Integer or FieldType.Decimal => Number(field, value, writer),
            FieldType.Date => Date(field, value, writer),
            FieldType.Boolean => Boolean(field, value, writer),
            FieldType.Choice => Choice(field, value, writer),
            _ => throw new InvalidOperationException($"Field type {field.Type} is not known."),
        };
        if (error is not null)
        {
            errors.Add(error);
        }
    }

    private static FieldError? Text(FormField field, JsonElement value, Utf8JsonWriter writer)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return Mistyped(field, "文字", "text");
        }

        // PostgreSQL stores no NUL, and the other control characters can only mislead a reader.
        if (JsonText.TryText(value)?.Trim() is not { } text || text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')))
        {
            return Error(field, "field.characters", "含有无法保存的字符。", "holds characters that cannot be stored.");
        }

        if (text.Length == 0)
        {
            return field.Required ? Missing(field) : null;
        }

        if (field.MaxLength is { } longest && text.EnumerateRunes().Count() is var length && length > longest)
        {
            return Error(field, "field.length", $"不得超过{longest}个字，现为{length}个字。", $"may have {longest} characters, but has {length}.");
        }

        if (field.Pattern is { } pattern && !FormPattern.IsMatch(pattern, text))
        {
            return Error(field, "field.pattern", $"格式不符{Explained(field)}。", "does not have the form it must have.");
        }

        writer.WriteString(field.Name, text);
        return null;
    }

    private static FieldError? Number(FormField field, JsonElement value, Utf8JsonWriter writer)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return Mistyped(field, "数字", "a number");
        }

        if (!value.TryGetDecimal(out var number) || number < field.Min || number > field.Max)
        {
            return Error(field, "field.range", $"应在{Span(field)}之间{(field.Unit is null ? "" : $"（{field.Unit}）")}。", $"must be within {Span(field)}.");
        }

        if (field.Type == FieldType.Integer && number != decimal.Truncate(number))
        {
            return Mistyped(field, "整数", "a whole number");
        }

        // Dividing by one with all its decimals drops trailing zeros: 12.50 and 12.5 are one value.
        writer.WriteNumber(field.Name, number / 1.0000000000000000000000000000m);
        return null;
    }

    private static FieldError? Date(FormField field, JsonElement value, Utf8JsonWriter writer)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return Mistyped(field, "日期（yyyy-MM-dd）", "a date as yyyy-MM-dd");
        }

        if (!DateOnly.TryParseExact(JsonText.TryText(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Error(field, "field.date", "不是存在的日期（yyyy-MM-dd）。", "is not a date that exists, written yyyy-MM-dd.");
        }

        writer.WriteString(field.Name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return null;
    }

    private static FieldError? Boolean(FormField field, JsonElement value, Utf8JsonWriter writer)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return Mistyped(field, "是或否", "true or false");
        }

        writer.WriteBoolean(field.Name, value.GetBoolean());
        return null;
    }

    private static FieldError? Choice(FormField field, JsonElement value, Utf8JsonWriter writer)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return Mistyped(field, "选项", "one of the options");
        }

        var text = JsonText.TryText(value);
        if (!field.Options.Any(option => option.Value == text))
        {
            return Error(
                field,
                "field.choice",
                $"应为下列之一：{string.Join("、", field.Options.Select(option => $"{option.Label.Zh}（{option.Value}）"))}。",
                $"must be one of {string.Join(", ", field.Options.Select(option => option.Value))}.");
        }

        writer.WriteString(field.Name, text);
        return null;
    }

    private static FieldError Missing(FormField field) => Error(field, "field.missing", "必须填写。", "must be filled in.");

    private static FieldError Mistyped(FormField field, string zh, string en) => Error(field, "field.type", $"应为{zh}。", $"must be {en}.");

    private static FieldError Error(FormField field, string code, string zh, string en) =>
        new(JsonText.Path("$.form", field.Name), code, new LocalText($"“{field.Label.Zh}”{zh}", $"{field.Label.En} {en}"));

    private static string Explained(FormField field) => field.Help is null ? "" : $"：{field.Help.TrimEnd('。')}";

    private static string Span(FormField field) =>
        string.Create(CultureInfo.InvariantCulture, $"{field.Min ?? decimal.MinValue} – {field.Max ?? decimal.MaxValue}");
}
