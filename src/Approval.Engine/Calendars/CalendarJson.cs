using System.Globalization;
using System.Text.Json;

namespace Approval.Engine.Calendars;

/// <summary>A parsed file and the findings made while walking it. Malformed text parses to null, so that one path leads out.</summary>
internal sealed class CalendarJson : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly string _file;
    private readonly JsonDocument? _document;

    private CalendarJson(string file, string text)
    {
        _file = file;
        try
        {
            var document = JsonDocument.Parse(text, Strict);
            ReadStrings(document.RootElement);
            _document = document;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            Add("$", $"Malformed JSON: {malformed.Message}");
        }
    }

    public List<CalendarFinding> Findings { get; } = [];

    public JsonAt Root => new(this, _document?.RootElement, "$");

    public static CalendarJson Parse(string file, string text) => new(file, text);

    public void Add(string path, string reason) => Findings.Add(new CalendarFinding(_file, path, reason));

    public void Dispose() => _document?.Dispose();

    /// <summary>An escape such as a lone \ud800 is well-formed JSON but no text; the parser finds out only when it is read.</summary>
    private static void ReadStrings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                element.EnumerateArray().ToList().ForEach(ReadStrings);
                break;
            case JsonValueKind.Object:
                element.EnumerateObject().ToList().ForEach(field => ReadStrings(field.Value));
                break;
            default:
                break;
        }
    }
}

/// <summary>A place in the file. Every getter answers null after recording why; a place that is not there stays silent, its absence is recorded already.</summary>
internal sealed record JsonAt(CalendarJson Json, JsonElement? Element, string Path)
{
    public void Refuse(string field, string reason) => Json.Add($"{Path}.{field}", reason);

    /// <summary>This place when it is an object; its fields beyond the known ones are findings.</summary>
    public JsonAt WithOnly(params string[] known)
    {
        if (Element is not { } element)
        {
            return this;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            Json.Add(Path, $"Expected an object, but found {Spell(element)}.");
            return this with { Element = null };
        }

        foreach (var field in element.EnumerateObject().Where(field => !known.Contains(field.Name)))
        {
            Refuse(field.Name, "Unknown field.");
        }

        return this;
    }

    public string? Text(string field) => Field(field, JsonValueKind.String, required: true) is { } value ? NotBlank(field, value) : null;

    public string? OptionalText(string field) => Field(field, JsonValueKind.String, required: false) is { } value ? NotBlank(field, value) : null;

    public DateOnly? Date(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse(field, $"Expected a date like 2026-01-31, but found {text}.");
        return null;
    }

    public int? Number(string field, int least, int most)
    {
        if (Field(field, JsonValueKind.Number, required: true) is not { } value)
        {
            return null;
        }

        if (value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(field, $"Expected a whole number from {least} to {most}, but found {value.GetRawText()}.");
        return null;
    }

    public bool? Flag(string field)
    {
        if (Element is not { } element)
        {
            return null;
        }

        if (!element.TryGetProperty(field, out var value))
        {
            Refuse(field, "Missing.");
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Refuse(field, $"Expected true or false, but found {Spell(value)}.");
        return null;
    }

    /// <summary>A list of texts; what is not one is a finding.</summary>
    public IEnumerable<string> Texts(string field)
    {
        foreach (var item in Items(field))
        {
            if (item.Element is { ValueKind: JsonValueKind.String } text && !string.IsNullOrWhiteSpace(text.GetString()))
            {
                yield return text.GetString()!;
            }
            else
            {
                Json.Add(item.Path, "Expected a text that is not blank.");
            }
        }
    }

    public IEnumerable<JsonAt> Items(string field) =>
        Field(field, JsonValueKind.Array, required: true) is { } array
            ? array.EnumerateArray().Select((item, index) => new JsonAt(Json, item, $"{Path}.{field}[{index}]"))
            : [];

    private JsonElement? Field(string field, JsonValueKind kind, bool required)
    {
        if (Element is not { } element)
        {
            return null;
        }

        if (!element.TryGetProperty(field, out var value))
        {
            if (required)
            {
                Refuse(field, "Missing.");
            }

            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Refuse(field, $"Expected {kind.ToString().ToLowerInvariant()}, but found {Spell(value)}.");
        return null;
    }

    private string? NotBlank(string field, JsonElement value)
    {
        var text = value.GetString();
        if (!string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Refuse(field, "Must not be blank.");
        return null;
    }

    private static string Spell(JsonElement value) => value.ValueKind.ToString().ToLowerInvariant();
}
