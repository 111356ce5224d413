using System.Security.Cryptography;
using System.Text;

namespace Approval.Workflows.Outbox;

/// <summary>The signature of Standard Webhooks, scheme v1: HMAC-SHA256 over id, time of sending and body.</summary>
public static class WebhookSignature
{
    /// <param name="timestamp">Seconds since 1970 of this attempt: receivers refuse what is older than five minutes.</param>
    /// <returns>The header's value: one <c>v1,base64</c> for each secret, apart by spaces.</returns>
    public static string Of(string id, long timestamp, ReadOnlySpan<byte> body, OutboxTarget target)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.")), .. body];
        return string.Join(' ', target.Secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret.AsSpan(), signed))));
    }
}
