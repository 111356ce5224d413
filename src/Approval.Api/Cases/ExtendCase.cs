using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Days">Working days added to the statutory limit.</param>
public sealed record ExtendCaseRequest(int Days, string Reason, DateTimeOffset? EffectiveAt = null);

public static class ExtendCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ExtendCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Extend(body.Value.Days, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
