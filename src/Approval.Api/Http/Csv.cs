using System.Buffers;
using System.Globalization;
using System.Text;

namespace Approval.Api.Http;

/// <summary>
/// A table for spreadsheets (RFC 4180, UTF-8 with the mark that Excel asks for). A text that a spreadsheet would take for a formula
/// gets an apostrophe in front, so that it stays the text that somebody typed.
/// </summary>
public sealed class Csv(string fileName, IReadOnlyList<string> columns) : IResult
{
    /// <summary>More is not an export but a copy of the database.</summary>
    public const int MostRows = 5000;

    private const string MediaType = "text/csv";
    private const string FormulaBegins = "=+-@\t\r\n\0|%＝＋－＠";

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n;\t");

    private readonly StringBuilder text = new();

    public static Problem TooManyRows { get; } = new(
        StatusCodes.Status422UnprocessableEntity, "export.too_many", new($"导出不得超过{MostRows}行，请缩小筛选范围。", $"An export has at most {MostRows} rows; narrow the filter."));

    /// <summary>Whether the caller asks for this rather than JSON.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) && accepted.Quality is null or > 0);

    /// <summary>Texts are made harmless; numbers and days are ours and stay as they are.</summary>
    public void Add(params object?[] values)
    {
        text.AppendJoin(',', values.Select(Field)).Append("\r\n");
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = $"{MediaType}; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await response.WriteAsync($"\uFEFF{string.Join(',', columns.Select(Field))}\r\n{text}", Encoding.UTF8, httpContext.RequestAborted);
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        string words => Quoted(words.Length > 0 && FormulaBegins.Contains(words[0], StringComparison.Ordinal) ? "'" + words : words),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => InstantConverter.Format(instant),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    private static string Quoted(string words) =>
        words.AsSpan().ContainsAny(NeedQuotes) || words.Trim().Length != words.Length ? $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : words;
}
