using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Clock">Id of the clock that was breached: promised, statutory and so on.</param>
/// <param name="Reason">What the office publishes.</param>
public sealed record ExplainBreachRequest(string Clock, string Reason);

public static class ExplainBreach
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ExplainBreachRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.ExplainBreach(body.Value.Clock, body.Value.Reason), cancellation);
}
