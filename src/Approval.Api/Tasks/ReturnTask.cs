using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="Stage">An earlier stage that this one may return to.</param>
/// <param name="Steps">The steps of it that are to be done again; all of them unless said.</param>
public sealed record ReturnTaskRequest(string Stage, string Opinion, DateTimeOffset? EffectiveAt = null, ImmutableArray<string>? Steps = null);

public static class ReturnTask
{
    public static Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Posted<ReturnTaskRequest> body, TaskDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.ReturnTask(id, body.Value.Stage, body.Value.Opinion) { Steps = body.Value.Steps, EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
