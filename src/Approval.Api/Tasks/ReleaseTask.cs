using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <summary>Anybody with the role may claim it again.</summary>
public sealed record ReleaseTaskRequest(DateTimeOffset? EffectiveAt = null);

public static class ReleaseTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<ReleaseTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.ReleaseTask(id) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
