using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Workflows;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Stepping;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision.Orders;

/// <summary>Takes what is done to an order from HTTP to the write path and back. Of orders out of reach not even the existence is told.</summary>
public sealed class OrderDesk(IHttpContextAccessor http, OrderReader orders, CaseRunner runner, TimeProvider clock)
{
    public static Problem Unknown { get; } = Problems.NotFound("order.not_found", "没有这件督办。", "There is no such order.");

    public DateOnly Today => CivilTime.DayOf(clock.GetUtcNow());

    /// <param name="command">Given the number of the order in its case.</param>
    /// <param name="after">The order as the command leaves it.</param>
    public async Task<Results<Answered<Order>, Refusal>> RunAsync(
        Guid id, byte[] body, Func<int, CaseCommand> command, Func<Order, CaseOutcome, OrderPerson, Order> after, CancellationToken cancellation)
    {
        var context = http.HttpContext!;
        var caller = Caller.Of(context.User);
        var key = IdempotencyHeader.Read(context, caller.Actor.Id, body);
        if (await orders.FindAsync(Reach.Of(caller.Actor), id, Today, cancellation) is not { } order)
        {
            return (Refusal)Unknown;
        }

        var me = new OrderPerson(caller.Actor.Id, caller.Actor.Name);
        return await RunAsync(
            new CaseRequest(order.CaseId, command(order.Number), caller.Actor)
            {
                Key = key,
                Answer = outcome => Answers.Render(StatusCodes.Status200OK, orders.Late(after(order, outcome, me), Today), outcome.Version),
            },
            cancellation);
    }

    public async Task<Results<Answered<Order>, Refusal>> RunAsync(CaseRequest request, CancellationToken cancellation)
    {
        var outcome = await runner.RunAsync(request, cancellation);
        return outcome is { Rejection: null, Answer: { } answer }
            ? new Answered<Order>(answer, outcome.Replayed)
            : (Refusal)Problem.Of(outcome.Rejection!);
    }

    /// <summary>The event of the step that was just taken, by kind.</summary>
    public static T Happened<T>(CaseOutcome outcome)
        where T : CaseEvent => outcome.Rows.Select(row => Engine.Audit.JournalRow.Open(row.Body).Event).OfType<T>().Last();
}
