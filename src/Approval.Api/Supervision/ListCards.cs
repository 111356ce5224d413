using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Clocks;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public static class ListCards
{
    /// <param name="level">warning, yellow or red.</param>
    /// <param name="open">True: only those not written off.</param>
    public static async Task<Ok<Page<SupervisionCard>>> Handle(
        string? level, bool? open, string? cursor, int? limit, Caller caller, CardReader cards, CancellationToken cancellation)
    {
        var page = await cards.ReadAsync(Reach.Of(caller.Actor), new CardFilter(Level(level), open), Position(cursor), Paging.Limit(limit), cancellation);
        return TypedResults.Ok(new Page<SupervisionCard>(
            page.Cards,
            page.Next is { } next ? Paging.Cursor("cards", next.IssuedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), next.Id.ToString()) : null));
    }

    private static CardLevel? Level(string? level) => level switch
    {
        null => null,
        "warning" => CardLevel.Warning,
        "yellow" => CardLevel.Yellow,
        "red" => CardLevel.Red,
        _ => throw new RefusedException(Problems.BadRequest("request.parameter", "level 应为 warning、yellow 或 red。", "Expected level to be warning, yellow or red.")),
    };

    private static CardPosition Position(string? cursor) => Paging.Parts(cursor, "cards", 2) switch
    {
        null => CardPosition.Newest,
        [var ticks, var id] when long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var card) =>
            new CardPosition(new DateTimeOffset(at, TimeSpan.Zero), card),
        _ => throw Paging.InvalidCursor(),
    };
}
