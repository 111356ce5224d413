using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Reasons">Lines or one line; required for a refusal and for a grant against an objection.</param>
/// <param name="Conditions">Lines or one line; required for grantedWithConditions.</param>
/// <param name="Remedies">Lines, one line, or { reconsideration, litigation }; required for a refusal.</param>
/// <param name="HearingRecord">Number of the record of the hearing, where one was held (art 48).</param>
public sealed record DecideCaseRequest(
    Outcome Outcome,
    TextList? Reasons = null,
    string? LegalBasis = null,
    TextList? Conditions = null,
    RemedyList? Remedies = null,
    string? HearingRecord = null,
    DateTimeOffset? EffectiveAt = null);

public static class DecideCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<DecideCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Decide(
                body.Value.Outcome,
                TextList.LinesOf(body.Value.Reasons),
                body.Value.LegalBasis,
                TextList.LinesOf(body.Value.Conditions),
                RemedyList.LinesOf(body.Value.Remedies)) { HearingRecord = body.Value.HearingRecord, EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
