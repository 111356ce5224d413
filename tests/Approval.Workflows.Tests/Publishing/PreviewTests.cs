using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>What the preview tells is what the publication then does, and the preview itself does nothing.</summary>
public sealed class PreviewTests
{
    private static readonly DateOnly First = new(2026, 3, 2);

    [Test]
    public async Task The_preview_equals_what_the_publication_then_does()
    {
        await using var world = await PublishingWorld.In2026Async("2026-02-24T09:00:00", batchSize: 7);
        await DocketAsync(world);
        var round = 0;
        var dates = Gen.Choose(0, 75).Select(First.AddDays).ListOf(6).Select(days => days.Distinct().Where(date => date.Month != 4 || date.Day is < 4 or > 6).Where(date => date.Month != 5 || date.Day > 5).ToList());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Arb.From(dates), days =>
        {
            var import = InventedNotices.Revised(2026, $"测试〔2026〕{++round}号", days.Select(date => (date, date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))));
            world.Clock.Advance(TimeSpan.FromHours(19));
            return AgreesAsync(world, import).GetAwaiter().GetResult();
        }));

        await world.CheckAsync();
    }

    [Test]
    public async Task Pages_follow_each_other_and_the_preview_writes_nothing()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        var ids = await world.AcceptedAsync(23);
        var before = await world.Source.DigestsAsync();
        var proposal = world.Node.Propose(InventedNotices.DayOff("测试〔2026〕1号", new DateOnly(2026, 3, 9)));

        var preview = await world.Node.Publication.PreviewAsync(proposal, 10);
        var second = await world.Node.Publication.MovesAsync(proposal, preview.Next!.Value, 10);
        var third = await world.Node.Publication.MovesAsync(proposal, second[^1].CaseId, 10);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((preview.Moves.Count, second.Count, third.Count), Is.EqualTo((10, 10, 3)));
            Assert.That(preview.Moves.Concat(second).Concat(third).Select(move => move.CaseId), Is.EquivalentTo(ids));
            Assert.That(preview.Summary.MovedCases, Is.EqualTo(23));
            Assert.That((await world.Node.Publication.PreviewAsync(proposal, 23)).Next, Is.Null);
            Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task What_time_has_done_by_the_old_calendar_is_not_laid_to_the_new_one()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync("2026-03-02T09:30:00");
        world.At("2026-03-10T10:00:00");
        var proposal = world.Node.Propose(InventedNotices.DayOff("测试〔2026〕1号", new DateOnly(2026, 3, 20)));

        var preview = await world.Node.Publication.PreviewAsync(proposal, 10);

        Assert.That(await world.LampAsync(id), Is.EqualTo(Lamp.Green), "its timers are due and have not fired");
        Assert.That(preview.Moves.Select(move => (move.LampBefore, move.LampAfter)), Is.EqualTo(new[] { (Lamp.Yellow, Lamp.Yellow) }));
        Assert.That(preview.Summary.Lamps, Is.Empty);
    }

    /// <summary>Cases of several items and days: some suspended, some near their end, some past it, some closed.</summary>
    private static async Task DocketAsync(PublishingWorld world)
    {
        var day = new DateOnly(2026, 2, 24);
        foreach (var (procedure, index) in Enumerable.Range(0, 30).Select(i => (new[] { "RF-01", "RF-02", "RF-05", "RF-16", "RF-01" }[i % 5], i)))
        {
            var id = await world.AcceptedAsync($"{day.AddDays(index / 5):yyyy-MM-dd}T10:{index:D2}:00", procedure);
            if (index % 7 == 3 && procedure == "RF-01")
            {
                await world.Node.DoAsync(id, new CaseCommand.Suspend("tender", 10, $"招〔2026〕{index}号", "招标"), People.Clerk);
            }
            else if (index % 11 == 5)
            {
                await world.ServeAsync(id);
            }
        }

        world.At("2026-03-02T09:00:00");
    }

    private static async Task<bool> AgreesAsync(PublishingWorld world, CalendarImport import)
    {
        await world.Node.Sweep.FireAllDueAsync();
        var proposal = world.Node.Propose(import);
        var preview = await world.Node.Publication.PreviewAsync(proposal, int.MaxValue);
        var lampsBefore = await LampsAsync(world);
        var publication = await world.PublishOnlyAsync(import);
        await world.Node.Recomputation.RunAsync();
        var lampsAfter = await LampsAsync(world);
        var progress = (await world.Node.Publication.FindAsync(publication))!.Recomputation;

        var told = preview.Moves.SelectMany(move => move.Clocks.Select(clock => $"{move.CaseId} {clock.ClockId} {clock.Before} {clock.After} {clock.ProvisionalBefore} {clock.ProvisionalAfter}"));
        var done = new List<string>();
        foreach (var id in lampsAfter.Keys)
        {
            done.AddRange((await world.RecomputationsAsync(id))
                .Select(entry => (CaseEvent.ClocksRecomputed)entry.Event)
                .Where(recomputed => recomputed.Publication == $"{publication}")
                .SelectMany(recomputed => recomputed.Moves)
                .Select(move => $"{id} {move.After.Id} {move.Before?.Due} {move.After.Deadline?.Due} {move.Before?.Provisional ?? false} {move.After.Deadline?.Provisional ?? false}"));
        }

        var lamps = preview.Moves.Where(move => move.ChangesLamp).Select(move => $"{move.CaseId} {move.LampBefore} {move.LampAfter}");
        var relit = lampsAfter.Where(lamp => lampsBefore[lamp.Key] != lamp.Value).Select(lamp => $"{lamp.Key} {lampsBefore[lamp.Key]} {lamp.Value}");
        Assert.That(told, Is.EquivalentTo(done));
        Assert.That(lamps, Is.EquivalentTo(relit));
        Assert.That((preview.Summary.OpenCases, preview.Summary.MovedCases, preview.Summary.Lamps.Values.Sum()), Is.EqualTo((progress.Examined, progress.Moved, progress.Relit)));
        return true;
    }

    private static async Task<Dictionary<Guid, Lamp>> LampsAsync(PublishingWorld world) =>
        (await world.Source.RowsAsync("select id, lamp from approval.permit_case", reader => (reader.GetGuid(0), Enum.Parse<Lamp>(reader.GetString(1), ignoreCase: true)))).ToDictionary(row => row.Item1, row => row.Item2);
}
