using System.Buffers.Text;
using System.Text;
using System.Text.Json.Serialization;

namespace Approval.Api.Http;

/// <summary>One page of a list. The cursor is opaque; null after the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>Limits and cursors of lists.</summary>
public static class Paging
{
    public const int Default = 50;

    private const int Most = 200;

    public static int Limit(int? asked) => asked switch
    {
        null => Default,
        >= 1 and <= Most => asked.Value,
        _ => throw new RefusedException(Problems.BadRequest("limit.out_of_range", $"limit 应为1至{Most}。", $"Expected limit to be 1 to {Most}.")),
    };

    /// <param name="found">One more than the page holds, when there is more.</param>
    public static Page<T> PageOf<TRow, T>(List<TRow> found, int limit, Func<TRow, string> cursor, Func<TRow, T> show) =>
        new([.. found.Take(limit).Select(show)], found.Count > limit ? cursor(found[limit - 1]) : null);

    public static string Cursor(params string[] parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', parts)));

    /// <summary>The parts of a cursor of this kind, or null when none was given.</summary>
    /// <param name="kind">The first part: a cursor of another list or order is refused.</param>
    public static string[]? Parts(string? cursor, string kind, int count)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var bytes = new byte[cursor.Length];
        return cursor.Length <= 500
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var written)
            && Encoding.UTF8.GetString(bytes, 0, written).Split('|') is var parts
            && parts.Length == count + 1
            && parts[0] == kind
            ? parts[1..]
            : throw InvalidCursor();
    }

    public static RefusedException InvalidCursor() =>
        new(Problems.BadRequest("cursor.invalid", "cursor 无效。", "The cursor is not one of this list."));
}
