using System.Security.Claims;
using System.Text.RegularExpressions;
using Approval.Engine.Procedures;
using Microsoft.AspNetCore.Authorization;

namespace Approval.Api.Identity;

/// <summary>Asks for one right of the table.</summary>
public sealed record RightRequirement(Right Right) : IAuthorizationRequirement;

/// <summary>
/// A role counts only together with the seat it is held in: an officer's with an office, an applicant's with an organisation. So no
/// handler meets a caller of nowhere, whichever issuer the token is from.
/// </summary>
public sealed partial class RightHandler : AuthorizationHandler<RightRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (requirement.Right.Roles.Any(role => Holds(context.User, role, requirement.Right.OfDivision)) && HasScope(context.User, requirement.Right.Scope))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static bool Holds(ClaimsPrincipal user, string role, bool ofDivision) => user.HasClaim(Claims.Roles, role) && role switch
    {
        Roles.Applicant => user.FindFirstValue(Claims.Organisation) is { Length: > 0 },
        Roles.Admin => true,
        _ => user.FindFirstValue(Claims.Office) is { } office && OfficeCode().Match(office) is { Success: true } code && !(ofDivision && code.Groups[1].Success),
    };

    /// <summary>Only tokens of our own clients carry our scopes; there no scope means none.</summary>
    private static bool HasScope(ClaimsPrincipal user, string scope) =>
        !user.HasClaim(claim => claim.Type == Claims.Client)
        || (user.FindFirstValue(Claims.Scope) ?? "").Split(' ').Contains(scope);

    /// <summary>A division of GB/T 2260, and for a partner office its letters.</summary>
    [GeneratedRegex(@"\A[0-9]{6}(-[A-Z0-9]{1,12})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex OfficeCode();
}
