using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Approval.Workflows.Storage;

/// <summary>Ids that follow from what they name (RFC 9562 version 8), so that who knows the case knows them.</summary>
public static class SupervisionIdentity
{
    /// <summary>A card is one for each rule and case.</summary>
    public static Guid OfCard(Guid caseId, string rule) => Of($"{caseId:N}/card/{rule}");

    /// <summary>Orders are numbered in the case.</summary>
    public static Guid OfOrder(Guid caseId, int number) => Of(string.Create(CultureInfo.InvariantCulture, $"{caseId:N}/order/{number}"));

    private static Guid Of(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
