using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Approval.Engine.Tasks;

/// <summary>
/// Ids of tasks are derived from where the task stands, because the Engine makes no random ids: the same case, round, step and
/// signer always give the same id (RFC 9562 version 8).
/// </summary>
public static class TaskIdentity
{
    public static Guid Of(Guid caseId, int round, string step, int signer)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{caseId:N}/{round}/{step}/{signer}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
