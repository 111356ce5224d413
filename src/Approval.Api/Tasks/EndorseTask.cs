using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <summary>The caller agrees.</summary>
public sealed record EndorseTaskRequest(string? Opinion = null, DateTimeOffset? EffectiveAt = null);

public static class EndorseTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<EndorseTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.EndorseTask(id, body.Value.Opinion) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
