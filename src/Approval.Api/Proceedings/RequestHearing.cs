using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="Party">Name of the party as told; the applicant unless said. An applicant asks for itself alone.</param>
public sealed record RequestHearingRequest(string? Party = null, DateTimeOffset? EffectiveAt = null);

public static class RequestHearing
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<RequestHearingRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.RequestHearing(body.Value.Party) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
