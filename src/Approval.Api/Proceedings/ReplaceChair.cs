using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

public sealed record ReplaceChairRequest(ChairInput Chair, string Reason, DateTimeOffset? EffectiveAt = null);

public static class ReplaceChair
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ReplaceChairRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            body.Value.Chair.Id,
            ChairInput.Pointer,
            chair => new CaseCommand.ReplaceChair(chair, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
