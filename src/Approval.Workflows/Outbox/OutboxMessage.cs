using System.Text.Json;
using Approval.Engine;

namespace Approval.Workflows.Outbox;

/// <summary>
/// A claimed message. It says which case changed and no more: the receiver fetches the rest with its own rights (RELIABILITY W10).
/// </summary>
/// <param name="Epoch">Which claim this is; a mark made under an older one changes nothing.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Id">The same at every attempt: receivers know by it what they have seen.</param>
internal sealed record OutboxMessage(long Row, long Epoch, int Attempt, Guid Id, Guid CaseId, int FromVersion, int ToVersion, DateTimeOffset CreatedAt)
{
    /// <summary>Byte for byte the same at every attempt.</summary>
    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(
        new { type = "case.changed", caseId = CaseId, fromVersion = FromVersion, toVersion = ToVersion, timestamp = CreatedAt.ToOffset(CivilTime.Offset) });
}
