using System.Globalization;
using System.Text;
using Approval.Engine.Procedures;

namespace Approval.Api.Http.Texts;

/// <summary>
/// What a text may not hold (RELIABILITY X2): characters that nobody sees, or that make others be shown in another place, and towers of
/// marks. Half surrogates and NUL are refused before (<see cref="JsonScan"/>). See docs/adr/0032.
/// </summary>
public static class PlainText
{
    /// <summary>Marks on one character. Writings of the world need four or five.</summary>
    public const int MostMarks = 8;

    private static LocalText Invisible { get; } = new("含有不可见的控制字符。", "holds invisible control characters.");

    private static LocalText Towers { get; } = new($"一个字符上的附加符号不得超过{MostMarks}个。", $"has more than {MostMarks} marks on one character.");

    /// <returns>What is wrong with a text of any kind; null when nothing is.</returns>
    public static LocalText? Fault(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsRefused(rune.Value))
            {
                return Invisible;
            }

            marks = rune.Value >= 0x300 && IsMark(rune) ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                return Towers;
            }
        }

        return null;
    }

    /// <summary>Whether a text can be a name or identifier: all of it is seen. Joiners and marks of direction, which free text may need, are not.</summary>
    public static bool IsSeen(string text) => text.EnumerateRunes().All(rune => !Rune.IsControl(rune) && !IsRefused(rune.Value) && !IsJoinerOrDirection(rune.Value));

    /// <summary>The text without what nobody sees, for names that come from elsewhere and are only shown.</summary>
    public static string Without(string text) => string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) && !IsRefused(rune.Value) && !IsJoinerOrDirection(rune.Value)));

    /// <summary>Controls but tabulator and line ends; overrides, embeddings and isolates of direction; what has no width; tags; what is no character.</summary>
    private static bool IsRefused(int codePoint) => codePoint
        is (< 0x20 and not (0x09 or 0x0A or 0x0D)) or (>= 0x7F and < 0xA0)
        or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        or 0x200B or (>= 0x2060 and <= 0x2065) or (>= 0x206A and <= 0x206F) or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB)
        or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xE0000 and <= 0xE007F)
        || (codePoint & 0xFFFE) == 0xFFFE;

    private static bool IsJoinerOrDirection(int codePoint) => codePoint is 0x200C or 0x200D or 0x200E or 0x200F or 0x061C or 0x00AD or 0x034F or 0x180E;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
