using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Approval.Engine.Cases;

namespace Approval.Engine.Audit;

/// <summary>
/// One row of the journal. <see cref="Body"/> is the canonical text of everything the row says; the hash is over these stored
/// bytes, so no session setting of a database can change it.
/// </summary>
public sealed record JournalRow(
    Guid CaseId,
    int Version,
    string Type,
    Actor Actor,
    DateTimeOffset RecordedAt,
    DateTimeOffset EffectiveAt,
    byte[] Body,
    byte[] PreviousHash,
    byte[] Hash)
{
    private static readonly JsonWriterOptions Canonical = new() { Indented = false, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly JsonEncodedText CaseIdName = JsonEncodedText.Encode("caseId");
    private static readonly JsonEncodedText VersionName = JsonEncodedText.Encode("version");
    private static readonly JsonEncodedText TypeName = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText RecordedAtName = JsonEncodedText.Encode("recordedAt");
    private static readonly JsonEncodedText EffectiveAtName = JsonEncodedText.Encode("effectiveAt");
    private static readonly JsonEncodedText ActorName = JsonEncodedText.Encode("actor");
    private static readonly JsonEncodedText DataName = JsonEncodedText.Encode("data");

    /// <summary>Seals an entry as the row after <paramref name="previousHash"/>.</summary>
    public static JournalRow Seal(Guid caseId, int version, CaseEntry entry, DateTimeOffset recordedAt, byte[] previousHash)
    {
        var type = EventCatalogue.NameOf(entry.Event);
        var at = CivilTime.Stored(recordedAt);
        var body = Write(caseId, version, type, entry, at);
        return new JournalRow(caseId, version, type, entry.Actor, at, entry.EffectiveAt, body, previousHash, HashChain.Next(previousHash, body));
    }

    /// <summary>The entry as it was sealed, read from the canonical text alone.</summary>
    public static CaseEntry Open(ReadOnlySpan<byte> body)
    {
        using var json = JsonDocument.Parse(body.ToArray());
        var root = json.RootElement;
        var actor = root.GetProperty(ActorName.EncodedUtf8Bytes).Deserialize(CaseJson.Storage.Actor) ?? throw new JsonException("A journal row has no actor.");
        var type = root.GetProperty(TypeName.EncodedUtf8Bytes).GetString() ?? throw new JsonException("A journal row has no type.");
        var data = root.GetProperty(DataName.EncodedUtf8Bytes).Deserialize(EventCatalogue.TypeOf(type), CaseJson.Storage) as CaseEvent;
        return new CaseEntry(data ?? throw new JsonException("A journal row has no data."), actor, root.GetProperty(EffectiveAtName.EncodedUtf8Bytes).GetDateTimeOffset());
    }

    /// <summary>Whether the columns beside the body say what the body says; a database could be altered in either.</summary>
    public bool AgreesWithBody() =>
        JournalBody.Says(Body, CaseId, Version, Encoding.UTF8.GetBytes(Type), Encoding.UTF8.GetBytes(Actor.Id), RecordedAt, EffectiveAt);

    private static byte[] Write(Guid caseId, int version, string type, CaseEntry entry, DateTimeOffset recordedAt)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteString(CaseIdName, caseId);
            json.WriteNumber(VersionName, version);
            json.WriteString(TypeName, type);
            json.WriteString(RecordedAtName, recordedAt);
            json.WriteString(EffectiveAtName, entry.EffectiveAt);
            json.WritePropertyName(ActorName);
            JsonSerializer.Serialize(json, entry.Actor, CaseJson.Storage.Actor);
            json.WritePropertyName(DataName);
            JsonSerializer.Serialize(json, entry.Event, entry.Event.GetType(), CaseJson.Storage);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
