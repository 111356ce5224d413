using System.Buffers;
using System.Globalization;
using System.Text;

namespace Approval.Api.Http.Tables;

/// <summary>
/// A table as text (RFC 4180, UTF-8 with the mark that Excel asks for). A text that a spreadsheet would take for a formula gets an
/// apostrophe in front, so that it stays the text that somebody typed.
/// </summary>
internal static class CsvText
{
    private const string FormulaBegins = "=+-@\t\r\n\0|%＝＋－＠";

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n;\t");

    public static byte[] Write(IReadOnlyList<string> headings, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows.Prepend([.. headings]))
        {
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Whether a spreadsheet that is given this as plain text may calculate it.</summary>
    public static bool LooksLikeFormula(string words) => words.Length > 0 && FormulaBegins.Contains(words[0], StringComparison.Ordinal);

    /// <summary>Texts are made harmless; numbers and days are ours and stay as they are.</summary>
    private static string Field(object? value) => value switch
    {
        null => "",
        string words => Quoted(LooksLikeFormula(words) ? "'" + words : words),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => InstantConverter.Format(instant),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    private static string Quoted(string words) =>
        words.AsSpan().ContainsAny(NeedQuotes) || words.Trim().Length != words.Length ? $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : words;
}
