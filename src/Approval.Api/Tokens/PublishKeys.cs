using System.Text.Json.Serialization;
using Approval.Api.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tokens;

/// <summary>RFC 7517.</summary>
public sealed record KeySet(IReadOnlyList<PublicKey> Keys);

public sealed record PublicKey(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y,
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("use")] string Use);

public static class PublishKeys
{
    public static Ok<KeySet> Handle(SigningKeys keys) =>
        TypedResults.Ok(new KeySet([.. keys.All.Select(key => new PublicKey("EC", "P-256", key.X, key.Y, key.Id, "ES256", "sig"))]));
}
