using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;
using Approval.Workflows.Queries.Supervision;
using static Approval.Workflows.Tests.Supervision.Watched;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>The overview of a reach: open cases by lamp, what is due, what was breached, which cards stand.</summary>
public sealed class OverviewTests
{
    // 2026-02-14 and 02-28 are worked Saturdays, 02-15 to 02-23 Spring Festival, 09-20 a worked Sunday before Mid-Autumn.
    [TestCase("2026-03-02", "2026-03-06", TestName = "Monday to Friday")]
    [TestCase("2026-03-06", "2026-03-06", TestName = "Friday is the last day")]
    [TestCase("2026-03-07", "2026-03-13", TestName = "On a Saturday the week to come")]
    [TestCase("2026-02-12", "2026-02-14", TestName = "A worked Saturday belongs to it")]
    [TestCase("2026-02-16", "2026-02-28", TestName = "In Spring Festival the run after it")]
    [TestCase("2026-09-20", "2026-09-24", TestName = "A worked Sunday begins it")]
    public void The_working_week_ends_with_the_next_day_off(string today, string through) =>
        Assert.That(WorkingWeek.Of(Day(today), World.Rules.Calendars.For("CN")).Through, Is.EqualTo(Day(through)));

    [TestCase("430000", "439999-ZZZZZZZZZZZZ")]
    [TestCase("430100", "430199-ZZZZZZZZZZZZ")]
    [TestCase("430104", "430104-ZZZZZZZZZZZZ")]
    public void A_reach_holds_what_lies_below(string office, string last) => Assert.That((new Reach(office).Office, new Reach(office).Last), Is.EqualTo((office, last)));

    [TestCase(""), TestCase("43"), TestCase("43000x"), TestCase("4300000")]
    public void A_reach_is_a_division(string office) => Assert.That(() => new Reach(office), Throws.ArgumentException);

    [Test]
    public async Task It_counts_what_lies_within_the_reach()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var (late, suspended, withdrawn) = (await world.AcceptedAsync(), await world.AcceptedAsync(), await world.AcceptedAsync());
        await world.DoAsync(withdrawn, new CaseCommand.Withdraw("项目调整"), People.Clerk);
        await world.DoAsync(suspended, new CaseCommand.Suspend("tender", 15, "长防特告〔2026〕1号", "组织招标"), People.Clerk);
        await world.ReviewAsync(late);
        await world.UntilAsync("2026-03-12T08:00:00");
        await world.ReceivedAsync();
        await world.OkAsync(World.Intake(office: "430300"));
        await world.DoAsync(late, new CaseCommand.ExplainBreach(Clock.PromisedId, "因系统迁移延误"), People.Clerk);

        var province = await OverviewAsync(world, Province, "2026-03-12");
        var changsha = await OverviewAsync(world, Changsha, "2026-03-12");
        var xiangtan = await OverviewAsync(world, new Reach("430300"), "2026-03-12");
        var county = await OverviewAsync(world, new Reach("430104"), "2026-03-12");

        Assert.That(changsha.OpenByLamp, Is.EquivalentTo(new Dictionary<string, long> { ["red"] = 1, ["blue"] = 1, ["green"] = 1 }));
        Assert.That(province.OpenByLamp, Is.EquivalentTo(new Dictionary<string, long> { ["red"] = 1, ["blue"] = 1, ["green"] = 2 }));
        Assert.That((province.Suspended, changsha.Suspended, xiangtan.Suspended), Is.EqualTo((1L, 1L, 0L)));
        Assert.That((province.Overdue, xiangtan.Overdue), Is.EqualTo((1L, 0L)), "promised 11 March");
        Assert.That(province.Breaches, Is.EqualTo(new[] { new BreachCount("430100", "RF-01", 1, 0) }));
        Assert.That(xiangtan.Breaches, Is.Empty);
        Assert.That(province.OpenCards["red"], Is.EqualTo(1));
        Assert.That(xiangtan.OpenCards, Is.Empty);
        Assert.That((county.OpenByLamp.Count, county.OpenCards.Count, county.Breaches.Count), Is.EqualTo((0, 0, 0)));
        Assert.That((await OverviewAsync(world, Province, "2026-03-12", since: "2026-03-13")).Breaches, Is.Empty);
    }

    // Received on Thursday 12 March: notice due on the 19th.
    [TestCase("2026-03-12", 0, 0, 0)]
    [TestCase("2026-03-13", 0, 0, 0)]
    [TestCase("2026-03-14", 0, 1, 0, TestName = "On Saturday it is due in the week to come")]
    [TestCase("2026-03-18", 0, 1, 0)]
    [TestCase("2026-03-19", 1, 1, 0)]
    [TestCase("2026-03-20", 0, 0, 1)]
    public async Task What_is_due(string today, int dueToday, int dueThisWeek, int overdue)
    {
        await using var world = await World.StartAsync("2026-03-12T10:00:00");
        await world.ReceivedAsync();

        var overview = await OverviewAsync(world, Province, today);

        Assert.That((overview.DueToday, overview.DueThisWeek, overview.Overdue), Is.EqualTo(((long)dueToday, (long)dueThisWeek, (long)overdue)));
    }

    [Test]
    public async Task Breaches_count_apart_until_their_reason_is_published()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var cases = await world.ReceivedAsync(3);
        await world.UntilAsync("2026-03-10T00:00:00");
        await world.DoAsync(cases[0], new CaseCommand.ExplainBreach(Clock.NoticeId, "窗口停电"), People.Clerk);

        Assert.That((await OverviewAsync(world, Province, "2026-03-10")).Breaches, Is.EqualTo(new[] { new BreachCount("430100", "RF-01", 3, 2) }));
    }

    private static Task<SupervisionOverview> OverviewAsync(World world, Reach reach, string today, string since = "2026-01-01") =>
        new OverviewReader(world.Source).ReadAsync(reach, Day(today), Day(since), World.Rules.Calendars.For("CN"));
}
