using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <summary>On the task of a signer who was added and has not signed; by who added the signer, or the head.</summary>
public sealed record RemoveSignerRequest(string? Reason = null, DateTimeOffset? EffectiveAt = null);

public static class RemoveSigner
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<RemoveSignerRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.RemoveSigner(id, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
