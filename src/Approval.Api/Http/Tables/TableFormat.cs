using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace Approval.Api.Http.Tables;

/// <summary>A form that a list can be taken away in, beside JSON.</summary>
public sealed record TableFormat(string MediaType, string Extension)
{
    public static TableFormat Csv { get; } = new(MediaTypeNames.Text.Csv, "csv");

    public static TableFormat Xlsx { get; } = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    public static IReadOnlyList<TableFormat> All { get; } = [Csv, Xlsx];

    /// <summary>The form that the caller asks for by name and likes at least as well as JSON; null for JSON.</summary>
    public static TableFormat? Wanted(HttpRequest request) => request.GetTypedHeaders().Accept
        .Where(accepted => accepted.Quality is null or > 0)
        .Select(accepted => (Quality: accepted.Quality ?? 1, Format: All.FirstOrDefault(format => accepted.MediaType.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase)), IsJson: IsJson(accepted)))
        .Where(accepted => accepted.Format is not null || accepted.IsJson)
        .OrderByDescending(accepted => accepted.Quality)
        .ThenBy(accepted => accepted.Format is null)
        .FirstOrDefault().Format;

    private static bool IsJson(MediaTypeHeaderValue accepted) =>
        accepted.MatchesAllTypes || accepted.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase) || accepted.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);
}
