using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Approval.Api.Identity;

public static class IdentitySetup
{
    /// <summary>Bearer tokens of our own key, or of the OpenID Connect issuer that Identity:Authority names, and the table of policies.</summary>
    public static void AddIdentity(this IServiceCollection services, Settings settings, IConfiguration configuration)
    {
        var keys = SigningKeys.Load(settings);
        services.AddSingleton(keys).AddSingleton<TokenIssuer>().AddSingleton<DemoClients>().AddSingleton<PeopleDirectory>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = Claims.Name,
                RoleClaimType = Claims.Roles,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
            };
            if (configuration["Identity:Authority"] is { } authority)
            {
                options.Authority = authority;
                options.Audience = configuration["Identity:Audience"] ?? TokenIssuer.Audience;
                options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
                return;
            }

            options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
            options.TokenValidationParameters.ValidTypes = [TokenIssuer.TokenType];
            options.TokenValidationParameters.ValidIssuer = TokenIssuer.Issuer;
            options.TokenValidationParameters.ValidAudience = TokenIssuer.Audience;
            options.TokenValidationParameters.IssuerSigningKey = keys.SecurityKey;
        });

        var authorization = services.AddAuthorizationBuilder();
        foreach (var (policy, roles) in Policies.Table)
        {
            authorization.AddPolicy(policy, builder => builder.RequireAuthenticatedUser().RequireClaim(Claims.Subject).RequireClaim(Claims.Roles, roles));
        }
    }
}
