using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="Stage">An earlier stage that this one may return to.</param>
public sealed record ReturnTaskRequest(string Stage, string Opinion, DateTimeOffset? EffectiveAt = null);

public static class ReturnTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<ReturnTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.ReturnTask(id, body.Value.Stage, body.Value.Opinion) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
