using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>The applicant, or the head, asks for speed; it is written into the journal.</summary>
public sealed record UrgeCaseRequest(string? Note = null, DateTimeOffset? EffectiveAt = null);

public static class UrgeCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<UrgeCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Urge(body.Value.Note) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
