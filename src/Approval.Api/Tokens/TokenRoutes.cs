using Approval.Api.Http;

namespace Approval.Api.Tokens;

public static class TokenRoutes
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        // Public: this is where callers come to identify themselves.
        var group = app.MapGroup("/").AllowAnonymous().WithTags("Tokens");
        group.MapPost("/connect/token", IssueToken.Handle)
            .WithName("IssueToken").WithSummary("An access token for a client (OAuth 2.0 client credentials)")
            .Accepts<TokenRequest>("application/x-www-form-urlencoded")
            .Produces<ProblemBody>(StatusCodes.Status401Unauthorized, ProblemBody.MediaType);
        group.MapGet("/.well-known/jwks.json", PublishKeys.Handle)
            .WithName("PublishKeys").WithSummary("The public keys of access tokens and receipts (JWK set)");
    }
}
