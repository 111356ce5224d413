using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <summary>Once in a working hour and three times a day by one person; too soon is answered with when again.</summary>
public sealed record UrgeTaskRequest(string? Note = null);

public static class UrgeTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<UrgeTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.UrgeTask(id, body.Value.Note), cancellation);
}
