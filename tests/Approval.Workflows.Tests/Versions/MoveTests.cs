using System.Text.Json.Nodes;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Testing;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Versions;

namespace Approval.Workflows.Tests.Versions;

/// <summary>Open cases go on under a new version: looked at first, moved then, the rest left alone.</summary>
internal sealed class MoveTests
{
    private VersionWorld world = null!;
    private VersionMove move = null!;

    [SetUp]
    public async Task Start()
    {
        world = await VersionWorld.StartAsync("2026-03-02T10:00:00");
        move = new VersionMove(world.Node.Source, world.Node.Rulebooks, world.Node.Runner, new ChainOrchestrator(), world.World.Clock);
    }

    [TearDown]
    public async Task Stop() => await world.DisposeAsync();

    [Test]
    public async Task The_preview_tells_what_the_move_does_and_writes_nothing()
    {
        var (received, inReview, decided) = (await world.World.ReceivedAsync(), await world.World.AcceptedAsync(), await world.World.AcceptedAsync());
        await world.World.ReviewAsync(decided);
        await world.World.DoAsync(decided, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head);
        await world.PublishAsync("RF-01", 2, ThreeSign);
        var before = await world.World.CountAsync("case_event");

        var (preview, _) = await move.PreviewAsync("RF-01", 2, VersionWorld.Admin, null, Guid.Empty, 50);
        var untouched = await world.World.CountAsync("case_event");
        var (done, _) = await move.MoveAsync("RF-01", 2, VersionWorld.Admin, "承诺时限缩短", null, Guid.Empty, 50);

        Assert.That(untouched, Is.EqualTo(before));
        Assert.That(preview!.Moved.Select(Shown), Is.EqualTo(done!.Moved.Select(Shown)));
        Assert.That(done.Moved.Select(impact => impact.CaseId), Is.EquivalentTo(new[] { received, inReview }));
        var reviewed = done.Moved.Single(impact => impact.CaseId == inReview);
        Assert.That((reviewed.PromisedBefore, reviewed.PromisedAfter, reviewed.TasksDropped, reviewed.Stage), Is.EqualTo((7, 6, 2, "review")));
        Assert.That(reviewed.TasksOffered, Is.EqualTo(new[] { "technical/1 reviewer", "technical/2 reviewer", "technical/3 reviewer" }));
        Assert.That(reviewed.Dues, Does.Contain(new DueChange(Clock.PromisedId, new DateOnly(2026, 3, 11), new DateOnly(2026, 3, 10))));
        Assert.That(done.Next, Is.Null);
        Assert.That(await VersionsAsync(received, inReview, decided), Is.EqualTo(new[] { 2, 2, 1 }));
        await world.World.CheckAsync();
    }

    [Test]
    public async Task A_moved_case_goes_to_its_end_under_the_new_version_on_every_node()
    {
        var id = await world.World.AcceptedAsync();
        await using var other = await world.AnotherNodeAsync();
        await world.PublishAsync("RF-01", 2, ThreeSign);
        await move.MoveAsync("RF-01", 2, VersionWorld.Admin, "承诺时限缩短", [id], Guid.Empty, 50);

        foreach (var person in new[] { "r-1", "r-2", "r-3" })
        {
            var task = ((CaseState.InReview)await world.World.StateAsync(id)).Review.Tasks.First(task => task.IsOpen);
            await other.DoAsync(id, new CaseCommand.EndorseTask(task.Id, "同意"), People.Officer(person, person, "reviewer"));
        }

        Assert.That(((CaseState.InReview)await world.World.StateAsync(id)).Review.Stage, Is.EqualTo("joint"));
        await world.World.CheckAsync();
    }

    [Test]
    public async Task What_does_not_fit_stays_and_says_why_and_the_others_move()
    {
        var (fits, stays) = (await world.World.ReceivedAsync(), await world.World.AcceptedAsync());
        await world.PublishAsync("RF-01", 2, Renamed);

        var (page, _) = await move.MoveAsync("RF-01", 2, VersionWorld.Admin, "环节调整", null, Guid.Empty, 50);

        Assert.That(page!.Moved.Select(impact => impact.CaseId), Is.EqualTo(new[] { fits }));
        Assert.That(page.Refused.Select(impact => (impact.CaseId, impact.RefusedCode)), Is.EqualTo(new[] { (stays, "move.stage_missing") }));
        Assert.That(await VersionsAsync(fits, stays), Is.EqualTo(new[] { 2, 1 }));
    }

    [Test]
    public async Task A_page_broken_off_is_gone_on_with_and_nothing_is_moved_twice()
    {
        var ids = await world.World.ReceivedAsync(7);
        await world.PublishAsync("RF-01", 2);
        var seen = new List<Guid>();
        Guid? after = Guid.Empty;
        while (after is { } from)
        {
            var (page, _) = await move.MoveAsync("RF-01", 2, VersionWorld.Admin, "承诺时限缩短", null, from, 3);
            seen.AddRange(page!.Moved.Select(impact => impact.CaseId));
            after = page.Next;
        }

        Assert.That(seen, Is.EquivalentTo(ids).And.Unique);
        Assert.That(await world.World.EventsAsync("case.movedToVersion.v1"), Is.EqualTo(7));
        await world.World.CheckAsync();
    }

    [TestCase("RF-01", 9, "procedure.version_not_found")]
    [TestCase("RF-01", 1, "procedure.role_not_competent")]
    public async Task Who_may_not_and_what_is_not_there(string code, int version, string expected)
    {
        var actor = expected.EndsWith("competent", StringComparison.Ordinal) ? People.Head : VersionWorld.Admin;

        Assert.That((await move.MoveAsync(code, version, actor, "理由", null, Guid.Empty, 5)).Rejection?.Code, Is.EqualTo(expected));
        Assert.That((await move.PreviewAsync(code, version, actor, null, Guid.Empty, 5)).Rejection?.Code, Is.EqualTo(expected));
    }

    private static string Shown(MoveImpact impact) => $"{impact.CaseId} {impact.FromVersion} {impact.ToVersion} {string.Join(';', impact.Dues)} {string.Join(';', impact.TasksOffered)} {impact.LampAfter}";

    private async Task<int[]> VersionsAsync(params Guid[] ids)
    {
        var versions = new List<int>();
        foreach (var id in ids)
        {
            versions.Add(await world.World.ScalarAsync<int>("select procedure_version from approval.permit_case where id = $1", id));
        }

        return [.. versions];
    }

    /// <summary>A promise of 6, and three technical reviewers instead of two.</summary>
    private static void ThreeSign(JsonObject tree)
    {
        tree["limits"]!["promised"]!["amount"] = 6;
        tree["chain"]!["stages"]![0]!["steps"]![0]!["signers"] = 3;
    }

    /// <summary>The first stage under another id.</summary>
    private static void Renamed(JsonObject tree)
    {
        var stages = tree["chain"]!["stages"]!.AsArray();
        stages[0]!["id"] = "first-look";
        foreach (var stage in stages)
        {
            stage!["returnsTo"] = new JsonArray();
        }
    }
}
