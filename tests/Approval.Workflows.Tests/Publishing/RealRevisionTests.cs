using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Publishing;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>
/// The two revisions that were made while the year ran, replayed on open cases. Every date was counted by hand from the notices'
/// text: the start day is not counted (民法典 art 201), working days without statutory holidays (行政许可法 art 82).
/// </summary>
public sealed class RealRevisionTests
{
    [Test]
    public async Task Labour_Day_2019_on_the_day_of_its_notice()
    {
        await using var world = await PublishingWorld.In2019Async("2019-03-18T09:00:00");
        var closed = await world.AcceptedAsync("2019-03-18T09:30:00");
        await world.ServeAsync(closed);
        var earlier = await world.AcceptedAsync("2019-03-18T10:00:00", "RF-16");
        var later = await world.AcceptedAsync("2019-03-20T10:00:00", "RF-16");
        var untouched = await world.AcceptedAsync("2019-03-20T10:10:00");
        var kept = await world.StateAsync(closed);
        Assert.That(await world.DueAsync(earlier, Clock.PromisedId), Is.EqualTo("2019-04-30"), "30 working days after 03-18, with Labour Day on 05-01 alone");

        world.At("2019-03-22T16:00:00");
        await world.Node.Sweep.FireAllDueAsync();
        var import = new CalendarImport.Year("2019.json", Notices.Revised2019);
        var preview = await world.Node.Publication.PreviewAsync(world.Node.Propose(import), 10);
        var publication = await world.PublishAsync(import);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Days.Select(day => $"{day.Date:MM-dd} {day.Before} {day.After}"), Is.EqualTo(new[]
            {
                "04-28 RestDay MakeUpWorkday", "05-02 WorkingDay PublicHoliday", "05-03 WorkingDay PublicHoliday", "05-04 RestDay PublicHoliday", "05-05 RestDay MakeUpWorkday",
            }));
            Assert.That(preview.Moves.Select(move => move.CaseId), Is.EquivalentTo(new[] { earlier, later }));
            Assert.That((preview.Summary.OpenCases, preview.Summary.MovedCases), Is.EqualTo((3L, 2L)));
            Assert.That(preview.Summary.Clocks.GetValueOrDefault(ClockMovement.Earlier), Is.EqualTo(1));
            Assert.That(preview.Summary.Clocks.GetValueOrDefault(ClockMovement.Later), Is.EqualTo(1));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await world.MovesAsync(earlier), Does.Contain($"promised 2019-04-30 2019-04-29 system:calendar:{publication}"), "Sunday 04-28 is worked: the 30th day comes a day sooner");
            Assert.That(await world.MovesAsync(later), Does.Contain($"promised 2019-05-03 2019-05-05 system:calendar:{publication}"), "05-02 and 05-03 are off, Sunday 05-05 is worked");
            Assert.That(await world.DueAsync(later, Clock.StatutoryId), Is.EqualTo("2019-06-17"), "two days off, two days worked: 60 days end where they ended");
            Assert.That(await world.MovesAsync(untouched), Is.Empty, "ends on 04-18, before Labour Day");
            Assert.That(CaseJson.Write(await world.StateAsync(closed)), Is.EqualTo(CaseJson.Write(kept)), "a closed case keeps what it had");
            Assert.That(((CaseEvent.ClocksRecomputed)(await world.RecomputationsAsync(later))[0].Event).PublishedBy, Is.EqualTo(PublishingWorld.Admin.Id));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Labour_Day_2019_published_again_is_nothing()
    {
        await using var world = await PublishingWorld.In2019Async("2019-03-20T09:00:00");
        await world.AcceptedAsync("2019-03-20T10:00:00", "RF-16");
        world.At("2019-03-22T16:00:00");
        await world.PublishAsync(new CalendarImport.Year("2019.json", Notices.Revised2019));
        var events = await world.Source.ScalarAsync<long>("select count(*) from approval.case_event");

        var again = world.Node.Propose(new CalendarImport.Year("2019.json", Notices.Revised2019));
        var outcome = await world.Node.Publication.PublishAsync(again, PublishingWorld.Admin, "再次发布");
        await world.Node.Recomputation.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.IsEmpty, Is.True);
            Assert.That(outcome, Is.EqualTo(new PublicationOutcome(null, null)));
            Assert.That(await world.Source.ScalarAsync<long>("select count(*) from approval.calendar_file where year = 2019"), Is.EqualTo(2));
            Assert.That(await world.Source.ScalarAsync<long>("select count(*) from approval.calendar_publication"), Is.EqualTo(1));
            Assert.That(await world.Source.ScalarAsync<long>("select count(*) from approval.case_event"), Is.EqualTo(events));
        }
    }

    // Accepted, promise of 7 before and after, law's 20 before and after.
    [TestCase("2020-01-16", "2020-01-31", "2020-02-03", "2020-02-18", "2020-02-20")]
    [TestCase("2020-01-17", "2020-02-01", "2020-02-04", "2020-02-19", "2020-02-21")]
    [TestCase("2020-01-19", "2020-02-03", "2020-02-05", "2020-02-20", "2020-02-24")]
    [TestCase("2020-01-22", "2020-02-06", "2020-02-10", "2020-02-25", "2020-02-27")]
    [TestCase("2020-01-15", "2020-01-23", "2020-01-23", "2020-02-17", "2020-02-19")]
    public async Task Spring_Festival_2020_in_the_format_of_the_public_list(string accepted, string promisedBefore, string promisedAfter, string statutoryBefore, string statutoryAfter)
    {
        await using var world = await PublishingWorld.In2020Async($"{accepted}T09:00:00");
        var id = await world.AcceptedAsync($"{accepted}T09:30:00");
        Assert.That((await world.DueAsync(id, Clock.PromisedId), await world.DueAsync(id, Clock.StatutoryId)), Is.EqualTo((promisedBefore, statutoryBefore)));

        world.At("2020-01-27T16:00:00");
        await world.Node.Sweep.FireAllDueAsync();
        await world.PublishAsync(new CalendarImport.HolidayCn("2020.json", Notices.ListOf2020, Notices.SpringNotice));

        Assert.That((await world.DueAsync(id, Clock.PromisedId), await world.DueAsync(id, Clock.StatutoryId)), Is.EqualTo((promisedAfter, statutoryAfter)));
        await world.CheckAsync();
    }

    [Test]
    public async Task Spring_Festival_2020_entered_on_a_day_that_had_been_worked_turns_the_lamp_back()
    {
        await using var world = await PublishingWorld.In2020Async("2020-01-17T09:00:00");
        var nearItsEnd = await world.AcceptedAsync("2020-01-17T09:30:00");
        var warned = await world.AcceptedAsync("2020-01-19T09:30:00");
        var inTime = await world.AcceptedAsync("2020-01-22T09:30:00", "RF-16");
        world.At("2020-01-20T10:00:00");
        await world.ReviewAsync(nearItsEnd);
        await world.ReviewAsync(warned);

        world.At("2020-01-31T10:00:00");
        await world.Node.Sweep.FireAllDueAsync();
        Assert.That(
            (await world.LampAsync(nearItsEnd), await world.LampAsync(warned), await world.LampAsync(inTime)),
            Is.EqualTo((Lamp.Yellow, Lamp.Yellow, Lamp.Green)),
            "promises end on 02-01 and 02-03, and the warning comes 2 working days before");
        var import = new CalendarImport.HolidayCn("2020.json", Notices.ListOf2020, Notices.SpringNotice);
        var preview = await world.Node.Publication.PreviewAsync(world.Node.Propose(import), 10);
        await world.PublishAsync(import);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (await world.LampAsync(nearItsEnd), await world.LampAsync(warned), await world.LampAsync(inTime)),
                Is.EqualTo((Lamp.Yellow, Lamp.Green, Lamp.Green)),
                "02-04 is 2 working days after 01-23, when the first warning came; 02-05 is 2 after 02-03, which is to come");
            Assert.That(preview.Summary.Lamps, Is.EqualTo(new Dictionary<LampChange, long> { [new(Lamp.Yellow, Lamp.Green)] = 1 }));
            Assert.That(preview.Moves.Where(move => move.ChangesLamp).Select(move => move.CaseId), Is.EqualTo(new[] { warned }));
            Assert.That((await world.StateAsync(warned)).File.Cards.Select(card => card.Rule), Does.Contain("promised.warned"), "a card once issued is never taken back");
        }

        world.At("2020-02-03T00:00:00");
        await world.Node.Sweep.FireAllDueAsync();
        Assert.That(await world.LampAsync(warned), Is.EqualTo(Lamp.Yellow), "the warning comes again on its new day");
        await world.CheckAsync();
    }

    [Test]
    public async Task A_provisional_deadline_settles_when_its_year_is_published()
    {
        await using var world = await PublishingWorld.In2026Async("2026-12-10T09:00:00");
        var id = await world.AcceptedAsync("2026-12-10T09:30:00");
        var provisional = (await world.StateAsync(id)).File.Clock(Clock.StatutoryId)!.Deadline!;
        Assert.That(provisional.Provisional, Is.True);

        var import = new CalendarImport.Year("2027.json", Notices.Invented(2027, "测试〔2026〕1号", "2026-12-10", (new DateOnly(2027, 1, 2), true), (new DateOnly(2027, 1, 3), true)));
        var preview = await world.Node.Publication.PreviewAsync(world.Node.Propose(import), 10);
        await world.PublishAsync(import);
        var settled = (await world.StateAsync(id)).File.Clock(Clock.StatutoryId)!.Deadline!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settled, Is.EqualTo(new Deadline(new DateOnly(2027, 1, 8), Engine.CivilTime.EndOf(new DateOnly(2027, 1, 8)), false, new DateOnly(2027, 1, 8), new DateOnly(2027, 1, 8))));
            Assert.That(settled.Due, Is.InRange(provisional.Earliest, provisional.Latest));
            Assert.That(settled.PassesAt, Is.LessThan(provisional.PassesAt), "the timer comes back from the upper bound");
            Assert.That(preview.Summary.Clocks.GetValueOrDefault(ClockMovement.Settled), Is.GreaterThan(0));
            Assert.That(preview.Moves[0].Clocks.Single(clock => clock.ClockId == Clock.StatutoryId), Is.EqualTo(new ClockImpact(Clock.StatutoryId, new DateOnly(2027, 1, 8), new DateOnly(2027, 1, 8), true, false)));
        }

        await world.CheckAsync();
    }
}
