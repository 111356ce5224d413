using System.Globalization;
using System.Text;

namespace Approval.Api.Http.Tables;

/// <summary>Text in a cell of a workbook.</summary>
internal static class CellText
{
    /// <summary>Code units; a longer text makes a spreadsheet call the file damaged.</summary>
    public const int Longest = 32_767;

    /// <summary>
    /// The text as a workbook writes it (ECMA-376 part 1, ST_Xstring): what XML 1.0 cannot hold, and the carriage return it would turn
    /// into something else, as _x000D_; what looks like such an escape is escaped itself. A text too long for a cell is cut.
    /// </summary>
    public static string Escape(string text)
    {
        var cut = Cut(text);
        var escaped = new StringBuilder(cut.Length + 16);
        for (var i = 0; i < cut.Length; i++)
        {
            if (char.IsHighSurrogate(cut[i]) && i + 1 < cut.Length && char.IsLowSurrogate(cut[i + 1]))
            {
                escaped.Append(cut[i]).Append(cut[++i]);
            }
            else if (IsHeld(cut[i]) && !IsEscape(cut.AsSpan(i)))
            {
                escaped.Append(cut[i]);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)cut[i]:X4}_");
            }
        }

        return escaped.ToString();
    }

    /// <summary>How wide a text is on the screen, in digits: a Chinese character is as wide as two. Of several lines the widest counts.</summary>
    public static int WidthOf(string text) => text.Split('\n').Max(line => line.EnumerateRunes().Sum(rune => IsWide(rune.Value) ? 2 : 1));

    private static string Cut(string text) =>
        text.Length <= Longest ? text
        : char.IsHighSurrogate(text[Longest - 2]) ? text[..(Longest - 2)] + "…"
        : text[..(Longest - 1)] + "…";

    private static bool IsHeld(char one) => one is '\t' or '\n' or (>= ' ' and < '\uD800') or (> '\uDFFF' and < '\uFFFE');

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text is ['_', 'x' or 'X', var one, var two, var three, var four, '_', ..] && char.IsAsciiHexDigit(one) && char.IsAsciiHexDigit(two) && char.IsAsciiHexDigit(three) && char.IsAsciiHexDigit(four);

    private static bool IsWide(int rune) => rune is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or >= 0x20000;
}
