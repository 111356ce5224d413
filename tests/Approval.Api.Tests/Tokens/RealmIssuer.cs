using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Approval.Api.Tests.Tokens;

/// <summary>An OpenID Connect issuer of the tests' own, in the shape of a Keycloak realm: discovery, keys, RS256 tokens.</summary>
internal sealed class RealmIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<(string Id, RSA Key)> keys = [];

    private RealmIssuer(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    public static async Task<RealmIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new RealmIssuer(builder.Build());
        issuer.Rotate();
        issuer.app.MapGet("/realms/renfang/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Address, jwks_uri = $"{issuer.Address}/certs" }));
        issuer.app.MapGet("/realms/renfang/certs", () => Results.Json(new { keys = issuer.keys.Select(Jwk) }));
        await issuer.app.StartAsync();
        issuer.Address = issuer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/realms/renfang";
        return issuer;
    }

    /// <summary>The newest key signs.</summary>
    private void Rotate() => keys.Add(($"key-{keys.Count + 1}", RSA.Create(2048)));

    public string Token(Dictionary<string, object> claims, string? audience = "approval-api", string? issuer = null, RSA? key = null, string? keyId = null, int expires = 300)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (id, own) = keys[^1];
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            IssuedAt = now.AddSeconds(expires - 600),
            NotBefore = now.AddSeconds(expires - 600),
            Expires = now.AddSeconds(expires),
            Claims = claims,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? own) { KeyId = keyId ?? id }, SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        keys.ForEach(key => key.Key.Dispose());
    }

    private static object Jwk((string Id, RSA Key) key)
    {
        var parameters = key.Key.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.Id, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
    }
}
