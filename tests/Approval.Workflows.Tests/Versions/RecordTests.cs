using System.Text.Json.Nodes;
using Approval.Engine.Cases;
using Approval.Engine.Forecasting;
using Approval.Engine.Procedures;
using Approval.Engine.Rehearsing;
using Approval.Testing;
using Approval.Workflows.Forecasting;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rehearsing;

namespace Approval.Workflows.Tests.Versions;

/// <summary>What the stored record says of a draft, of the days to come, and of the time saved.</summary>
internal sealed class RecordTests
{
    private static readonly string[] NotReadBack = ["task.opinionWithdrawn.v1", "stage.reopened.v1", "task.substituted.v1"];

    private VersionWorld world = null!;

    [SetUp]
    public async Task Start() => world = await VersionWorld.StartAsync("2026-03-02T10:00:00");

    [TearDown]
    public async Task Stop() => await world.DisposeAsync();

    [Test]
    public async Task Random_people_and_an_unchanged_draft_make_no_difference()
    {
        await PlayAsync(cases: 24, acts: 12);
        var draft = World.Rules.Find("RF-01")! with { Version = 2 };

        var report = await Rehearsal().OfAsync(draft, 3, null, 50);

        Assert.That(report.Recorded, Is.EqualTo(await world.World.ScalarAsync<long>("select count(*) from approval.permit_case where procedure_code = 'RF-01'")));
        // What is not read back is named (RecordedActs), and nothing is said of such a case.
        Assert.That(report.NotReplayed.Keys, Is.SubsetOf(NotReadBack));
        Assert.That((report.Rehearsed, report.Different), Is.EqualTo((report.Recorded, 0)), string.Join('\n', report.Cases.SelectMany(found => found.Differences)));
        Assert.That(report.NotAsRecorded, Is.Zero);
    }

    [Test]
    public async Task A_shorter_promise_is_told_case_by_case_and_bounded_when_asked()
    {
        var ids = await world.World.ReceivedAsync(3);
        foreach (var id in ids)
        {
            await world.World.DoAsync(id, new CaseCommand.Accept(), People.Clerk);
        }

        world.World.Clock.SetTo(World.At("2026-03-09T10:00:00"));
        var draft = ProcedureReader.Read(VersionWorld.Text("RF-01", 2, tree => tree["limits"]!["promised"]!["amount"] = 6), "draft").Procedure!;
        var progress = new List<(long, long)>();

        var all = await Rehearsal().OfAsync(draft, 3, null, 2, (done, total) => progress.Add((done, total)));
        var bounded = await Rehearsal().OfAsync(draft, 3, 1, 50);

        Assert.That((all.Recorded, all.Rehearsed, all.Different, all.Date, all.Path, all.Cases.Count), Is.EqualTo((3, 3, 3, 3, 0, 2)));
        Assert.That(all.Cases[0].Differences, Does.Contain(new Difference(DifferenceKind.Date, "promised", "2026-03-11", "2026-03-10")));
        Assert.That((bounded.Recorded, bounded.Rehearsed, bounded.Different), Is.EqualTo((3, 1, 1)));
        Assert.That(progress, Is.EqualTo(new[] { (3L, 3L) }));
    }

