using System.Security.Claims;
using System.Text.Json;
using Approval.Engine.Procedures;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Approval.Api.Identity;

/// <summary>What a token of another issuer says, in our own words. Only what is mapped is taken over; roles we do not know mean nothing.</summary>
public static class ForeignClaims
{
    public static ClaimsPrincipal Map(JsonWebToken token, ForeignIssuer issuer)
    {
        using var payload = JsonDocument.Parse(Base64Url(token.EncodedPayload));
        var claims = new List<Claim>();
        if (Texts(payload.RootElement, Claims.Subject) is [var subject])
        {
            claims.Add(new Claim(Claims.Subject, $"issuer:{subject}"));
        }

        AddSingle(claims, Claims.Name, Texts(payload.RootElement, issuer.NamePath));
        AddSingle(claims, Claims.Office, Texts(payload.RootElement, issuer.OfficePath));
        AddSingle(claims, Claims.Organisation, Texts(payload.RootElement, issuer.OrganisationPath));
        claims.AddRange(Texts(payload.RootElement, issuer.RolesPath)
            .Where(role => role.StartsWith(issuer.RolePrefix, StringComparison.Ordinal))
            .Select(role => role[issuer.RolePrefix.Length..])
            .Where(Roles.All.Contains)
            .Distinct()
            .Select(role => new Claim(Claims.Roles, role)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer", Claims.Name, Claims.Roles));
    }

    private static byte[] Base64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private static void AddSingle(List<Claim> claims, string type, List<string> values)
    {
        if (values is [{ Length: > 0 } only])
        {
            claims.Add(new Claim(type, only));
        }
    }

    /// <summary>A text or a list of texts at a path into nested objects. A claim whose own name has dots in it is found first.</summary>
    private static List<string> Texts(JsonElement payload, string path)
    {
        var found = payload;
        if (!payload.TryGetProperty(path, out found))
        {
            found = payload;
            foreach (var name in path.Split('.'))
            {
                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                {
                    return [];
                }
            }
        }

        return found.ValueKind switch
        {
            JsonValueKind.String => [found.GetString()!],
            JsonValueKind.Array => [.. found.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
            _ => [],
        };
    }
}
