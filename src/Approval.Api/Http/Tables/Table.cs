using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Approval.Api.Http.Tables;

/// <summary>A list as a table: told once, written in any <see cref="TableFormat"/>.</summary>
public static partial class Table
{
    /// <summary>More is not an export but a copy of the database.</summary>
    public const int MostRows = 5000;

    public static Problem TooManyRows { get; } = new(
        StatusCodes.Status422UnprocessableEntity, "export.too_many", new($"导出不得超过{MostRows}行，请缩小筛选范围。", $"An export has at most {MostRows} rows; narrow the filter."));

    /// <summary>A file name without its ending that means the same to every system.</summary>
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,60}\z", RegexOptions.NonBacktracking)]
    internal static partial Regex PlainName();
}

/// <typeparam name="T">A row.</typeparam>
public sealed class Table<T>
{
    private readonly string name;
    private readonly string sheet;
    private readonly IReadOnlyList<(string Heading, Func<T, object?> Value)> columns;

    /// <param name="name">Of the file: small letters, digits and hyphens.</param>
    /// <param name="sheet">As a spreadsheet allows it: 1 to 31 characters, none of []:*?/\, no apostrophe at either end.</param>
    /// <param name="columns">Texts, numbers, days (<see cref="DateOnly"/>) and instants (<see cref="DateTimeOffset"/>) are told apart; null is an empty cell.</param>
    /// <exception cref="ArgumentException">A name that no file or sheet can have.</exception>
    public Table(string name, string sheet, IReadOnlyList<(string Heading, Func<T, object?> Value)> columns)
    {
        if (!Table.PlainName().IsMatch(name) || !Workbook.IsSheetName(sheet))
        {
            throw new ArgumentException($"'{name}' and '{sheet}' cannot be the names of a file and a sheet.", nameof(name));
        }

        (this.name, this.sheet, this.columns) = (name, sheet, columns);
    }

    /// <param name="rows">At most <see cref="Table.MostRows"/>; a query asks for one more, to know that there are not.</param>
    /// <exception cref="RefusedException">There are more.</exception>
    public TableAnswer Answer(TableFormat format, IReadOnlyCollection<T> rows)
    {
        if (rows.Count > Table.MostRows)
        {
            throw new RefusedException(Table.TooManyRows);
        }

        var headings = columns.Select(column => column.Heading).ToList();
        var cells = rows.Select(row => columns.Select(column => column.Value(row)).ToArray()).ToList();
        return new TableAnswer(format, $"{name}.{format.Extension}", format == TableFormat.Xlsx ? Workbook.Write(sheet, headings, cells) : CsvText.Write(headings, cells));
    }
}

/// <summary>A table as the answer to a request: a file to keep, never a page.</summary>
public sealed class TableAnswer(TableFormat format, string fileName, byte[] bytes) : IResult, IEndpointMetadataProvider
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format == TableFormat.Csv ? $"{format.MediaType}; charset=utf-8; header=present" : format.MediaType;
        response.ContentLength = bytes.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(new OffersTables());
}

/// <summary>Marks a list that answers in every <see cref="TableFormat"/> too.</summary>
public sealed record OffersTables;