    [Test]
    public async Task A_day_off_that_is_put_in_moves_the_cases_of_every_procedure()
    {
        await world.World.AcceptedAsync();
        await world.World.AcceptedAsync("RF-02");
        var years = Enumerable.Range(2019, 8).Select(year => Engine.Calendars.CalendarReader.ReadYear($"CN/{year}", Year(year)).Year!);

        var report = await Rehearsal().OfAsync(Engine.Calendars.CalendarSet.Build(years, []).Set!, 3, null, 50);

        Assert.That((report.Rehearsed, report.Different), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task The_docket_is_rolled_forward_the_same_for_the_same_seed()
    {
        await PlayAsync(cases: 20, acts: 14);
        var forecast = new DocketForecast(world.Node.Source, new RecordedCases(world.Node.Source), world.Node.Rulebooks, world.World.Clock);
        var staff = new Staffing([.. World.Rules.Offices.Values.SelectMany(office => office.Partners.Select(partner => partner.Code).Prepend(office.Code)).SelectMany(office => Roles.Office.Select(role => new Staff(office, role, 3, [])))]);

        var first = await forecast.RunAsync(staff, 3, new DateOnly(2026, 6, 1), 5, 9);
        var second = await forecast.RunAsync(staff, 3, new DateOnly(2026, 6, 1), 5, 9);

        Assert.That(first, Is.Not.Empty);
        Assert.That(second.SelectMany(outlook => outlook.Coming), Is.EqualTo(first.SelectMany(outlook => outlook.Coming)));
        Assert.That(second.SelectMany(outlook => outlook.Cases), Is.EqualTo(first.SelectMany(outlook => outlook.Cases)));
        Assert.That(
            async () => await forecast.RunAsync(new Staffing([new Staff("430100", "clerk", 1, [])]), 3, new DateOnly(2026, 6, 1), 5, 9),
            Throws.InstanceOf<UnstaffedException>().With.Property(nameof(UnstaffedException.Pools)).Not.Empty);
    }

    [Test]
    public async Task Time_saved_is_told_by_version()
    {
        // Version 1 decided on the second working day after acceptance, version 2 on the day itself; the law allows 20.
        var slow = await world.World.AcceptedAsync();
        world.World.Clock.SetTo(World.At("2026-03-04T10:00:00"));
        await DecideAsync(slow);
        await world.PublishAsync("RF-01", 2, tree => tree["limits"]!["promised"]!["amount"] = 6);
        var quick = (await world.ReceiveAsync()).File.Id;
        await world.Node.DoAsync(quick, new CaseCommand.Accept(), People.Clerk);
        await DecideAsync(quick);
        var reader = new ShorteningReader(world.Node.Source, world.Node.Rulebooks);

        var changsha = await reader.ReadAsync(new Reach("430000"), new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        var elsewhere = await reader.ReadAsync(new Reach("430300"), new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

        Assert.That(
            changsha.Select(version => (version.Version, version.Promised.Amount, version.Cases, version.Median, version.SavedInAll, version.SavedOnAverage, version.OnTimeShare)),
            Is.EqualTo(new[] { (1, 7, 1, 2, 18L, 18m, 1m), (2, 6, 1, 0, 20L, 20m, 1m) }));
        Assert.That(elsewhere, Is.Empty);
    }

    /// <summary>The year as published, and 4 March 2026 a day off besides.</summary>
    private static string Year(int year)
    {
        var text = File.ReadAllText(Path.Combine(World.Seeds, "calendars", "CN", $"{year}.json"));
        if (year != 2026)
        {
            return text;
        }

        var tree = JsonNode.Parse(text)!;
        var days = tree["days"]!.AsArray();
        var off = days.First(day => (string?)day!["kind"] == "publicHoliday")!.DeepClone();
        off["date"] = "2026-03-04";
        days.Insert(days.Count(day => string.CompareOrdinal((string?)day!["date"], "2026-03-04") < 0), off);
        return tree.ToJsonString();
    }

    private CaseRehearsal Rehearsal() => new(new RecordedCases(world.Node.Source), world.Node.Rulebooks, new ChainOrchestrator(), world.World.Clock);

    private async Task DecideAsync(Guid id)
    {
        while (await world.World.OpenTaskAsync(id) is { } task)
        {
            await world.Node.DoAsync(id, new CaseCommand.EndorseTask(task.Id, "同意"), task.Role == Roles.Head ? People.Head : task.Signer == 2 ? People.SecondReviewer : People.Reviewer);
        }

        await world.Node.DoAsync(id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head);
    }

    /// <summary>Cases and acts at random, with every timer on time.</summary>
    private async Task PlayAsync(int cases, int acts)
    {
        var random = new Random(5);
        var people = new RandomPeople(random);
        var ids = new List<Guid>();
        for (var act = 0; act < cases * acts; act++)
        {
            world.World.Clock.SetTo(world.World.Clock.GetUtcNow().AddMinutes(random.Next(5, 60)));
            await world.Node.Sweep.FireAllDueAsync();
            if (ids.Count < cases && act % 3 == 0)
            {
                var intake = World.Intake(act % 2 == 0 ? "RF-01" : "RF-02");
                Assert.That((await world.Node.Runner.RunAsync(intake)).Rejection, Is.Null);
                ids.Add(intake.CaseId);
                continue;
            }

            var id = ids[random.Next(ids.Count)];
            var version = await world.World.ScalarAsync<int>("select version from approval.permit_case where id = $1", id);
            await world.Node.Runner.RunAsync(people.Act((CaseState.Known)await world.World.StateAsync(id), version, world.World.Clock.GetUtcNow()));
        }
    }
}
