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
    DateTimeOffset At, string Place, ChairInput Chair, int ExpectedDays, string NoticeNumber, string? ClosedBecause = null, DateTimeOffset? EffectiveAt = null);

/// <param name="Id">Id of a person of an office, as tasks and journals name them.</param>
/// <param name="Name">Not read: recorded is the name that the directory has for the id.</param>
public sealed record ChairInput(string Id, string? Name = null)
{
    public const string Pointer = "/chair/id";
}

public static class ScheduleHearing
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ScheduleHearingRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            body.Value.Chair.Id,
            ChairInput.Pointer,
            chair => new CaseCommand.ScheduleHearing(
                body.Value.At, body.Value.Place, chair, body.Value.ExpectedDays, body.Value.NoticeNumber, body.Value.ClosedBecause) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
