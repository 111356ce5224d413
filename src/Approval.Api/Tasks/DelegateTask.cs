using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="To">Id of the person who is asked for an opinion; the caller signs when it has come.</param>
public sealed record DelegateTaskRequest(string To, string? Note = null, DateTimeOffset? EffectiveAt = null);

public static class DelegateTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<DelegateTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, body.Value.To, "/to", to => new CaseCommand.DelegateTask(id, to, body.Value.Note) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
