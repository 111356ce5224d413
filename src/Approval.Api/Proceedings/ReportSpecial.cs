using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="ResultNumber">Number of the report.</param>
public sealed record ReportSpecialRequest(string ResultNumber, string Result, DateTimeOffset? EffectiveAt = null);

public static class ReportSpecial
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, int n, Posted<ReportSpecialRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.ReportSpecial(n, body.Value.ResultNumber, body.Value.Result) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
