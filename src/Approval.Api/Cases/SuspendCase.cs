using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Kind">One of the procedure's suspensions: hearing, expertReview and so on.</param>
/// <param name="ExpectedDays">Working days told to the applicant in writing.</param>
/// <param name="NoticeNumber">Number of that written notice.</param>
public sealed record SuspendCaseRequest(string Kind, int ExpectedDays, string NoticeNumber, string Reason, DateTimeOffset? EffectiveAt = null);

public static class SuspendCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<SuspendCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Suspend(body.Value.Kind, body.Value.ExpectedDays, body.Value.NoticeNumber, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
