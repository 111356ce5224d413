using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <summary>The caller does not agree; the chain ends and the determination follows.</summary>
public sealed record ObjectToTaskRequest(string Opinion, DateTimeOffset? EffectiveAt = null);

public static class ObjectToTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<ObjectToTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.ObjectTask(id, body.Value.Opinion) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
