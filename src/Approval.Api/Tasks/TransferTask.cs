using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="To">Id of a person of the office who has the task's role; from then on the task is that person's.</param>
public sealed record TransferTaskRequest(string To, string Reason, DateTimeOffset? EffectiveAt = null);

public static class TransferTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<TransferTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, body.Value.To, "/to", to => new CaseCommand.TransferTask(id, to, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt }, cancellation);
}
