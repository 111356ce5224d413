using Approval.Engine.Clocks;
using Approval.Workflows.Queries.Supervision;
using static Approval.Workflows.Tests.Supervision.Watched;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>Pages follow each other without a gap or a repetition, newest first, in every reach and under every filter.</summary>
public sealed class PagingTests
{
    private World world = null!;

    [OneTimeSetUp]
    public async Task GenerateAsync()
    {
        world = await World.StartAsync("2026-03-02T10:00:00");
        await Docket.GenerateAsync(world, 400);
    }

    [OneTimeTearDown]
    public async Task DisposeAsync() => await world.DisposeAsync();

    [TestCase("430000", null, false, "")]
    [TestCase("430100", null, false, "")]
    [TestCase("430104", null, false, "")]
    [TestCase("430000", "RF-02", false, "and procedure_code = 'RF-02'")]
    [TestCase("430300", null, true, "and reason is null")]
    [TestCase("430000", "RF-03", true, "and reason is null and procedure_code = 'RF-03'")]
    [TestCase("440000", null, false, "")]
    public async Task Of_breaches(string office, string? procedure, bool unexplained, string filter)
    {
        var reach = new Reach(office);
        var expected = await world.Source.RowsAsync(
            $"select case_id from approval.breach where office_code between $1 and $2 and taken_back_at is null {filter} order by breached_on desc, case_id desc, clock_id desc, breached_at desc",
            reader => reader.GetGuid(0), reach.Office, reach.Last);
        var (read, pages) = (new List<Guid>(), 0);
        for (var next = BreachPosition.Newest; next is not null; pages++)
        {
            var page = await world.Breaches().ReadAsync(reach, new BreachFilter(procedure, unexplained), next, 7, Day("2026-06-01"));
            Assert.That(page.Breaches, Has.Count.LessThanOrEqualTo(7));
            read.AddRange(page.Breaches.Select(breach => breach.CaseId));
            next = page.Next;
        }

        Assert.That(read, Is.EqualTo(expected));
        Assert.That(pages, Is.EqualTo(Math.Max(1, (expected.Count + 6) / 7)), "no page is empty but the only one");
        Assert.That(expected, office == "440000" ? Is.Empty : Has.Count.GreaterThan(7));
    }

    [TestCase("430000", null, null, "")]
    [TestCase("430100", null, null, "")]
    [TestCase("430104", null, true, "and written_off_at is null")]
    [TestCase("430000", null, false, "and written_off_at is not null")]
    [TestCase("430300", CardLevel.Red, null, "and level = 'red'")]
    [TestCase("430000", CardLevel.Warning, true, "and level = 'warning' and written_off_at is null")]
    [TestCase("110000", null, null, "")]
    public async Task Of_cards(string office, CardLevel? level, bool? open, string filter)
    {
        var reach = new Reach(office);
        var expected = await world.Source.RowsAsync(
            $"select id from approval.supervision_card where office_code between $1 and $2 {filter} order by issued_at desc, id desc", reader => reader.GetGuid(0), reach.Office, reach.Last);
        var read = new List<Guid>();
        for (var next = CardPosition.Newest; next is not null;)
        {
            var page = await world.Cards().ReadAsync(reach, new CardFilter(level, open), next, 7);
            read.AddRange(page.Cards.Select(card => card.Id));
            next = page.Next;
        }

        Assert.That(read, Is.EqualTo(expected));
        Assert.That(expected, office == "110000" ? Is.Empty : Has.Count.GreaterThan(7));
    }
}
