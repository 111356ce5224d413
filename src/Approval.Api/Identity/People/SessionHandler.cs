using System.Security.Claims;
using System.Text.Encodings.Web;
using Approval.Api.Http;
using Approval.Engine.Procedures;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Approval.Api.Identity.People;

/// <summary>Who a session is. Roles and office are those of the table at this moment; while something is to be set up there are none.</summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionCookie cookie, SessionKeeping sessions, InterestBox interests)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    /// <summary>Claims that only sessions have.</summary>
    public const string Antiforgery = "session.antiforgery";

    public const string PersonId = "session.person";

    private static Problem Incomplete { get; } = Problems.Forbidden(
        "session.incomplete", "请先修改初始密码并设置第二因子。", "Change the initial password and set up the second factor first.");

    /// <summary>What is still to be set up: password, authenticator.</summary>
    public static IReadOnlyList<string> Needs(PersonRow person)
    {
        var needs = new List<string>();
        if (person.MustChangePassword)
        {
            needs.Add("password");
        }

        if (!person.SecondFactor && person.Roles.Any(role => role != Roles.Applicant))
        {
            needs.Add("authenticator");
        }

        return needs;
    }

    /// <summary>Apart from clients and other issuers, so that no two of them are ever one.</summary>
    public static string SubjectOf(string userName) => $"person:{userName}";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.Read(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.FindAsync(token, Context.RequestAborted) is not (var person, _))
        {
            return AuthenticateResult.Fail("The session has ended.");
        }

        List<Claim> claims =
        [
            new(Claims.Subject, SubjectOf(person.UserName)), new(Claims.Name, person.Name),
            new(PersonId, person.Id.ToString()), new(Antiforgery, SessionKeeping.AntiforgeryOf(token)),
        ];
        if (Needs(person).Count == 0)
        {
            claims.AddRange(person.Roles.Select(role => new Claim(Claims.Roles, role)));
            AddIfKnown(claims, Claims.Office, person.Office);
            AddIfKnown(claims, Claims.Organisation, person.Organisation);
            claims.AddRange(interests.Open(person).Select(interest => new Claim(Claims.Interests, interest.Number)));
        }

        var identity = new ClaimsIdentity(claims, SchemeName, Claims.Name, Claims.Roles);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!Context.User.HasClaim(claim => claim.Type == Claims.Roles))
        {
            await ProblemBody.WriteAsync(Context, Incomplete);
            return;
        }

        await base.HandleForbiddenAsync(properties);
    }

    private static void AddIfKnown(List<Claim> claims, string type, string? value)
    {
        if (value is not null)
        {
            claims.Add(new Claim(type, value));
        }
    }
}
