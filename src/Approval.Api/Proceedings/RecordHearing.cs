using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="RecordNumber">听证笔录 number; the determination names it.</param>
/// <param name="SignedBy">Those who took part and signed it.</param>
public sealed record RecordHearingRequest(string RecordNumber, TextList SignedBy, DateTimeOffset? EffectiveAt = null);

public static class RecordHearing
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<RecordHearingRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.RecordHearing(body.Value.RecordNumber, TextList.LinesOf(body.Value.SignedBy)) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
