using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Approval.Api.Http;

/// <summary>Lines of text. A client may send one line as a plain string.</summary>
[JsonConverter(typeof(TextListConverter))]
public sealed record TextList(ImmutableArray<string> Lines)
{
    public static ImmutableArray<string> LinesOf(TextList? list) => list?.Lines ?? [];
}

public sealed class TextListConverter : JsonConverter<TextList>
{
    public override TextList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new TextList([reader.GetString()!]);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var lines = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            lines.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException());
        }

        return new TextList(lines.ToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, TextList value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Lines, options);
}
