using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

public sealed record RefuseSpecialRequest(string Reason, DateTimeOffset? EffectiveAt = null);

public static class RefuseSpecial
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, int n, Posted<RefuseSpecialRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.RefuseSpecial(n, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
