using Approval.Api.Http;
using Approval.Api.Identity.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Sessions;

public static class GetSession
{
    public static async Task<Results<Ok<SessionView>, Refusal>> Handle(HttpContext context, SessionKeeping sessions, SessionCookie cookie, CancellationToken cancellation) =>
        cookie.Read(context.Request) is { } token && await sessions.FindAsync(token, cancellation) is var (person, session)
            ? TypedResults.Ok(SessionView.Of(person, token, session.CreatedAt))
            : (Refusal)Problems.OfStatus(StatusCodes.Status401Unauthorized);
}
