using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Approval.Api.Http.Texts;

/// <summary>A JSON text with every string and key in NFC; everything else byte for byte.</summary>
public static class JsonNormalising
{
    /// <param name="json">One that <see cref="JsonScan"/> found sound.</param>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiJson.MaxDepth });
        var written = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(written, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = ApiJson.MaxDepth });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(Nfc.Of(reader.GetString()!));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(Nfc.Of(reader.GetString()!));
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }

        writer.Flush();
        return written.WrittenSpan.ToArray();
    }
}
