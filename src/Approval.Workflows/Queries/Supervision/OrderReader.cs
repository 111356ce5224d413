using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>Where the next page begins: after this order, going back in time.</summary>
public sealed record OrderPosition(DateTimeOffset IssuedAt, Guid Id)
{
    public static OrderPosition Newest { get; } = new(DateTimeOffset.MaxValue.ToUniversalTime(), Guid.AllBitsSet);
}

/// <param name="Status">open, answered or closed; null for all.</param>
/// <param name="CaseId">Only those of one case.</param>
/// <param name="Overdue">Only those whose report is late and still missing.</param>
public sealed record OrderFilter(string? Status = null, Guid? CaseId = null, bool Overdue = false);

/// <param name="Next">Where to go on; null when this is the last page.</param>
public sealed record OrderPage(IReadOnlyList<Order> Orders, OrderPosition? Next);

/// <summary>The orders of a reach, newest first, and single ones.</summary>
public sealed class OrderReader(NpgsqlDataSource database, RulebookStore rulebooks)
{
    /// <param name="today">Lateness of what is still owed is counted to this day.</param>
    public async Task<OrderPage> ReadAsync(Reach reach, OrderFilter filter, OrderPosition after, int limit, DateOnly today, CancellationToken cancellation = default)
    {
        var unfinished = filter.Overdue || filter.Status is "open" or "answered";
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement(unfinished ? "read_unfinished_orders" : "read_orders")
            .With(reach.Office).With(reach.Last).With(after.IssuedAt).With(after.Id)
            .With(NpgsqlDbType.Text, filter.Status).With(NpgsqlDbType.Uuid, filter.CaseId).With(NpgsqlDbType.Date, filter.Overdue ? today : null).With(limit + 1));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        var page = new List<Order>();
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(Late(Order.Read(reader), today));
        }

        return new OrderPage([.. page.Take(limit)], page.Count > limit ? new OrderPosition(page[limit - 1].IssuedAt, page[limit - 1].Id) : null);
    }

    /// <summary>Null when there is no such order within the reach: of others' orders not even the existence is told.</summary>
    public async Task<Order?> FindAsync(Reach reach, Guid id, DateOnly today, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_order").With(id).With(reach.Office).With(reach.Last));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Late(Order.Read(reader), today) : null;
    }

    /// <summary>By the calendar of the office: to the report, to the closing of one that was never answered, or to today.</summary>
    public Order Late(Order order, DateOnly today)
    {
        var rules = rulebooks.Current;
        var calendar = rules.Offices.TryGetValue(order.Office, out var office) ? rules.CalendarOf(office) : rules.Calendars.For("CN");
        var until = order.Status == "open" ? today : order.Report?.On ?? (order.Closed is { } closed ? Engine.CivilTime.DayOf(closed.At) : today);
        return order with { LateWorkingDays = until > order.DueOn ? calendar.Count(order.DueOn, until) : 0 };
    }
}
