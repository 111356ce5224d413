using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Remedies">Lines, one line, or { reconsideration, litigation }.</param>
public sealed record RefuseAcceptanceRequest(string Reason, string LegalBasis, RemedyList? Remedies = null, DateTimeOffset? EffectiveAt = null);

public static class RefuseAcceptance
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<RefuseAcceptanceRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.RefuseAcceptance(body.Value.Reason, body.Value.LegalBasis, RemedyList.LinesOf(body.Value.Remedies)) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
