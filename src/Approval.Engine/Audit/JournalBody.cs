using System.Text.Json;

namespace Approval.Engine.Audit;

/// <summary>Compares the columns beside a canonical text with the text, without building anything: a verifier does this a million times.</summary>
public static class JournalBody
{
    private static readonly JsonReaderOptions Strict = new() { CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Whether the text is whole and says the same as its columns.</summary>
    /// <param name="type">UTF-8.</param>
    /// <param name="actorId">UTF-8.</param>
    public static bool Says(ReadOnlySpan<byte> body, Guid caseId, int version, ReadOnlySpan<byte> type, ReadOnlySpan<byte> actorId, DateTimeOffset recordedAt, DateTimeOffset effectiveAt)
    {
        var reader = new Utf8JsonReader(body, Strict);
        var right = 0;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var agrees =
                    Is(ref reader, "caseId"u8) ? reader.GetGuid() == caseId
                    : Is(ref reader, "version"u8) ? reader.GetInt32() == version
                    : Is(ref reader, "type"u8) ? reader.ValueTextEquals(type)
                    : Is(ref reader, "recordedAt"u8) ? reader.GetDateTimeOffset() == recordedAt
                    : Is(ref reader, "effectiveAt"u8) ? reader.GetDateTimeOffset() == effectiveAt
                    : Is(ref reader, "actor"u8) ? IdIs(ref reader, actorId)
                    : (bool?)null;
                if (agrees is null)
                {
                    reader.Skip();
                }
                else if (agrees == false)
                {
                    return false;
                }
                else
                {
                    right++;
                }
            }

            return right == 6 && reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Moves on to the value when this is the name, else stays.</summary>
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    private static bool IdIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> id)
    {
        var found = false;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            found |= reader.CurrentDepth == depth + 1 && Is(ref reader, "id"u8) && reader.ValueTextEquals(id);
        }

        return found;
    }
}
