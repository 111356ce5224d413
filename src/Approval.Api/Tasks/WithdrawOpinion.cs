using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <summary>The caller takes back the own opinion, as long as nobody has acted after it.</summary>
public sealed record WithdrawOpinionRequest(string? Reason = null, DateTimeOffset? EffectiveAt = null);

public static class WithdrawOpinion
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<WithdrawOpinionRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.WithdrawOpinion(id, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
