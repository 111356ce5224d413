using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Procedures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tokens;

/// <summary>The form of a token request (RFC 6749, 4.4). Id and secret may come by HTTP Basic instead.</summary>
public sealed record TokenRequest(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret,
    [property: JsonPropertyName("scope")] string? Scope);

public sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope);

public static class IssueToken
{
    private const int MostFields = 16;
    private const int LongestId = 64;

    public static async Task<Results<Ok<TokenAnswer>, Refusal>> Handle(HttpContext context, ClientTokens clients, TokenIssuer issuer)
    {
        if (await FormAsync(context) is not { } form)
        {
            return (Refusal)OAuth(400, "invalid_request", "表单过大或者无法读取。", "The form is too large or cannot be read.");
        }

        context.Response.Headers.CacheControl = "no-store";
        if (form["grant_type"] is not [{ } grant])
        {
            return (Refusal)OAuth(400, "invalid_request", "grant_type 应出现一次。", "Expected grant_type once.");
        }

        if (grant != "client_credentials")
        {
            return (Refusal)OAuth(400, "unsupported_grant_type", "只支持 client_credentials。", "Only client_credentials is supported.");
        }

        var (id, secret) = Basic(context.Request) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (id.Length is > 0 and <= LongestId && await clients.FindAsync(id, secret, context.RequestAborted) is { } client)
        {
            string[] asked = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var scopes = asked.Length == 0 ? client.Scopes : [.. asked.Distinct()];
            return scopes.Except(client.Scopes).Any()
                ? (Refusal)OAuth(400, "invalid_scope", "所请求的范围不存在，或未授予该客户端。", "A scope is unknown or not given to this client.")
                : TypedResults.Ok(new TokenAnswer(issuer.Issue(client, id, scopes), "Bearer", (int)issuer.Lifetime.TotalSeconds, string.Join(' ', scopes)));
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"approval\", charset=\"UTF-8\"";
        return (Refusal)OAuth(401, "invalid_client", "客户端标识或密钥不正确。", "The client id or secret is wrong.");
    }

    /// <summary>Null when it has too many fields, too long ones, or is none.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(new() { ValueCountLimit = MostFields, KeyLengthLimit = 100, ValueLengthLimit = 4096 }, context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static Problem OAuth(int status, string error, string zh, string en) =>
        new(status, $"token.{error}", new LocalText(zh, en)) { OAuthError = error };

    private static (string Id, string Secret)? Basic(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { Length: < 2048 } parameter)
        {
            return null;
        }

        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var id, var secret])
        {
            return ("", "");
        }

        // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
        return (Uri.UnescapeDataString(id.Replace('+', ' ')), Uri.UnescapeDataString(secret.Replace('+', ' ')));
    }
}
