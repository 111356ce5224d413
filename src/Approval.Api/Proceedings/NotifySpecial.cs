using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="NoticeNumber">Number of the written notice to the applicant (art 45).</param>
public sealed record NotifySpecialRequest(string NoticeNumber, DateTimeOffset? EffectiveAt = null);

public static class NotifySpecial
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, int n, Posted<NotifySpecialRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.NotifySpecial(n, body.Value.NoticeNumber) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
