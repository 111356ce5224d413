using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>The special procedure has ended; the clocks run on.</summary>
public sealed record ResumeCaseRequest(string? Note = null, DateTimeOffset? EffectiveAt = null);

public static class ResumeCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ResumeCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Resume(body.Value.Note) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
