namespace Approval.Engine.Cases;

/// <summary>Folds what happened to the orders of a case.</summary>
internal static class OrderEvolution
{
    /// <summary>The file after the event; null when the event is about no order.</summary>
    public static CaseFile? After(CaseFile file, CaseEvent happened) => happened switch
    {
        CaseEvent.OrderIssued e => file with { Orders = [.. file.Orders ?? [], new SupervisionOrder(e.Number, e.Due, OrderStatus.Open, e.Card)] },
        CaseEvent.OrderAnswered e => Changed(file, e.Number, order => order with { Status = OrderStatus.Answered }),
        CaseEvent.OrderReturned e => Changed(file, e.Number, order => order with { Status = OrderStatus.Open, Due = e.Due }),
        CaseEvent.OrderClosed e => Changed(file, e.Number, order => order with { Status = OrderStatus.Closed }),
        _ => null,
    };

    private static CaseFile Changed(CaseFile file, int number, Func<SupervisionOrder, SupervisionOrder> change) =>
        file with { Orders = [.. (file.Orders ?? []).Select(order => order.Number == number ? change(order) : order)] };
}
