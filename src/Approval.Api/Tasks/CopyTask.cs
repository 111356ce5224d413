using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="To">Ids of the people who may read the case from now on.</param>
public sealed record CopyTaskRequest(TextList To, string? Note = null);

public static class CopyTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<CopyTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, body.Value.To.Lines, "/to", to => new CaseCommand.CopyTask(id, [.. to], body.Value.Note), cancellation);
}
