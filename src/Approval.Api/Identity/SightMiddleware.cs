using Approval.Workflows.Storage.Access;

namespace Approval.Api.Identity;

/// <summary>Says for whom the database is asked in this request: the wall behind <see cref="CaseSight"/>. A stranger sees no case.</summary>
public sealed class SightMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        RowSight.Current = context.User.HasClaim(claim => claim.Type == Claims.Subject) ? RowSight.Of(Caller.Of(context.User).Actor) : RowSight.Nothing;
        return next(context);
    }
}
