using System.Text.Json;
using Approval.Api.Http;
using Approval.Workflows.Storage;

namespace Approval.Api.Identity;

/// <summary>Writes down who changed which account, in the change's own transaction.</summary>
public sealed class IdentityRecord(ApprovalDb db, [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock)
{
    /// <param name="subject">person:NAME or client:ID.</param>
    /// <param name="detail">What it is now. Never a secret.</param>
    public void Add(string actor, string subject, string what, object? detail = null) => db.IdentityChanges.Add(new IdentityChangeRow
    {
        At = clock.GetUtcNow(),
        ActorId = actor,
        Subject = subject,
        What = what,
        Detail = JsonSerializer.Serialize(detail ?? new { }, ApiJson.Options),
    });
}
