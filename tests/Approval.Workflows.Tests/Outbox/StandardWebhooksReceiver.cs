using System.Security.Cryptography;
using System.Text;

namespace Approval.Workflows.Tests.Outbox;

/// <summary>
/// A receiver as the text of Standard Webhooks asks for one, written from that text and from nothing of ours: the signed content is id,
/// timestamp and body apart by full stops, HMAC-SHA256 under the base64 after whsec_; of several signatures any v1 will do; a timestamp
/// more than five minutes away is refused, and an id that was seen is taken once.
/// </summary>
internal sealed class StandardWebhooksReceiver(string secret)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> seen = [];

    /// <returns>What is wrong; null when the message is taken.</returns>
    public string? Take(Delivery delivery, DateTimeOffset now)
    {
        if ((now - DateTimeOffset.FromUnixTimeSeconds(delivery.Timestamp)).Duration() > Tolerance)
        {
            return "timestamp";
        }

        var key = Convert.FromBase64String(secret.Split('_')[1]);
        using var content = new MemoryStream();
        content.Write(Encoding.ASCII.GetBytes(delivery.Id + "." + delivery.Timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture) + "."));
        content.Write(delivery.Body);
        var expected = HMACSHA256.HashData(key, content.ToArray());
        var isSigned = delivery.Signature.Split(' ').Select(part => part.Split(',')).Any(part =>
            part is ["v1", var given] && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(given), expected));
        return !isSigned ? "signature" : seen.Add(delivery.Id) ? null : "seen";
    }
}
