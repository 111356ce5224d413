using System.Reflection;
using System.Security.Claims;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Api.Identity;

/// <summary>Who asks, as the token says.</summary>
public sealed record Caller(Actor Actor) : IBindableFromHttpContext<Caller>
{
    public bool IsApplicant => Actor.Has(Roles.Applicant);

    public bool IsOfficer => Roles.Office.Any(Actor.Has);

    /// <summary>Whose files these are: the applicant's organisation, or the officer's office.</summary>
    public string Owner => Actor.Organisation ?? Actor.Office ?? Actor.Id;

    public static Caller Of(ClaimsPrincipal principal)
    {
        var roles = principal.FindAll(Claims.Roles).Select(claim => claim.Value).ToArray();
        var isApplicant = roles.Contains(Roles.Applicant);
        var id = principal.FindFirstValue(Claims.Subject) ?? throw new InvalidOperationException("A token without a subject was let through.");
        return new Caller(new Actor(
            id,
            principal.FindFirstValue(Claims.Name) ?? id,
            isApplicant ? ActorKind.Client : ActorKind.Person,
            [.. roles],
            isApplicant ? null : principal.FindFirstValue(Claims.Office),
            isApplicant ? principal.FindFirstValue(Claims.Organisation) : null)
        {
            Interests = isApplicant ? [] : [.. principal.FindAll(Claims.Interests).Select(claim => claim.Value)],
        });
    }

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context.User));
}
