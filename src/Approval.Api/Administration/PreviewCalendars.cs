using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Clocks;
using Approval.Workflows.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration;

/// <param name="Days">The days that change.</param>
/// <param name="Moves">The first cases that move, in the order of their ids.</param>
/// <param name="More">Whether others move too; the summary counts them.</param>
/// <param name="NextCursor">For /preview/moves, with the same files; null when there are no more.</param>
public sealed record CalendarPreviewView(ImmutableArray<DayChange> Days, PreviewSummaryView Summary, IReadOnlyList<CaseImpact> Moves, bool More, string? NextCursor)
{
    public static CalendarPreviewView Of(CalendarPreview preview) => new(
        preview.Days,
        new PreviewSummaryView(
            preview.Summary.OpenCases,
            preview.Summary.MovedCases,
            preview.Summary.Clocks,
            [.. preview.Summary.Lamps.OrderBy(lamp => (lamp.Key.Before, lamp.Key.After)).Select(lamp => new LampChangeCount(lamp.Key.Before, lamp.Key.After, lamp.Value))]),
        preview.Moves,
        preview.Next is not null,
        preview.Next is { } next ? PreviewMoves.CursorOf(next) : null);
}

/// <param name="Clocks">Clocks by how they move.</param>
/// <param name="Lamps">Cases by how their lamp changes; those whose lamp stays are not in it.</param>
public sealed record PreviewSummaryView(long OpenCases, long MovedCases, IReadOnlyDictionary<ClockMovement, long> Clocks, ImmutableArray<LampChangeCount> Lamps);

public sealed record LampChangeCount(Lamp Before, Lamp After, long Cases);

public static class PreviewCalendars
{
    /// <param name="limit">How many moved cases to tell of; the summary counts all.</param>
    public static async Task<Results<Ok<CalendarPreviewView>, Refusal>> Handle(
        int? limit, Posted<CalendarFilesRequest> body, CalendarPublication publication, CancellationToken cancellation)
    {
        var (imports, refused) = CalendarFiles.Read(body.Value);
        if (refused is not null)
        {
            return (Refusal)refused;
        }

        var reading = publication.Propose([.. imports]);
        return reading.Proposal is { } proposal
            ? TypedResults.Ok(CalendarPreviewView.Of(await publication.PreviewAsync(proposal, Paging.Limit(limit), cancellation)))
            : (Refusal)Problem.Of(PublishingRejections.Refused(reading.Findings));
    }
}
