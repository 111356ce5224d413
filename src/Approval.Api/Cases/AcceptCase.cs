using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="EffectiveAt">When it happened at the window; now unless said.</param>
public sealed record AcceptCaseRequest(DateTimeOffset? EffectiveAt = null);

public static class AcceptCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<AcceptCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Accept { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
