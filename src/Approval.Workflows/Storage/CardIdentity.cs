using System.Security.Cryptography;
using System.Text;

namespace Approval.Workflows.Storage;

/// <summary>A card is one for each rule and case, so its id is derived from the two (RFC 9562 version 8).</summary>
public static class CardIdentity
{
    public static Guid Of(Guid caseId, string rule)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{caseId:N}/card/{rule}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
