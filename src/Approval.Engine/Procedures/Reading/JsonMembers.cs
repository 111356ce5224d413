using System.Text.Json;

namespace Approval.Engine.Procedures.Reading;

/// <summary>The members of one object, asked for by name. Duplicates are refused at once, leftovers at the end.</summary>
internal sealed class JsonMembers
{
    private readonly JsonPlace place;
    private readonly Dictionary<string, JsonElement> unasked = new(StringComparer.Ordinal);
    private readonly bool isObject;

    public JsonMembers(JsonPlace place)
    {
        this.place = place;
        isObject = place.Value.ValueKind == JsonValueKind.Object;
        if (!isObject)
        {
            place.Refuse<object>("an object");
            return;
        }

        foreach (var member in place.Value.EnumerateObject())
        {
            var name = JsonText.Name(member);
            if (!unasked.TryAdd(name, member.Value))
            {
                place.Log.Note(JsonText.Path(place.Path, name), "Expected one member of this name, but it is there twice.");
            }
        }
    }

    /// <summary>A member that must be there and not null.</summary>
    /// <param name="ifMissing">The reason to give instead of the general one.</param>
    public T Required<T>(string name, Func<JsonPlace, T> read, string? ifMissing = null)
    {
        if (Take(name) is { } found && found.Value.ValueKind != JsonValueKind.Null)
        {
            return read(found);
        }

        if (isObject)
        {
            place.Log.NoteUnusable(JsonText.Path(place.Path, name), ifMissing ?? "Expected a value, but it is missing.");
        }

        return default!;
    }

    /// <summary>A member that must say something: blank text and an empty list are refused like a missing one.</summary>
    public T NotEmpty<T>(string name, Func<JsonPlace, T> read, string ifMissing) =>
        Required(name, at => IsEmpty(at.Value) ? RefuseEmpty<T>(at, ifMissing) : read(at), ifMissing);

    public T? Optional<T>(string name, Func<JsonPlace, T> read)
        where T : class =>
        Take(name) is { } found && found.Value.ValueKind != JsonValueKind.Null ? read(found) : null;

    public T? OptionalValue<T>(string name, Func<JsonPlace, T> read)
        where T : struct =>
        Take(name) is { } found && found.Value.ValueKind != JsonValueKind.Null ? read(found) : null;

    public void RefuseUnasked()
    {
        foreach (var name in unasked.Keys)
        {
            place.Log.Note(JsonText.Path(place.Path, name), "Unknown member; it may be misspelt.");
        }
    }

    private JsonPlace? Take(string name) =>
        unasked.Remove(name, out var value) ? new JsonPlace(value, JsonText.Path(place.Path, name), place.Log) : null;

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.String => string.IsNullOrWhiteSpace(JsonText.TryText(value)),
        _ => false,
    };

    private static T RefuseEmpty<T>(JsonPlace at, string reason)
    {
        at.Log.NoteUnusable(at.Path, reason);
        return default!;
    }
}
