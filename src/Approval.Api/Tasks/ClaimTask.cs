using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <summary>From now on the caller answers for the task.</summary>
public sealed record ClaimTaskRequest(DateTimeOffset? EffectiveAt = null);

public static class ClaimTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<ClaimTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.ClaimTask(id) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
