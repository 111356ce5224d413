using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Approval.Engine.Procedures.Reading;

namespace Approval.Engine.Procedures;

/// <summary>Holds what an applicant filled in against the fields of the procedure (申请书). Every error is reported, not only the first.</summary>
public static class ApplicationForm
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="form">The <c>form</c> object of an intake; <c>default</c> when the intake has none.</param>
    public static FormReading Check(Procedure procedure, JsonElement form)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        if (form.ValueKind != JsonValueKind.Object)
        {
            return new FormReading(null, [new FieldError("$.form", "field.type", new LocalText("申请表应为对象。", "Expected the form as an object."))]);
        }

        var errors = ImmutableArray.CreateBuilder<FieldError>();
        var given = Members(procedure, form, errors);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            foreach (var field in procedure.Form)
            {
                FieldCheck.Check(field, given.GetValueOrDefault(field.Name), writer, errors);
            }

            writer.WriteEndObject();
        }

        return errors.Count == 0
            ? new FormReading(JsonElement.Parse(buffer.WrittenSpan), [])
            : new FormReading(null, errors.ToImmutable());
    }

    private static Dictionary<string, JsonElement> Members(Procedure procedure, JsonElement form, ImmutableArray<FieldError>.Builder errors)
    {
        var known = procedure.Form.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in form.EnumerateObject())
        {
            var name = JsonText.Name(member);
            if (!known.Contains(name))
            {
                errors.Add(new FieldError(JsonText.Path("$.form", name), "field.unknown", new LocalText($"申请表没有“{name}”字段。", $"The form has no field '{name}'.")));
            }
            else if (!given.TryAdd(name, member.Value))
            {
                errors.Add(new FieldError(JsonText.Path("$.form", name), "field.duplicate", new LocalText($"“{name}”重复填写。", $"Expected '{name}' once, but it is there twice.")));
            }
        }

        return given;
    }
}
