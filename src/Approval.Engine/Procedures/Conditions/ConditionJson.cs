using System.Text.Json;
using System.Text.Json.Serialization;

namespace Approval.Engine.Procedures.Conditions;

/// <summary>Writes a condition as the data files have it. Reading is the procedure reader's, which says what is wrong and where.</summary>
public sealed class ConditionJson : JsonConverter<Condition>
{
    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Conditions are read by the procedure reader.");

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case Condition.All all:
                WriteParts(writer, "all", all.Of, options);
                break;
            case Condition.Any any:
                WriteParts(writer, "any", any.Of, options);
                break;
            case Condition.Not not:
                writer.WritePropertyName("not");
                Write(writer, not.Of, options);
                break;
            case Condition.Is { Values: [var only] } single:
                writer.WriteString("fact", single.Fact);
                writer.WriteString("is", only);
                break;
            case Condition.Is among:
                writer.WriteString("fact", among.Fact);
                writer.WriteStartArray("is");
                foreach (var one in among.Values)
                {
                    writer.WriteStringValue(one);
                }

                writer.WriteEndArray();
                break;
            case Condition.Between between:
                writer.WriteString("fact", between.Fact);
                WriteBound(writer, "atLeast", between.Least);
                WriteBound(writer, "atMost", between.Most);
                break;
            case Condition.Present present:
                writer.WriteString("fact", present.Fact);
                writer.WriteBoolean("present", present.Expected);
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteParts(Utf8JsonWriter writer, string name, IEnumerable<Condition> parts, JsonSerializerOptions options)
    {
        writer.WriteStartArray(name);
        foreach (var part in parts)
        {
            Write(writer, part, options);
        }

        writer.WriteEndArray();
    }

    private static void WriteBound(Utf8JsonWriter writer, string name, decimal? bound)
    {
        if (bound is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
