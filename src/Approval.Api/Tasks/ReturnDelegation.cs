using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="Opinion">The delegate's; the owner who takes the task back needs none.</param>
public sealed record ReturnDelegationRequest(string? Opinion = null, DateTimeOffset? EffectiveAt = null);

public static class ReturnDelegation
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<ReturnDelegationRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.ReturnDelegation(id, body.Value.Opinion) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
