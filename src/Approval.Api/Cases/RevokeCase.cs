using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>A permit that should not have been given is taken back.</summary>
public sealed record RevokeCaseRequest(RevocationGround Ground, string Reason, DateTimeOffset? EffectiveAt = null);

public static class RevokeCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<RevokeCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Revoke(body.Value.Ground, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
