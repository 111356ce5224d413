using Approval.Api.Http;

namespace Approval.Api.Tokens;

public static class TokenRoutes
{
    public static void MapTokens(this IEndpointRouteBuilder app, Settings settings)
    {
        // Public: this is where callers come to identify themselves.
        var group = app.MapGroup("/").AllowAnonymous().WithTags("Tokens");
        group.MapGet("/.well-known/jwks.json", PublishKeys.Handle)
            .WithName("PublishKeys").WithSummary("The public keys of access tokens and receipts (JWK set)");

        // Where another issuer is configured our own tokens open nothing, and are not given.
        if (settings.Identity.Issuer is not null)
        {
            return;
        }

        group.MapPost("/connect/token", IssueToken.Handle)
            .WithName("IssueToken").WithSummary("An access token for a client (OAuth 2.0 client credentials)")
            .Accepts<TokenRequest>("application/x-www-form-urlencoded")
            .Produces<ProblemBody>(StatusCodes.Status401Unauthorized, ProblemBody.MediaType);
    }
}
