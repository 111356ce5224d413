using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="Ground">statutory or publicInterest (art 46).</param>
/// <param name="AnnouncementNumber">Number of the public notice.</param>
public sealed record AnnounceHearingRequest(HearingGround Ground, string AnnouncementNumber, DateTimeOffset? EffectiveAt = null);

public static class AnnounceHearing
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<AnnounceHearingRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.AnnounceHearing(body.Value.Ground, body.Value.AnnouncementNumber) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
