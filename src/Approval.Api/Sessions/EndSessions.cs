using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Sessions;

/// <param name="Password">Asked for again: whoever only found the screen unlocked cannot throw the person out elsewhere (ASVS 5 7.5.2).</param>
public sealed record EndSessionsRequest(string Password);

/// <summary>Ends own sessions elsewhere. This one ends by signing out.</summary>
public sealed class EndSessions(SigningIn signing, SessionKeeping sessions, SessionCookie cookie, SignInThrottle throttle, IdentityRecord record, ApprovalDb db)
{
    private static Problem NotFound { get; } = Problems.NotFound("session.not_found", "没有这个会话。", "There is no such session.");

    private static Problem Current { get; } = new(StatusCodes.Status409Conflict, "session.current", new("这是当前会话，请退出登录。", "This is the session that asks; sign out instead."));

    public static Task<Results<NoContent, Refusal>> HandleOne(Guid id, Posted<EndSessionsRequest> body, HttpContext context, EndSessions ending, CancellationToken cancellation) =>
        ending.EndAsync(id, body.Value, context, cancellation);

    public static Task<Results<NoContent, Refusal>> HandleOthers(Posted<EndSessionsRequest> body, HttpContext context, EndSessions ending, CancellationToken cancellation) =>
        ending.EndAsync(null, body.Value, context, cancellation);

    private async Task<Results<NoContent, Refusal>> EndAsync(Guid? id, EndSessionsRequest asked, HttpContext context, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(cookie.Read(context.Request)!, cancellation) is not var (person, current))
        {
            return (Refusal)Problems.OfStatus(StatusCodes.Status401Unauthorized);
        }

        await throttle.EnterAsync(person.UserName, context.Connection.RemoteIpAddress, cancellation);
        if (asked.Password.Length > PasswordRules.Longest * 2 || !await signing.IsPasswordAsync(person, asked.Password, cancellation))
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/password", "password.wrong", new("密码不正确。", "The password is wrong.")));
        }

        if (id == current.Id)
        {
            return (Refusal)Current;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await sessions.CloseAsync(person.Id, id, except: current.Id, cancellation);
        if (ended == 0)
        {
            return id is null ? TypedResults.NoContent() : (Refusal)NotFound;
        }

        var subject = SessionHandler.SubjectOf(person.UserName);
        record.Add(subject, subject, "sessionsEnded", new { ended });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
