using System.Globalization;
using Approval.Api.Http;
using Approval.Workflows.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration;

public static class ListPublications
{
    public static async Task<Ok<Page<PublicationRecord>>> Handle(string? cursor, int? limit, CalendarPublication publication, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var before = Paging.Parts(cursor, "publications", 1) switch
        {
            null => long.MaxValue,
            [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id,
            _ => throw Paging.InvalidCursor(),
        };
        var found = await publication.ListAsync(size + 1, before, cancellation);
        return TypedResults.Ok(Paging.PageOf([.. found], size, last => Paging.Cursor("publications", last.Id.ToString(CultureInfo.InvariantCulture)), record => record));
    }
}

public static class GetPublication
{
    public static Problem Unknown { get; } = Problems.NotFound("publication.not_found", "没有这次发布。", "There is no such publication.");

    public static async Task<Results<Ok<PublicationRecord>, Refusal>> Handle(long id, CalendarPublication publication, CancellationToken cancellation) =>
        await publication.FindAsync(id, cancellation) is { } record
            ? TypedResults.Ok(record)
            : (Refusal)Unknown;
}
