using System.Security.Claims;
using Approval.Api.Identity.People;
using Approval.Workflows.Storage.Access;

namespace Approval.Api.Identity;

/// <summary>Says for whom the database is asked in this request: the wall behind <see cref="CaseSight"/>. A stranger sees no case.</summary>
public sealed class SightMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        RowSight.Current = context.User.HasClaim(claim => claim.Type == Claims.Subject) ? RowSight.Of(Caller.Of(context.User).Actor) : RowSight.Nothing;
        Standing.Current = StandingOf(context.User);
        return next(context);
    }

    /// <summary>Sessions and tokens of our own clients carry the stamp of the account; tokens of the demo and of other issuers have none.</summary>
    private static Standing? StandingOf(ClaimsPrincipal user) =>
        user.FindFirstValue(Claims.Stamp) is not { } stamp ? null
        : user.FindFirstValue(SessionHandler.PersonId) is { } person ? new Standing(Guid.Parse(person), null, stamp)
        : new Standing(null, user.FindFirstValue(Claims.Client), stamp);
}
