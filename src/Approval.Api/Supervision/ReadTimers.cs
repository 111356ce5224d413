using Approval.Api.Http;
using Approval.Workflows.Timers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public static class ReadTimers
{
    public static async Task<Results<Ok<TimerReconciliation>, Refusal>> Handle(TimerFigures figures, CancellationToken cancellation) =>
        await figures.RefreshAsync(cancellation) is { } last
            ? TypedResults.Ok(last)
            : (Refusal)Problems.NotFound("timers.not_reconciled", "尚未完成对账。", "No reconciliation has been completed yet.");
}
