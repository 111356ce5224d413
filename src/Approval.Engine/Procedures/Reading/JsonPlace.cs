using System.Collections.Immutable;
using System.Text.Json;

namespace Approval.Engine.Procedures.Reading;

/// <summary>A value, where it stands in the file, and where to say what is wrong with it.</summary>
internal readonly record struct JsonPlace(JsonElement Value, string Path, FindingLog Log)
{
    /// <summary>Reads an object whole: members that the builder did not ask for are refused.</summary>
    public T Object<T>(Func<JsonMembers, T> build)
    {
        var members = new JsonMembers(this);
        var value = build(members);
        members.RefuseUnasked();
        return value;
    }

    public ImmutableArray<T> List<T>(Func<JsonPlace, T> read)
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            return Refuse<ImmutableArray<T>>("a list");
        }

        var items = ImmutableArray.CreateBuilder<T>(Value.GetArrayLength());
        foreach (var item in Value.EnumerateArray())
        {
            items.Add(read(new JsonPlace(item, $"{Path}[{items.Count}]", Log)));
        }

        return items.MoveToImmutable();
    }

    /// <summary>Says what was expected; the placeholder it returns is never looked at, because the path is marked unusable.</summary>
    public T Refuse<T>(string expected)
    {
        Log.NoteUnusable(Path, $"Expected {expected}, but found {Shown()}.");
        return default!;
    }

    private string Shown() => Value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => Value.GetRawText() is { Length: > 60 } text ? $"{text[..60]}…" : Value.GetRawText(),
    };
}
