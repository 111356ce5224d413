using Approval.Api.Http;
using Approval.Engine.Cases;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

/// <param name="Report">办理情况.</param>
public sealed record AnswerOrderRequest(string Report);

public static class AnswerOrder
{
    public static Task<Results<Answered<Order>, Refusal>> Handle(Guid id, Posted<AnswerOrderRequest> body, OrderDesk desk, CancellationToken cancellation) => desk.RunAsync(
        id,
        body.Bytes,
        number => new CaseCommand.AnswerOrder(number, body.Value.Report),
        (order, outcome, me) => order with { Status = "answered", Report = new OrderReport(body.Value.Report, me, OrderDesk.Happened<CaseEvent.OrderAnswered>(outcome).On) },
        cancellation);
}
