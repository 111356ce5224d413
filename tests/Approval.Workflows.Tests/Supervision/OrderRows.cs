using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Tests.Supervision.Watched;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>督办 as rows, written with their events. Ordered on Thursday 5 March 2026, three working days: due on the 10th.</summary>
public sealed class OrderRows
{
    private static readonly CaseCommand.IssueOrder Issue = new("三日内办结并反馈", null, 3, null);

    [Test]
    public async Task A_row_follows_the_whole_course()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.DoAsync("2026-03-05T09:00:00", id, Issue with { Card = "step:review/technical.breached" }, CitySupervisor);
        var order = SupervisionIdentity.OfOrder(id, 1);
        Assert.That(Course(await FindAsync(world, order, "2026-03-10")), Is.EqualTo(("open", "2026-03-10", 0, 0)));
        Assert.That(Course(await FindAsync(world, order, "2026-03-12")), Is.EqualTo(("open", "2026-03-10", 2, 0)), "still owed, two working days late");

        await world.DoAsync("2026-03-11T09:00:00", id, new CaseCommand.AnswerOrder(1, "已办结"), People.Clerk);
        Assert.That(Course(await FindAsync(world, order, "2026-03-20")), Is.EqualTo(("answered", "2026-03-10", 1, 0)), "late by the day of the report");
        await world.DoAsync("2026-03-12T09:00:00", id, new CaseCommand.ReturnOrder(1, "未附依据", Day("2026-03-16"), null), CitySupervisor);
        await world.DoAsync("2026-03-13T09:00:00", id, new CaseCommand.AnswerOrder(1, "附依据再报"), People.Head);
        await world.DoAsync("2026-03-13T10:00:00", id, new CaseCommand.CloseOrder(1, "属实，销号"), CitySupervisor);

        var closed = await FindAsync(world, order, "2026-04-01");
        Assert.That(Course(closed), Is.EqualTo(("closed", "2026-03-16", 0, 1)));
        Assert.That((closed!.Report!.Text, closed.ReturnReason, closed.Closed!.Conclusion, closed.Card), Is.EqualTo(("附依据再报", "未附依据", "属实，销号", "step:review/technical.breached")));
        await world.CheckAllAsync();
    }

    [Test]
    public async Task Lists_by_status_by_case_and_of_the_overdue()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var (one, two) = (await world.AcceptedAsync(), await world.AcceptedAsync());
        await world.DoAsync("2026-03-03T09:00:00", one, Issue, CitySupervisor);
        await world.DoAsync("2026-03-04T09:00:00", one, Issue with { WorkingDays = 20 }, CitySupervisor);
        await world.DoAsync("2026-03-05T09:00:00", two, Issue, CitySupervisor);
        await world.DoAsync("2026-03-06T09:00:00", two, new CaseCommand.AnswerOrder(1, "已办结"), People.Clerk);

        foreach (var (filter, expected) in new (OrderFilter, (Guid, int)[])[]
        {
            (new(), [(two, 1), (one, 2), (one, 1)]),
            (new("open"), [(one, 2), (one, 1)]),
            (new("answered"), [(two, 1)]),
            (new("closed"), []),
            (new(CaseId: one), [(one, 2), (one, 1)]),
            (new(Overdue: true), [(one, 1)]),
        })
        {
            var paged = new List<Order>();
            for (var page = await ReadAsync(world, Province, filter, OrderPosition.Newest); ; page = await ReadAsync(world, Province, filter, page.Next))
            {
                paged.AddRange(page.Orders);
                if (page.Next is null)
                {
                    break;
                }
            }

            Assert.That(paged.Select(order => (order.CaseId, order.Number)), Is.EqualTo(expected), $"{filter}");
        }

        Assert.That((await ReadAsync(world, new Reach("430300"), new(), OrderPosition.Newest)).Orders, Is.Empty);
    }

    [Test]
    public async Task It_goes_with_the_case_to_another_office()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.ReceivedAsync();
        await world.DoAsync("2026-03-03T09:00:00", id, Issue, CitySupervisor);
        await world.DoAsync("2026-03-03T10:00:00", id, new CaseCommand.TransferOffice("430300", "项目位于湘潭"), People.Clerk);

        Assert.That((await ReadAsync(world, Changsha, new(), OrderPosition.Newest)).Orders, Is.Empty);
        Assert.That((await ReadAsync(world, new Reach("430300"), new(), OrderPosition.Newest)).Orders, Has.Count.EqualTo(1));
        await world.CheckAllAsync();
    }

    [TestCase("delete from approval.supervision_order", "42501", TestName = "An order is never deleted")]
    [TestCase("update approval.supervision_order set status = 'closed'", "23514", TestName = "An order is not closed by nobody")]
    [TestCase("update approval.supervision_order set status = 'answered'", "23514", TestName = "An order is not answered without a report")]
    [TestCase("update approval.supervision_order set returned = 1", "23514", TestName = "An order is not returned without a reason")]
    [TestCase("update approval.supervision_order set requirement = ' '", "23514", TestName = "An order says something")]
    public async Task The_database_keeps_it_so(string sql, string state)
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await world.DoAsync("2026-03-03T09:00:00", await world.ReceivedAsync(), Issue, CitySupervisor);

        Assert.That(async () => await world.Source.ExecuteAsync(sql), Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(state));
    }

    private static OrderReader Reader(World world) => new(world.Source, RulebookStore.Of(World.Rules));

    private static Task<Order?> FindAsync(World world, Guid id, string today) => Reader(world).FindAsync(Province, id, Day(today));

    private static Task<OrderPage> ReadAsync(World world, Reach reach, OrderFilter filter, OrderPosition? after) => Reader(world).ReadAsync(reach, filter, after!, 1, Day("2026-03-10"));

    private static (string Status, string Due, int Late, int Returned) Course(Order? order) => (order!.Status, order.DueOn.ToString("O"), order.LateWorkingDays, order.Returned);
}
