using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="CompetentOffice">Who to turn to; required for notCompetent.</param>
public sealed record DeclineCaseRequest(DeclineKind Kind, string? CompetentOffice = null, string? Reason = null, DateTimeOffset? EffectiveAt = null);

public static class DeclineCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<DeclineCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Decline(body.Value.Kind, body.Value.CompetentOffice, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
