using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Tests.Supervision.Watched;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>监察牌 as rows, written with their events. Accepted on 2 March 2026: promised 11 March, the first step 4 March.</summary>
public sealed class CardRows
{
    [Test]
    public async Task Each_card_is_a_row_with_whom_it_goes_to()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.UntilAsync("2026-03-12T00:00:07");

        var cards = await world.CardsAsync();

        Assert.That(cards.Select(card => (card.Rule, card.Level, card.On, string.Join(' ', card.Recipients))), Is.EquivalentTo(new[]
        {
            ("step:review/technical.warned", "warning", Day("2026-03-03"), "clerk reviewer"),
            ("step:review/technical.breached", "yellow", Day("2026-03-05"), "clerk reviewer head"),
            ("promised.warned", "warning", Day("2026-03-09"), "clerk reviewer"),
            ("promised.breached", "red", Day("2026-03-12"), "clerk reviewer head supervisor"),
        }));
        Assert.That(cards, Has.All.Matches<SupervisionCard>(card =>
            card.CaseId == id && card.Id == SupervisionIdentity.OfCard(id, card.Rule) && card.Office == "430100" && card.Procedure == "RF-01" && card.IssuedAt == World.At("2026-03-12T00:00:07") && card.WrittenOff is null));
        await world.CheckAllAsync();
    }

    [Test]
    public async Task Written_off_it_stays_and_says_by_whom_and_why()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.DoAsync("2026-03-05T09:00:00", id, new CaseCommand.WriteOffCard("step:review/technical.breached", "系统故障所致"), CitySupervisor);

        var card = await world.Cards().FindAsync(Changsha, SupervisionIdentity.OfCard(id, "step:review/technical.breached"));

        Assert.That(card!.WrittenOff, Is.EqualTo(new CardWriteOff(World.At("2026-03-05T09:00:00"), "supervisor-1", "系统故障所致")));
        Assert.That((await world.CardsAsync(filter: new CardFilter(Open: true))).Select(open => open.Rule), Is.EqualTo(new[] { "step:review/technical.warned" }));
        Assert.That((await world.CardsAsync(filter: new CardFilter(Open: false))).Select(off => off.Rule), Is.EqualTo(new[] { "step:review/technical.breached" }));
        Assert.That((await world.CardsAsync(filter: new CardFilter(CardLevel.Yellow))).Select(yellow => yellow.Rule), Is.EqualTo(new[] { "step:review/technical.breached" }));
        Assert.That(await world.CardsAsync(filter: new CardFilter(CardLevel.Red)), Is.Empty);
        await world.CheckAllAsync();
    }

    [TestCase("delete from approval.supervision_card", "42501", TestName = "It is never deleted")]
    [TestCase("update approval.supervision_card set write_off_reason = ' ', written_off_at = now(), written_off_by = 'x'", "23514", TestName = "It is not written off without a reason")]
    [TestCase("update approval.supervision_card set written_off_at = now()", "23514", TestName = "It is not written off by nobody")]
    [TestCase("insert into approval.supervision_card select gen_random_uuid(), case_id, office_code, procedure_code, rule, level, clock_id, on_day, recipients, issued_at from approval.supervision_card", "23505", TestName = "It is one for each rule and case")]
    public async Task The_database_keeps_it_so(string sql, string state)
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        await world.AcceptedAsync();
        await world.UntilAsync("2026-03-03T08:00:00");

        Assert.That(async () => await world.Source.ExecuteAsync(sql), Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(state));
    }

    [Test]
    public async Task It_goes_with_the_case_to_another_office()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.ReceivedAsync();
        await world.DoAsync("2026-03-06T09:00:00", id, new CaseCommand.TransferOffice("430300", "项目位于湘潭"), People.Clerk);

        Assert.That(await world.CardsAsync(Changsha), Is.Empty);
        Assert.That((await world.CardsAsync(new Reach("430300"))).Select(card => card.Rule), Is.EqualTo(new[] { "notice.warned" }));
        await world.CheckAllAsync();
    }

    [Test]
    public async Task Of_another_reach_not_even_its_existence_is_told()
    {
        await using var world = await World.StartAsync("2026-03-02T10:00:00");
        var id = await world.AcceptedAsync();
        await world.UntilAsync("2026-03-03T08:00:00");
        var card = SupervisionIdentity.OfCard(id, "step:review/technical.warned");

        foreach (var (office, found) in new[] { ("430000", true), ("430100", true), ("430104", false), ("430300", false), ("440000", false) })
        {
            Assert.That(await world.Cards().FindAsync(new Reach(office), card) is not null, Is.EqualTo(found), office);
            Assert.That((await world.CardsAsync(new Reach(office))).Count, Is.EqualTo(found ? 1 : 0), office);
        }

        Assert.That(await world.Cards().FindAsync(Province, Guid.NewGuid()), Is.Null);
    }
}
