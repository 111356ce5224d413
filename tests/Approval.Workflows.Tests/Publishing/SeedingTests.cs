using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>A release that brings other rules is a publication too, and never undoes that of a person.</summary>
public sealed class SeedingTests
{
    private static readonly string Year2027 = Notices.Invented(2027, "测试〔2026〕9号", "2026-11-04");

    [Test]
    public async Task A_year_that_comes_with_a_release_is_published_and_settles_open_cases()
    {
        await using var world = await PublishingWorld.In2026Async("2026-12-10T09:00:00");
        var id = await world.AcceptedAsync("2026-12-10T09:30:00");
        using var release = SeedFolder.With(SeedFolder.Calendars().Append((2027, Year2027)));

        await Seeding.ApplyAsync(world.Source, release.Path, world.Clock.GetUtcNow());
        await Seeding.ApplyAsync(world.Source, release.Path, world.Clock.GetUtcNow());
        await world.Node.Recomputation.RunAsync();

        var published = await world.Node.Publication.ListAsync(10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(published.Select(record => (record.PublishedBy, record.Recomputation.Moved)), Is.EqualTo(new[] { ("system:seeds", 1L) }));
            Assert.That((await world.StateAsync(id)).File.Clock(Clock.StatutoryId)!.Deadline!.Provisional, Is.False);
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_release_does_not_replace_what_a_person_has_published()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        await world.PublishAsync(InventedNotices.DayOff("测试〔2026〕1号", new DateOnly(2026, 3, 9)));
        using var release = SeedFolder.With(SeedFolder.Calendars().Select(file => (file.Year, file.Text + "\n")));

        await Seeding.ApplyAsync(world.Source, release.Path, world.Clock.GetUtcNow());
        await world.Node.Rulebooks.RefreshAsync(world.Source);

        Assert.That(world.Node.Rulebooks.Current.Calendars.For("CN").IsWorkingDay(new DateOnly(2026, 3, 9)), Is.False);
    }

    [Test]
    public async Task Several_versions_of_a_procedure_live_together_and_new_cases_get_the_newest()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        await Seeding.ApplyAsync(world.Source, World.Seeds, world.Clock.GetUtcNow());
        await world.Node.Rulebooks.ReloadAsync(world.Source);
        var rules = world.Node.Rulebooks.Current;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((rules.Find("RF-02")!.Version, rules.Find("RF-02", 1)!.Hearing, rules.Find("RF-02", 2)!.Hearing!.NoticeDays), Is.EqualTo((2, (HearingRule?)null, 7)));
            Assert.That((await world.StateAsync(await world.AcceptedAsync("2026-03-02T09:30:00"))).File.ProcedureVersion, Is.EqualTo(1));
            Assert.That((await world.StateAsync(await world.AcceptedAsync("2026-03-02T09:40:00", "RF-02"))).File.ProcedureVersion, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task A_running_node_takes_over_offices_that_a_release_changed()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        var name = Path.Combine(World.Seeds, "offices.json");
        using var release = SeedFolder.With(SeedFolder.Calendars());
        await File.WriteAllTextAsync(Path.Combine(release.Path, "offices.json"), (await File.ReadAllTextAsync(name)).Replace("\"complaintPhone\": \"12345\"", "\"complaintPhone\": \"12388\"", StringComparison.Ordinal));

        await Seeding.ApplyAsync(world.Source, World.Seeds, world.Clock.GetUtcNow());
        var unchanged = await world.Node.Rulebooks.RefreshAsync(world.Source);
        await Seeding.ApplyAsync(world.Source, release.Path, world.Clock.GetUtcNow());
        await world.AcceptedAsync("2026-03-02T09:30:00");

        Assert.That(unchanged, Is.False, "the same files change nothing");
        Assert.That(world.Node.Rulebooks.Current.Offices["430100"].ComplaintPhone, Is.EqualTo("12388"), "the next step took them over");
    }
}
