using Approval.Api.Http;
using Approval.Api.Identity.People;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Sessions;

/// <param name="LastSeenAt">To the minute.</param>
/// <param name="Address">Where it was opened from; null when that is not known.</param>
/// <param name="Current">The one that asks.</param>
public sealed record OwnSession(Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string? Address, bool Current)
{
    public static OwnSession Of(SessionRow row, SessionRow current) => new(row.Id, row.CreatedAt, row.LastSeenAt, row.Address, row.Id == current.Id);
}

public static class ListSessions
{
    /// <summary>All of them: each lasts twelve hours at most.</summary>
    public static async Task<Results<Ok<Page<OwnSession>>, Refusal>> Handle(HttpContext context, SessionKeeping sessions, SessionCookie cookie, CancellationToken cancellation) =>
        cookie.Read(context.Request) is { } token && await sessions.FindAsync(token, cancellation) is var (person, current)
            ? TypedResults.Ok(new Page<OwnSession>([.. (await sessions.ListAsync(person, cancellation)).Select(row => OwnSession.Of(row, current))], null))
            : (Refusal)Problems.OfStatus(StatusCodes.Status401Unauthorized);
}
