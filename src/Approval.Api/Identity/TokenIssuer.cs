using Approval.Engine.Cases;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Approval.Api.Identity;

/// <summary>Makes access tokens (RFC 9068, ES256). They live in real time, whatever clock the cases run on.</summary>
public sealed class TokenIssuer(SigningKeys keys)
{
    public const string Issuer = "approval";
    public const string Audience = "approval-api";
    public const string TokenType = "at+jwt";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(Actor holder)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [Claims.Subject] = holder.Id,
            [Claims.Name] = holder.Name,
            [Claims.Roles] = holder.Roles.ToArray(),
            [Claims.TokenId] = Guid.NewGuid().ToString("N"),
        };
        if (holder.Office is { } office)
        {
            claims[Claims.Office] = office;
        }

        if (!holder.Interests.IsDefaultOrEmpty)
        {
            claims[Claims.Interests] = holder.Interests.ToArray();
        }

        if (holder.Organisation is { } organisation)
        {
            claims[Claims.Organisation] = organisation;
        }

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            TokenType = TokenType,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(keys.SecurityKey, SecurityAlgorithms.EcdsaSha256),
        });
    }
}

/// <summary>Names of the claims this API reads; any issuer that gives them can take this one's place.</summary>
public static class Claims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Roles = "roles";
    public const string Office = "office";
    public const string Organisation = "organisation";

    /// <summary>Identifiers of an officer, and of organisations the officer belongs to, that are held against applicants and agents (回避).</summary>
    public const string Interests = "interests";
    public const string TokenId = "jti";
}
