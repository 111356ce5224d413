using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="Days">Working days asked for; no more can be granted.</param>
public sealed record ApplyExtensionRequest(int Days, string Reason, DateTimeOffset? EffectiveAt = null);

public static class ApplyExtension
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ApplyExtensionRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.ApplyExtension(body.Value.Days, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
