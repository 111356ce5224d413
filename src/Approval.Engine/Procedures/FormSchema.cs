using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Approval.Engine.Procedures;

/// <summary>
/// The application form as JSON Schema 2020-12, for clients that build or check forms. What the schema accepts
/// <see cref="ApplicationForm"/> accepts too, except what a schema cannot say: a member that is there twice, control
/// characters, numbers past 28 digits, and dates that do not exist where a validator only notes formats.
/// </summary>
public static class FormSchema
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string For(Procedure procedure)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("title", procedure.Name.Zh);
            writer.WriteString("$comment", $"{procedure.Code} v{procedure.Version}");
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            foreach (var field in procedure.Form)
            {
                Write(field, writer);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("required");
            foreach (var field in procedure.Form.Where(field => field.Required))
            {
                writer.WriteStringValue(field.Name);
            }

            writer.WriteEndArray();
            writer.WriteBoolean("additionalProperties", false);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(FormField field, Utf8JsonWriter writer)
    {
        writer.WriteStartObject(field.Name);
        writer.WriteString("title", field.Label.Zh);
        if (field.Help is not null)
        {
            writer.WriteString("description", field.Help);
        }

        writer.WriteString("type", field.Type switch
        {
            FieldType.Integer => "integer",
            FieldType.Decimal => "number",
            FieldType.Boolean => "boolean",
            _ => "string",
        });
        WriteConstraints(field, writer);

        // Annotations of ours: a validator passes over keywords it does not know.
        writer.WriteString("x-title-en", field.Label.En);
        if (field.Unit is not null)
        {
            writer.WriteString("x-unit", field.Unit);
        }

        if (field.Confidential)
        {
            writer.WriteBoolean("x-confidential", true);
        }

        writer.WriteEndObject();
    }

    private static void WriteConstraints(FormField field, Utf8JsonWriter writer)
    {
        if (field.Min is { } min)
        {
            writer.WriteNumber("minimum", min);
        }

        if (field.Max is { } max)
        {
            writer.WriteNumber("maximum", max);
        }

        if (field.MaxLength is { } longest)
        {
            writer.WriteNumber("maxLength", longest);
        }

        if (field.Type == FieldType.Text && (field.Pattern is not null || field.Required))
        {
            // A required text must say something; JSON Schema patterns match anywhere unless they are anchored.
            writer.WriteString("pattern", field.Pattern is null ? "\\S" : $"^(?:{field.Pattern})$");
        }

        if (field.Type == FieldType.Date)
        {
            writer.WriteString("format", "date");
        }

        if (field.Type == FieldType.Choice)
        {
            writer.WriteStartArray("enum");
            foreach (var option in field.Options)
            {
                writer.WriteStringValue(option.Value);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("x-enum-titles");
            foreach (var option in field.Options)
            {
                writer.WriteStringValue(option.Label.Zh);
            }

            writer.WriteEndArray();
        }
    }
}
