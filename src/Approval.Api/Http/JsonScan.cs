using System.Globalization;
using System.Text;
using System.Text.Json;
using Approval.Api.Http.Texts;

namespace Approval.Api.Http;

/// <summary>
/// Walks a body once before it is bound, so that nothing in it can fail later: text that is not Unicode or holds NUL, numbers that
/// become infinite, a key given twice, too much nesting, what nobody sees (<see cref="PlainText"/>). Says where.
/// </summary>
public static class JsonScan
{
    /// <summary>Items of one list, and keys of one object: more than anything here asks for, and few enough to be judged one by one (RELIABILITY H6).</summary>
    public const int MostItems = 1000;

    /// <returns>Null when the text is sound.</returns>
    public static JsonFault? Find(ReadOnlySpan<byte> json) => Find(json, out _);

    /// <param name="isNormal">Whether every text in it is in NFC.</param>
    /// <returns>Null when the text is sound.</returns>
    public static JsonFault? Find(ReadOnlySpan<byte> json, out bool isNormal)
    {
        isNormal = true;
        var places = new Stack<Place>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiJson.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (Look(ref reader, places, ref isNormal) is { } fault)
                {
                    return fault;
                }
            }
        }
        catch (JsonException malformed)
        {
            var tooDeep = places.Count >= ApiJson.MaxDepth;
            var (line, column) = (malformed.LineNumber + 1, malformed.BytePositionInLine + 1);
            return tooDeep
                ? new JsonFault(Pointer(places), $"嵌套超过{ApiJson.MaxDepth}层。", $"is nested more than {ApiJson.MaxDepth} deep.")
                : new JsonFault(Pointer(places), $"第{line}行第{column}个字节处不是合法的 JSON。", $"is not JSON at line {line}, byte {column}.");
        }

        return null;
    }

    private static JsonFault? Look(ref Utf8JsonReader reader, Stack<Place> places, ref bool isNormal)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (IsFull(places, out var full))
                {
                    return full;
                }

                places.Push(new Place(reader.TokenType == JsonTokenType.StartObject ? new HashSet<string>(StringComparer.Ordinal) : null));
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                places.Pop();
                return null;
            case JsonTokenType.PropertyName:
                if (Text(ref reader) is not { } given || PlainText.Fault(given) is not null)
                {
                    return new JsonFault(Pointer(places), "字段名含有无法处理的字符。", "has a key with characters that cannot be stored.");
                }

                var name = Nfc.Of(given);
                isNormal &= name == given;
                places.Peek().Name = name;
                if (places.Peek().Names!.Count >= MostItems)
                {
                    return TooMany(places);
                }

                return places.Peek().Names!.Add(name) ? null : new JsonFault(Pointer(places), $"“{name}”重复出现。", $"has the key '{name}' twice.");
            case JsonTokenType.String:
                if (IsFull(places, out full))
                {
                    return full;
                }

                if (Text(ref reader) is not { } text)
                {
                    return new JsonFault(Pointer(places), "含有无法保存的字符。", "holds characters that cannot be stored.");
                }

                isNormal &= Nfc.Of(text) == text;
                return PlainText.Fault(text) is { } fault ? new JsonFault(Pointer(places), fault.Zh, fault.En) : null;
            case JsonTokenType.Number:
                if (IsFull(places, out full))
                {
                    return full;
                }

                return reader.TryGetDouble(out var number) && double.IsFinite(number) ? null : new JsonFault(Pointer(places), "数值超出范围。", "is a number out of range.");
            default:
                return IsFull(places, out full) ? full : null;
        }
    }

    /// <summary>Null for text that is not valid Unicode, or holds NUL, which PostgreSQL cannot store.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            var text = reader.GetString()!;
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Goes on to the next item, where one is in a list.</summary>
    private static bool IsFull(Stack<Place> places, out JsonFault? fault)
    {
        fault = places.TryPeek(out var place) && place.Names is null && ++place.Index >= MostItems ? TooMany(places) : null;
        return fault is not null;
    }

    private static JsonFault TooMany(Stack<Place> places) => new(Pointer(places), $"一个列表或者对象不得超过{MostItems}项。", $"is one item too many: a list or an object may have {MostItems}.");

    private static string Pointer(Stack<Place> places)
    {
        var pointer = new StringBuilder();
        foreach (var place in places.Reverse())
        {
            if ((place.Names is null ? place.Index >= 0 ? place.Index.ToString(CultureInfo.InvariantCulture) : null : place.Name) is { } token)
            {
                pointer.Append('/').Append(token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }

        return pointer.ToString();
    }

    private sealed class Place(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}

/// <param name="Pointer">RFC 6901; empty for the whole body.</param>
public sealed record JsonFault(string Pointer, string Zh, string En);
