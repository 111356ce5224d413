using System.Security.Cryptography;
using System.Text;
using Approval.Workflows.Stepping;

namespace Approval.Api.Http;

/// <summary>The Idempotency-Key header (IETF draft httpapi-idempotency-key-header): bare, or quoted as the draft has it.</summary>
public static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>Null when the header is absent.</summary>
    public static IdempotencyKey? Read(HttpContext context, string principal, ReadOnlySpan<byte> body)
    {
        var request = context.Request;
        if (request.Headers[Name] is not [var text, ..] values)
        {
            return null;
        }

        var key = text is ['"', .. var inside, '"'] ? inside : text;
        if (values.Count != 1 || key is not { Length: > 0 and <= MaxLength } || key.Any(character => character is <= ' ' or > '~'))
        {
            throw new RefusedException(Problems.BadRequest(
                "idempotency.malformed", "Idempotency-Key 应为1至255个可见 ASCII 字符。", "Expected Idempotency-Key to be 1 to 255 visible ASCII characters."));
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? request.Path.Value!;
        return new IdempotencyKey(principal, $"{request.Method} {route}", key, Fingerprint(request, body));
    }

    private static byte[] Fingerprint(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
