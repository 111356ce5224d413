using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Approval.Api.Sessions;

/// <param name="Key">Base32, to type into an app.</param>
/// <param name="Address">otpauth, for a QR code.</param>
public sealed record AuthenticatorKey(string Key, string Address);

public sealed record ConfirmAuthenticatorRequest(string Code);

/// <summary>The second factor: a new key, which counts once a code of it has been given.</summary>
public static class SetUpAuthenticator
{
    private static Problem AlreadySet { get; } = new(
        StatusCodes.Status409Conflict, "authenticator.already_set", new("第二因子已启用；更换须由管理员重置。", "The second factor is set up; an administrator can reset it."));

    public static async Task<Results<Ok<AuthenticatorKey>, Refusal>> Handle(
        HttpContext context, UserManager<PersonRow> people, SessionKeeping sessions, SessionCookie cookie, SecretBox box, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(cookie.Read(context.Request)!, cancellation) is not (var person, _))
        {
            return (Refusal)Problems.OfStatus(StatusCodes.Status401Unauthorized);
        }

        if (person.SecondFactor)
        {
            return (Refusal)AlreadySet;
        }

        var key = OneTimeCode.NewKey();
        person.Authenticator = box.Seal(key);
        return (await people.UpdateAsync(person)).Succeeded
            ? TypedResults.Ok(new AuthenticatorKey(OneTimeCode.Base32(key), OneTimeCode.Address(key, person.UserName)))
            : (Refusal)Administration.People.PersonProblems.ChangedMeanwhile;
    }

    public static async Task<Results<Ok<SessionView>, Refusal>> HandleConfirmation(
        Posted<ConfirmAuthenticatorRequest> body, HttpContext context, UserManager<PersonRow> people, SigningIn signing, SessionKeeping sessions, SessionCookie cookie,
        SignInThrottle throttle, IdentityRecord record, CancellationToken cancellation)
    {
        var token = cookie.Read(context.Request)!;
        if (await sessions.FindAsync(token, cancellation) is not var (person, session))
        {
            return (Refusal)Problems.OfStatus(StatusCodes.Status401Unauthorized);
        }

        await throttle.EnterAsync(person.UserName, context.Connection.RemoteIpAddress, cancellation);
        if (person.SecondFactor)
        {
            return (Refusal)AlreadySet;
        }

        if (!await signing.TakeCodeAsync(person, body.Value.Code, cancellation))
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/code", "authenticator.code", new("验证码不正确。", "The code is wrong.")));
        }

        person.SecondFactor = true;
        record.Add(SessionHandler.SubjectOf(person.UserName), SessionHandler.SubjectOf(person.UserName), "secondFactorSet");
        return (await people.UpdateAsync(person)).Succeeded
            ? TypedResults.Ok(SessionView.Of(person, token, session.CreatedAt))
            : (Refusal)Administration.People.PersonProblems.ChangedMeanwhile;
    }
}
