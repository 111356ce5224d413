using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Kind">One of the procedure's suspensions.</param>
/// <param name="From">The day it began; that day itself still counts.</param>
/// <param name="Through">The last day that does not count.</param>
/// <param name="NoticeNumber">Number of the written notice.</param>
public sealed record ExcludeTimeRequest(string Kind, DateOnly From, DateOnly Through, string NoticeNumber, string Reason);

public static class ExcludeTime
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ExcludeTimeRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Exclude(body.Value.Kind, body.Value.From, body.Value.Through, body.Value.NoticeNumber, body.Value.Reason),
            cancellation);
}
