using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Approval.Api.Sessions;

public sealed record ChangePasswordRequest(string Current, string New);

public static class ChangePassword
{
    /// <summary>Ends every session of the person and opens a new one here.</summary>
    public static async Task<Results<Ok<SessionView>, Refusal>> Handle(
        Posted<ChangePasswordRequest> body, HttpContext context, UserManager<PersonRow> people, SigningIn signing, SessionKeeping sessions, SessionCookie cookie,
        SignInThrottle throttle, PasswordWork work, IdentityRecord record, ApprovalDb db, [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock, CancellationToken cancellation)
    {
        var token = cookie.Read(context.Request)!;
        if (await sessions.FindAsync(token, cancellation) is not (var person, _))
        {
            return (Refusal)Problems.OfStatus(StatusCodes.Status401Unauthorized);
        }

        await throttle.EnterAsync(person.UserName, context.Connection.RemoteIpAddress, cancellation);
        if (!await signing.IsPasswordAsync(person, body.Value.Current, cancellation))
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/current", "password.wrong", new("当前密码不正确。", "The current password is wrong.")));
        }

        if ((PasswordRules.Find(person, body.Value.New) ?? (body.Value.New == body.Value.Current ? "password.unchanged" : null)) is { } fault)
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/new", fault, new("新密码不符合要求：至少15个字符，不是常见或有规律的密码，不含用户名，与当前密码不同。",
                "The new password is not allowed: at least 15 characters, not a common one or a pattern, without the user name, other than the current one.")));
        }

        person.PasswordHash = await work.RunAsync(() => Task.FromResult(people.PasswordHasher.HashPassword(person, body.Value.New)), cancellation);
        person.MustChangePassword = false;
        record.Add(SessionHandler.SubjectOf(person.UserName), SessionHandler.SubjectOf(person.UserName), "passwordChanged");
        if (!(await people.UpdateSecurityStampAsync(person)).Succeeded)
        {
            return (Refusal)Administration.People.PersonProblems.ChangedMeanwhile;
        }

        await sessions.CloseAllAsync(person.Id, cancellation);
        var fresh = await sessions.OpenAsync(person, context.Connection.RemoteIpAddress, cancellation);
        cookie.Write(context.Response, fresh);
        return TypedResults.Ok(SessionView.Of(person, fresh, clock.GetUtcNow()));
    }
}
