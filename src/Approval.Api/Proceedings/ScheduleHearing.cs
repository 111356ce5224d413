using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="At">When it is held.</param>
/// <param name="Chair">Nobody who has reviewed this case (art 48).</param>
/// <param name="ExpectedDays">Working days from the notice to the record, as told in writing (art 45).</param>
/// <param name="NoticeNumber">Number of the written notice.</param>
/// <param name="ClosedBecause">Why it is not public; left out when it is.</param>
public sealed record ScheduleHearingRequest(
    DateTimeOffset At, string Place, Officer Chair, int ExpectedDays, string NoticeNumber, string? ClosedBecause = null, DateTimeOffset? EffectiveAt = null);

public static class ScheduleHearing
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ScheduleHearingRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.ScheduleHearing(
                body.Value.At, body.Value.Place, body.Value.Chair, body.Value.ExpectedDays, body.Value.NoticeNumber, body.Value.ClosedBecause) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
