using System.Globalization;
using Approval.Api.Http;
using Approval.Workflows.Auditing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Audit;

public static class ListCheckpoints
{
    public static async Task<Ok<Page<PublishedCheckpoint>>> Handle(string? cursor, int? limit, CheckpointReader checkpoints, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var before = Paging.Parts(cursor, "checkpoints", 1) switch
        {
            null => long.MaxValue,
            [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw Paging.InvalidCursor(),
        };
        var found = await checkpoints.ReadAsync(before, size + 1, cancellation);
        return TypedResults.Ok(Paging.PageOf(found, size, last => Paging.Cursor("checkpoints", last.Number.ToString(CultureInfo.InvariantCulture)), checkpoint => checkpoint));
    }
}
