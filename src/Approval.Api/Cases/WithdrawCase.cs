using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>The applicant takes the application back.</summary>
public sealed record WithdrawCaseRequest(string? Reason = null, DateTimeOffset? EffectiveAt = null);

public static class WithdrawCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<WithdrawCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Withdraw(body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
