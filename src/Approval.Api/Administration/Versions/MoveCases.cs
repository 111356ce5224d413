using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

/// <param name="Reason">Needed to move; a preview needs none.</param>
/// <param name="Cases">Only these; left out: all open cases of the procedure that are under another version.</param>
public sealed record MoveCasesRequest(string? Reason = null, ImmutableArray<Guid>? Cases = null);

/// <param name="NextCursor">Null when every open case has been looked at.</param>
public sealed record MoveReport(IReadOnlyList<MoveImpact> Moved, IReadOnlyList<MoveImpact> Refused, string? NextCursor)
{
    private const string Kind = "moves";

    internal static MoveReport Of(MovePage page) => new(page.Moved, page.Refused, page.Next is { } next ? Paging.Cursor(Kind, next.ToString()) : null);

    internal static Guid After(string? cursor) => Paging.Parts(cursor, Kind, 1) switch
    {
        null => Guid.Empty,
        [var text] when Guid.TryParse(text, out var id) => id,
        _ => throw Paging.InvalidCursor(),
    };
}

public static class MoveCases
{
    public static async Task<Results<Ok<MoveReport>, Refusal>> HandlePreview(
        string code, int version, string? cursor, int? limit, Posted<MoveCasesRequest> body, Caller caller, VersionMove move, CancellationToken cancellation)
    {
        var (page, rejection) = await move.PreviewAsync(code, version, caller.Actor, body.Value.Cases, MoveReport.After(cursor), Paging.Limit(limit), cancellation);
        return page is not null ? TypedResults.Ok(MoveReport.Of(page)) : (Refusal)Problem.Of(rejection!);
    }

    public static async Task<Results<Ok<MoveReport>, Refusal>> Handle(
        string code, int version, string? cursor, int? limit, Posted<MoveCasesRequest> body, Caller caller, VersionMove move, CancellationToken cancellation)
    {
        var (page, rejection) = await move.MoveAsync(code, version, caller.Actor, body.Value.Reason ?? "", body.Value.Cases, MoveReport.After(cursor), Paging.Limit(limit), cancellation);
        return page is not null ? TypedResults.Ok(MoveReport.Of(page)) : (Refusal)Problem.Of(rejection!);
    }
}
