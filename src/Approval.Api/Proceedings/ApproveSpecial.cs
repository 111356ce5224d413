using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

public sealed record ApproveSpecialRequest(string? Note = null, DateTimeOffset? EffectiveAt = null);

public static class ApproveSpecial
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, int n, Posted<ApproveSpecialRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.ApproveSpecial(n, body.Value.Note) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
