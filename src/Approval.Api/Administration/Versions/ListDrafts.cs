using System.Globalization;
using Approval.Api.Http;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

public static class ListDrafts
{
    public static async Task<Ok<Page<DraftSummary>>> Handle(string? cursor, int? limit, ProcedureDrafts drafts, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var (before, id) = Paging.Parts(cursor, "drafts", 2) switch
        {
            null => (DateTimeOffset.MaxValue, Guid.AllBitsSet),
            [var ticks, var last] when long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(last, out var draft) =>
                (new DateTimeOffset(at, TimeSpan.Zero), draft),
            _ => throw Paging.InvalidCursor(),
        };
        var found = await drafts.ListAsync(size + 1, before, id, cancellation);
        return TypedResults.Ok(Paging.PageOf(
            [.. found],
            size,
            last => Paging.Cursor("drafts", last.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString()),
            DraftSummary.Of));
    }
}

public static class GetDraft
{
    internal static Problem NotFound { get; } = Problem.Of(VersionRejections.DraftNotFound);

    public static async Task<Results<Answered<DraftView>, Refusal>> Handle(Guid id, ProcedureDrafts drafts, CancellationToken cancellation) =>
        await drafts.FindAsync(id, cancellation) is { } draft ? Answers.Ok(DraftView.Of(draft), draft.Revision) : (Refusal)NotFound;
}
