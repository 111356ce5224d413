using Approval.Api.Http;
using Approval.Workflows.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration;

/// <summary>The later pages of a preview. The files come again with each: nothing of a preview is kept.</summary>
public static class PreviewMoves
{
    private const string Kind = "moves";

    /// <param name="cursor">nextCursor of the preview, or of the page before; from the first case unless given.</param>
    public static async Task<Results<Ok<Page<CaseImpact>>, Refusal>> Handle(
        string? cursor, int? limit, Posted<CalendarFilesRequest> body, CalendarPublication publication, CancellationToken cancellation)
    {
        var (size, after) = (Paging.Limit(limit), Position(cursor));
        var (imports, refused) = CalendarFiles.Read(body.Value);
        if (refused is not null)
        {
            return (Refusal)refused;
        }

        var reading = publication.Propose([.. imports]);
        return reading.Proposal is { } proposal
            ? TypedResults.Ok(Paging.PageOf([.. await publication.MovesAsync(proposal, after, size + 1, cancellation)], size, last => CursorOf(last.CaseId), impact => impact))
            : (Refusal)Problem.Of(PublishingRejections.Refused(reading.Findings));
    }

    public static string CursorOf(Guid last) => Paging.Cursor(Kind, last.ToString());

    private static Guid Position(string? cursor) => Paging.Parts(cursor, Kind, 1) switch
    {
        null => Guid.Empty,
        [var text] when Guid.TryParse(text, out var id) => id,
        _ => throw Paging.InvalidCursor(),
    };
}
