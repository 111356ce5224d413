using System.Text.Json.Nodes;
using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Versions;
using Npgsql;

namespace Approval.Workflows.Tests.Versions;

/// <summary>A version is published by a named person, takes the cases received from its first day on, and leaves the others alone.</summary>
internal sealed class PublicationTests
{
    private VersionWorld world = null!;

    [SetUp]
    public async Task Start() => world = await VersionWorld.StartAsync("2026-03-02T10:00:00");

    [TearDown]
    public async Task Stop() => await world.DisposeAsync();

    [Test]
    public async Task New_cases_take_the_new_version_on_every_node_and_running_ones_keep_theirs()
    {
        await using var other = await world.AnotherNodeAsync();
        var before = await world.ReceiveAsync(other);

        var published = await world.PublishAsync("RF-01", 2, Promise(5));
        var after = await world.ReceiveAsync(other);

        Assert.That((published.PublishedBy, published.EffectiveFrom), Is.EqualTo((VersionWorld.Admin.Id, new DateOnly(2026, 3, 2))));
        Assert.That((before.File.ProcedureVersion, before.File.Limits.Promised.Amount), Is.EqualTo((1, 7)));
        Assert.That((after.File.ProcedureVersion, after.File.Limits.Promised.Amount), Is.EqualTo((2, 5)));
        await other.DoAsync(before.File.Id, new CaseCommand.Accept(), People.Clerk);
        Assert.That(((CaseState.Known)await world.World.StateAsync(before.File.Id)).File.ProcedureVersion, Is.EqualTo(1));
        await world.World.CheckAsync();
    }

    [Test]
    public async Task A_first_day_ahead_is_waited_for()
    {
        await world.PublishAsync("RF-01", 2, Promise(5), new DateOnly(2026, 3, 4));

        var today = await world.ReceiveAsync();
        world.World.Clock.SetTo(World.At("2026-03-03T23:59:00"));
        var theDayBefore = await world.ReceiveAsync();
        world.World.Clock.SetTo(World.At("2026-03-04T00:00:00"));
        var onTheDay = await world.ReceiveAsync();

        Assert.That(new[] { today, theDayBefore, onTheDay }.Select(state => state.File.ProcedureVersion), Is.EqualTo(new[] { 1, 1, 2 }));
    }

    [Test]
    public async Task A_receipt_entered_late_falls_under_the_version_of_its_day()
    {
        world.World.Clock.SetTo(World.At("2026-03-03T09:30:00"));
        await world.PublishAsync("RF-01", 2, Promise(5));
        var intake = World.Intake();

        var outcome = await world.Node.Runner.RunAsync(intake with { Command = intake.Command with { EffectiveAt = World.At("2026-03-02T15:00:00") } });

        Assert.That(((CaseState.Known)outcome.State).File.ProcedureVersion, Is.EqualTo(1), outcome.Rejection?.Message.En);
    }

    [Test]
    public async Task A_retired_version_takes_no_new_cases_and_ends_those_it_has()
    {
        var running = await world.ReceiveAsync();

        var retired = await world.Publication.RetireAsync("RF-01", 1, VersionWorld.Admin, "事项取消", new DateOnly(2026, 3, 3));
        var stillToday = await world.ReceiveAsync();
        world.World.Clock.SetTo(World.At("2026-03-03T09:00:00"));
        var refused = await world.Node.Runner.RunAsync(World.Intake());

        Assert.That(retired.Version?.Retirement?.From, Is.EqualTo(new DateOnly(2026, 3, 3)));
        Assert.That(stillToday.File.ProcedureVersion, Is.EqualTo(1));
        Assert.That(refused.Rejection?.Code, Is.EqualTo("procedure.retired"));
        await world.Node.DoAsync(running.File.Id, new CaseCommand.Accept(), People.Clerk);
        Assert.That((await world.Publication.RetireAsync("RF-01", 1, VersionWorld.Admin, "再次")).Rejection?.Code, Is.EqualTo("procedure.already_retired"));
    }

    [Test]
    public async Task An_application_for_what_has_been_replaced_is_sent_to_the_successor()
    {
        await world.PublishAsync("RF-05", 2, tree => tree["successor"] = new JsonObject { ["kind"] = "mergedInto", ["procedure"] = "RF-01", ["from"] = "2026-03-04", ["source"] = "压减事项的通知" });
        var before = await world.ReceiveAsync(procedure: "RF-05");

        world.World.Clock.SetTo(World.At("2026-03-04T10:00:00"));
        var refused = await world.Node.Runner.RunAsync(World.Intake("RF-05"));

        Assert.That(before.File.ProcedureVersion, Is.EqualTo(2));
        Assert.That(refused.Rejection?.Code, Is.EqualTo("procedure.succeeded"));
        Assert.That(refused.Rejection!.Message.Zh, Does.Contain("并入 RF-01").And.Contain("压减事项的通知"));
    }

    [TestCase("not an administrator", "procedure.role_not_competent")]
    [TestCase("no reason", "procedure.reason_missing")]
    [TestCase("a day that is over", "procedure.day_in_past")]
    [TestCase("an old revision", "draft.stale_revision")]
    [TestCase("no such draft", "draft.not_found")]
    [TestCase("a promise longer than the law", "procedure.refused")]
    [TestCase("a number left out", "procedure.version_out_of_order")]
    [TestCase("a number that is published", "procedure.version_out_of_order")]
    public async Task What_is_refused_leaves_nothing(string what, string code)
    {
        var version = what switch { "a number left out" => 3, "a number that is published" => 1, _ => 2 };
        var draft = await world.Drafts.CreateAsync(VersionWorld.Text("RF-01", version, what == "a promise longer than the law" ? Promise(21) : null), null, VersionWorld.Admin);
        var before = await world.RowsAsync();

        var outcome = await world.Publication.PublishAsync(
            what == "no such draft" ? Guid.NewGuid() : draft.Id,
            what == "an old revision" ? 7 : draft.Revision,
            what == "not an administrator" ? People.Head : VersionWorld.Admin,
            what == "no reason" ? " " : "缩短承诺时限",
            what == "a day that is over" ? new DateOnly(2026, 3, 1) : null);

        Assert.That(outcome.Rejection?.Code, Is.EqualTo(code));
        Assert.That(await world.RowsAsync(), Is.EqualTo(before));
        Assert.That((await world.Drafts.FindAsync(draft.Id))!.PublishedVersion, Is.Null);
    }

