using System.Security.Claims;
using Approval.Api.Administration.Clients;
using Approval.Api.Administration.People;
using Approval.Api.Identity.People;
using Approval.Api.Sessions;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Approval.Api.Identity;

public static class IdentitySetup
{
    /// <summary>Key of the clock that tokens and sessions live by: the machine's, also where cases run on a simulated one.</summary>
    public const string Clock = "identity";

    /// <summary>Picks between token and session.</summary>
    private const string Either = "either";

    /// <summary>A token of ours has under one kilobyte.</summary>
    private const int LargestToken = 16 * 1024;

    /// <summary>People by session; clients by bearer tokens of our own key, or of the issuer that Identity:Authority names; and the table of policies.</summary>
    public static void AddIdentity(this IServiceCollection services, Settings settings, IHostEnvironment environment)
    {
        var keys = SigningKeys.Load(settings);
        services.AddSingleton(keys).AddSingleton<TokenIssuer>().AddSingleton<DemoClients>().AddSingleton<ClientTokens>();
        services.AddScoped<PersonDesk>().AddScoped<ClientDesk>().AddScoped<PeopleDirectory>().AddScoped<EndSessions>();
        services.AddKeyedSingleton(Clock, TimeProvider.System);
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                !context.Request.Headers.ContainsKey("Authorization") && context.RequestServices.GetRequiredService<SessionCookie>().Read(context.Request) is not null
                    ? SessionHandler.SchemeName
                    : JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options => Accept(options, settings.Identity.Issuer, keys, environment));
        services.AddPeople(authentication);

        services.AddSingleton<IAuthorizationHandler, RightHandler>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var (policy, right) in Policies.Table)
        {
            authorization.AddPolicy(policy, builder => builder.RequireAuthenticatedUser().RequireClaim(Claims.Subject).AddRequirements(new RightRequirement(right)));
        }

        authorization.AddPolicy(Policies.OwnSession, builder => builder.RequireAuthenticatedUser().RequireClaim(SessionHandler.PersonId));
    }

    private static void Accept(JwtBearerOptions options, ForeignIssuer? issuer, SigningKeys keys, IHostEnvironment environment)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = LargestToken });
        var rules = options.TokenValidationParameters = new TokenValidationParameters
        {
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = Claims.Name,
            RoleClaimType = Claims.Roles,
            RequireExpirationTime = true,
            RequireSignedTokens = true,

            // A token names its key; it is not tried against all of them.
            TryAllIssuerSigningKeys = false,
        };
        if (issuer is not null)
        {
            options.Authority = issuer.Authority.AbsoluteUri;
            options.RequireHttpsMetadata = !environment.IsDevelopment();
            options.Audience = issuer.Audience;
            rules.ValidAudience = issuer.Audience;
            rules.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
            options.Events = new JwtBearerEvents { OnTokenValidated = context => Task.FromResult(context.Principal = ForeignClaims.Map((JsonWebToken)context.SecurityToken, issuer)) };
            return;
        }

        rules.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
        rules.ValidTypes = [TokenIssuer.TokenType];
        rules.ValidIssuer = TokenIssuer.Issuer;
        rules.ValidAudience = TokenIssuer.Audience;
        rules.IssuerSigningKeys = keys.All.Select(key => key.Security);
        options.Events = new JwtBearerEvents { OnTokenValidated = RefuseOutdatedAsync };
    }

    /// <summary>A client that was changed or disabled is not who its older tokens say.</summary>
    private static async Task RefuseOutdatedAsync(TokenValidatedContext context)
    {
        var principal = context.Principal!;
        if (principal.FindFirstValue(Claims.Stamp) is { } stamp
            && !await context.HttpContext.RequestServices.GetRequiredService<ClientTokens>().IsCurrentAsync(principal.FindFirstValue(Claims.Client) ?? "", stamp, context.HttpContext.RequestAborted))
        {
            context.Fail("The client has changed since.");
        }
    }
}
