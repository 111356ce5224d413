using Approval.Api.Identity.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Sessions;

public static class SignOut
{
    /// <summary>The session is gone at once, copies of the cookie included.</summary>
    public static async Task<NoContent> Handle(HttpContext context, SessionKeeping sessions, SessionCookie cookie, CancellationToken cancellation)
    {
        if (cookie.Read(context.Request) is { } token)
        {
            await sessions.CloseAsync(token, cancellation);
        }

        cookie.Remove(context.Response);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return TypedResults.NoContent();
    }
}