    [Test]
    public async Task Rules_that_changed_while_it_was_linted_are_looked_at_again()
    {
        var draft = await world.Drafts.CreateAsync(VersionWorld.Text("RF-01", 2), null, VersionWorld.Admin);
        await using var other = await world.AnotherNodeAsync();
        var elsewhere = new ProcedurePublication(other.Source, other.Rulebooks, new ProcedureDrafts(other.Source, world.World.Clock), world.World.Clock);
        await world.PublishAsync("RF-02", 3);

        var late = await elsewhere.PublishAsync(draft.Id, 1, VersionWorld.Admin, "缩短承诺时限");
        var again = await elsewhere.PublishAsync(draft.Id, 1, VersionWorld.Admin, "缩短承诺时限");

        Assert.That(late.Rejection?.Code, Is.EqualTo("procedure.changed_meanwhile"));
        Assert.That(again.Version?.Version, Is.EqualTo(2));
    }

    [Test]
    public async Task A_draft_is_changed_by_whoever_saw_it_last_and_stays_once_published()
    {
        var draft = await world.Drafts.CreateAsync("{}", "初稿", VersionWorld.Admin);
        var second = People.Officer("admin-2", "另一管理员", "admin", "430000");

        var changed = await world.Drafts.ChangeAsync(draft.Id, 1, VersionWorld.Text("RF-01", 2), "二稿", second);
        var stale = await world.Drafts.ChangeAsync(draft.Id, 1, "{}", null, VersionWorld.Admin);
        var published = await world.Publication.PublishAsync(draft.Id, 2, VersionWorld.Admin, "缩短承诺时限");
        var tooLate = await world.Drafts.ChangeAsync(draft.Id, 2, "{}", null, second);

        Assert.That((changed.Draft!.Revision, changed.Draft.Code, changed.Draft.CreatedBy, changed.Draft.ChangedBy), Is.EqualTo((2, "RF-01", "admin-1", "admin-2")));
        Assert.That(stale.Rejection?.Code, Is.EqualTo("draft.stale_revision"));
        Assert.That(published.Version?.Draft, Is.EqualTo(draft.Id));
        Assert.That(tooLate.Rejection?.Code, Is.EqualTo("draft.published"));
        Assert.That((await world.Drafts.DeleteAsync(draft.Id, 2))?.Code, Is.EqualTo("draft.published"));
    }

    [TestCase("update approval.procedure_version set content = '{}'")]
    [TestCase("delete from approval.procedure_version where code = 'RF-01' and version = 2")]
    [TestCase("update approval.procedure_draft set content = '{}'")]
    [TestCase("delete from approval.procedure_draft")]
    [TestCase("update approval.procedure_retirement set retired_from = '2030-01-01'")]
    [TestCase("delete from approval.procedure_retirement")]
    public async Task Nobody_edits_what_is_published_not_even_by_hand(string sql)
    {
        await world.PublishAsync("RF-01", 2);
        await world.Publication.RetireAsync("RF-01", 1, VersionWorld.Admin, "已有新版");
        await using var command = world.Node.Source.CreateCommand(sql);

        Assert.That(async () => await command.ExecuteNonQueryAsync(), Throws.InstanceOf<PostgresException>().With.Property(nameof(PostgresException.SqlState)).EqualTo("42501"));
    }

    [Test]
    public async Task What_comes_with_the_product_never_takes_the_place_of_what_a_person_has_published()
    {
        await world.PublishAsync("RF-01", 2, Promise(5));
        using var seeds = Publishing.SeedFolder.With(Publishing.SeedFolder.Calendars());
        File.WriteAllText(Path.Combine(seeds.Path, "procedures", "RF-01.v2.json"), VersionWorld.Text("RF-01", 2, Promise(6)));
        File.WriteAllText(Path.Combine(seeds.Path, "procedures", "RF-01.v3.json"), VersionWorld.Text("RF-01", 3, Promise(6)));
        File.WriteAllText(Path.Combine(seeds.Path, "procedures", "RF-02.v3.json"), VersionWorld.Text("RF-02", 3));

        await Seeding.ApplyAsync(world.Node.Source, seeds.Path, World.At("2026-03-05T00:00:00"));
        var (kept, shipped) = (await world.ReceiveAsync(), await world.ReceiveAsync(procedure: "RF-02"));

        Assert.That((kept.File.ProcedureVersion, kept.File.Limits.Promised.Amount), Is.EqualTo((2, 5)));
        Assert.That(shipped.File.ProcedureVersion, Is.EqualTo(3));
    }

    private static Action<JsonObject> Promise(int days) => tree =>
    {
        tree["limits"]!["promised"]!["amount"] = days;
        foreach (var step in tree["chain"]!["stages"]!.AsArray().SelectMany(stage => stage!["steps"]!.AsArray()))
        {
            step!["budget"]!["amount"] = 1;
        }

        tree["localLimits"] = new JsonArray();
    };
}
