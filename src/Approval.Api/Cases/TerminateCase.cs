using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>The office ends the case without a determination.</summary>
public sealed record TerminateCaseRequest(string Reason, DateTimeOffset? EffectiveAt = null);

public static class TerminateCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<TerminateCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Terminate(body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
