using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Approval.Api.Http;

/// <summary>救济途径 (art 38): lines of text, or <c>{ reconsideration, litigation }</c>.</summary>
[JsonConverter(typeof(RemedyListConverter))]
public sealed record RemedyList(ImmutableArray<string> Lines)
{
    public static ImmutableArray<string> LinesOf(RemedyList? list) => list?.Lines ?? [];
}

public sealed record Remedies(string? Reconsideration, string? Litigation);

public sealed class RemedyListConverter : JsonConverter<RemedyList>
{
    public override RemedyList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new RemedyList(JsonSerializer.Deserialize<TextList>(ref reader, options)!.Lines);
        }

        var remedies = JsonSerializer.Deserialize<Remedies>(ref reader, options)!;
        return new RemedyList([.. new[] { remedies.Reconsideration, remedies.Litigation }.OfType<string>()]);
    }

    public override void Write(Utf8JsonWriter writer, RemedyList value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Lines, options);
}
