using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Events;

/// <param name="NextCursor">Always there: pass it as after to go on, now or later.</param>
public sealed record FeedView(IReadOnlyList<EventView> Items, string NextCursor);

public static class ReadFeed
{
    /// <param name="after">nextCursor of an earlier answer; from the very beginning unless given.</param>
    public static async Task<Ok<FeedView>> Handle(string? after, int? limit, Caller caller, EventFeed feed, RulebookStore rulebooks, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var rules = rulebooks.Current;
        var sight = CaseSight.Of(caller, rules);
        var page = await feed.ReadAsync(Position(after), sight.Organisation, sight.Offices, size, cancellation);
        return TypedResults.Ok(new FeedView([.. page.Events.Select(found => caller.IsAuditorAlone ? Show(found).WithoutContent() : Show(found))], Cursor(page.Next)));

        EventView Show(FeedEvent found) => EventView.Of(
            found.Event,
            found.CaseNumber,
            rules.Procedure(found.Procedure, found.ProcedureVersion),
            entitled: caller.IsApplicant || (caller.IsOfficer && caller.Actor.Office == found.Office),
            byName: !caller.IsApplicant || found.Event.Entry.Actor.Organisation == caller.Actor.Organisation);
    }

    private static FeedPosition Position(string? cursor)
    {
        if (Paging.Parts(cursor, "feed", 3) is not [var transaction, var id, var version])
        {
            return FeedPosition.Start;
        }

        return ulong.TryParse(transaction, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Guid.TryParse(id, out var caseId)
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? new FeedPosition(number, caseId, row)
            : throw Paging.InvalidCursor();
    }

    private static string Cursor(FeedPosition position) => Paging.Cursor(
        "feed", position.Transaction.ToString(CultureInfo.InvariantCulture), position.CaseId.ToString("N"), position.Version.ToString(CultureInfo.InvariantCulture));
}
