using System.Text.Json;

namespace Approval.Engine.Procedures.Reading;

/// <summary>Strings of a JSON document that may hold half of a surrogate pair, which .NET refuses only when it is asked for the text.</summary>
internal static class JsonText
{
    public static JsonDocument? TryParse(string json, FindingLog log)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException malformed)
        {
            log.NoteUnusable("$", $"Expected JSON, but line {malformed.LineNumber + 1} cannot be read: {malformed.Message}");
        }
        catch (ArgumentException)
        {
            log.NoteUnusable("$", "Expected JSON, but the text is not valid Unicode.");
        }

        return null;
    }

    /// <summary>The text of a JSON string, or null when it is not valid Unicode.</summary>
    public static string? TryText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a member; one that is not valid Unicode reads as the replacement character and matches nothing.</summary>
    public static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The path of a member; names that are not plain words are quoted.</summary>
    public static string Path(string parent, string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '$')
            ? $"{parent}.{name}"
            : $"{parent}['{name}']";
}
