using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Sessions;

/// <param name="Code">Of the authenticator app; needed once that is set up.</param>
public sealed record SignInRequest(string UserName, string Password, string? Code = null);

public static class SignIn
{
    private static Problem Refused { get; } = new(
        StatusCodes.Status401Unauthorized, "session.refused", new("用户名、密码或验证码不正确。", "The user name, the password or the code is wrong."));

    public static async Task<Results<Ok<SessionView>, Refusal>> Handle(
        Posted<SignInRequest> body, HttpContext context, SigningIn signing, SessionKeeping sessions, SessionCookie cookie, SignInThrottle throttle,
        [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock, CancellationToken cancellation)
    {
        var (userName, password, code) = body.Value;
        userName = userName.Trim().ToLowerInvariant();
        if (userName.Length > 64 || password.Length > PasswordRules.Longest * 2)
        {
            return (Refusal)Refused;
        }

        await throttle.EnterAsync(userName, context.Connection.RemoteIpAddress, cancellation);
        if (await signing.CheckAsync(userName, password, code, cancellation) is not { } person)
        {
            return (Refusal)Refused;
        }

        // A session that the browser had before is closed: nobody goes on under a token known from earlier (RELIABILITY J5).
        if (cookie.Read(context.Request) is { } earlier)
        {
            await sessions.CloseAsync(earlier, cancellation);
        }

        var token = await sessions.OpenAsync(person, context.Connection.RemoteIpAddress, cancellation);
        cookie.Write(context.Response, token);
        return TypedResults.Ok(SessionView.Of(person, token, clock.GetUtcNow()));
    }
}
