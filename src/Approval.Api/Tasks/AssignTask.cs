using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="To">Id of a person of the office who has the task's role.</param>
public sealed record AssignTaskRequest(string To, string? Note = null, DateTimeOffset? EffectiveAt = null);

public static class AssignTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<AssignTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, body.Value.To, "/to", to => new CaseCommand.AssignTask(id, to, body.Value.Note) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
