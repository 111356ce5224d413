using System.Text;

namespace Approval.Api.Http.Texts;

/// <summary>
/// Unicode Normalization Form C (UAX 15), so that a text typed in two ways is one text: é as one character or as e with an accent.
/// Our own, since the runtime's does nothing without ICU, which this product does not load (InvariantGlobalization; docs/adr/0032).
/// </summary>
public static class Nfc
{
    private const int SBase = 0xAC00;
    private const int LBase = 0x1100;
    private const int VBase = 0x1161;
    private const int TBase = 0x11A7;
    private const int LCount = 19;
    private const int VCount = 21;
    private const int TCount = 28;
    private const int SCount = LCount * VCount * TCount;

    /// <param name="text">Without half surrogates.</param>
    public static string Of(string text) => IsPlain(text) ? text : Write(Compose(Decompose(text)));

    /// <summary>Latin-1, the Chinese characters of the basic plane and what is written with them never change.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character is not (< '\u0300' or (>= '\u2010' and < '\u20D0') or (>= '\u3000' and < '\u302A') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uFF01' and < '\uFFA0')))
            {
                return false;
            }
        }

        return true;
    }

    private static List<int> Decompose(string text)
    {
        var table = UnicodeTable.Instance;
        var whole = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Take(rune.Value, whole, table);
        }

        // Marks on one character in the order of their classes; those of one class stay as they came.
        for (var i = 1; i < whole.Count; i++)
        {
            var its = table.ClassOf(whole[i]);
            for (var at = i; its != 0 && at > 0 && table.ClassOf(whole[at - 1]) > its; at--)
            {
                (whole[at - 1], whole[at]) = (whole[at], whole[at - 1]);
            }
        }

        return whole;
    }

    private static void Take(int codePoint, List<int> into, UnicodeTable table)
    {
        if (codePoint - SBase is >= 0 and < SCount and var syllable)
        {
            into.Add(LBase + (syllable / (VCount * TCount)));
            into.Add(VBase + (syllable % (VCount * TCount) / TCount));
            if (syllable % TCount is > 0 and var last)
            {
                into.Add(TBase + last);
            }
        }
        else if (table.Parts(codePoint) is { } parts)
        {
            foreach (var part in parts)
            {
                Take(part, into, table);
            }
        }
        else
        {
            into.Add(codePoint);
        }
    }

    /// <summary>Each mark goes to the last beginning, unless one of its class or a higher one stands between.</summary>
    private static List<int> Compose(List<int> parts)
    {
        var table = UnicodeTable.Instance;
        var (composed, start, before) = (new List<int>(parts.Count), -1, 0);
        foreach (var part in parts)
        {
            int its = table.ClassOf(part);
            var adjacent = composed.Count - 1 == start;
            if (start >= 0 && (adjacent || before < its) && Pair(composed[start], part, table) is { } whole)
            {
                composed[start] = whole;
                continue;
            }

            composed.Add(part);
            (start, before) = its == 0 ? (composed.Count - 1, 0) : (start, its);
        }

        return composed;
    }

    private static int? Pair(int first, int second, UnicodeTable table)
    {
        if (first - LBase is >= 0 and < LCount and var l && second - VBase is >= 0 and < VCount and var v)
        {
            return SBase + (((l * VCount) + v) * TCount);
        }

        return first - SBase is >= 0 and < SCount and var syllable && syllable % TCount == 0 && second - TBase is > 0 and < TCount and var t
            ? first + t
            : table.Composed(first, second);
    }

    private static string Write(List<int> codePoints)
    {
        var text = new StringBuilder(codePoints.Count);
        foreach (var codePoint in codePoints)
        {
            text.Append(new Rune(codePoint).ToString());
        }

        return text.ToString();
    }
}
