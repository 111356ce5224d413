using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="Party">Name of the party as told; the applicant unless said.</param>
public sealed record WaiveHearingRequest(string? Party = null, DateTimeOffset? EffectiveAt = null);

public static class WaiveHearing
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<WaiveHearingRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.WaiveHearing(body.Value.Party) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
