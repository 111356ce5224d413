using Approval.Api.Http;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="Signer">Id of a person of the office, who must agree too.</param>
/// <param name="Position">before: the caller's task waits until then; beside; after: asked when the caller has agreed.</param>
public sealed record AddSignerRequest(string Signer, SignerPosition Position, string Reason, DateTimeOffset? EffectiveAt = null);

public static class AddSigner
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<AddSignerRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, body.Value.Signer, "/signer", signer => new CaseCommand.AddSigner(id, signer, body.Value.Position, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
