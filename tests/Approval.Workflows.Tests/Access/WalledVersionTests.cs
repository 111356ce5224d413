using System.Text.Json.Nodes;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Forecasting;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rehearsing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage.Access;
using Approval.Workflows.Tests.Versions;
using Approval.Workflows.Versions;
using Npgsql;

namespace Approval.Workflows.Tests.Access;

/// <summary>Versions behind the walls: drafted by the service, published and moved through the worker, counted for whoever may see.</summary>
internal sealed class WalledVersionTests
{
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly DateOnly Last = new(2026, 12, 31);

    private WalledWorld walled = null!;
    private RulebookStore rulebooks = null!;
    private ProcedureDrafts drafts = null!;

    [SetUp]
    public async Task Start()
    {
        walled = await WalledWorld.StartAsync();
        rulebooks = new RulebookStore();
        await rulebooks.LoadAsync(walled.Service);
        drafts = new ProcedureDrafts(walled.Service, walled.World.Clock);
    }

    [TearDown]
    public async Task Stop()
    {
        RowSight.Current = null;
        await walled.DisposeAsync();
    }

    [Test]
    public async Task A_version_is_published_its_cases_move_and_the_old_one_is_retired()
    {
        var id = await walled.ReceivedAsync("430100", People.Company);
        RowSight.Current = RowSight.Of(VersionWorld.Admin);
        var draft = await drafts.CreateAsync(VersionWorld.Text("RF-01", 2, Shorter), null, VersionWorld.Admin);
        var publication = new ProcedurePublication(walled.Worker, rulebooks, drafts, walled.World.Clock);

        Assert.That((await publication.PublishAsync(draft.Id, draft.Revision, VersionWorld.Admin, "缩短承诺时限")).Rejection, Is.Null);
        var runner = new CaseRunner(walled.Worker, rulebooks, new ChainOrchestrator(), walled.World.Clock, walled.World.Signals);
        var move = new VersionMove(walled.Worker, rulebooks, runner, new ChainOrchestrator(), walled.World.Clock);
        var preview = await move.PreviewAsync("RF-01", 2, VersionWorld.Admin, null, Guid.Empty, 10);
        var moved = await move.MoveAsync("RF-01", 2, VersionWorld.Admin, "缩短承诺时限", null, Guid.Empty, 10);
        var retired = await publication.RetireAsync("RF-01", 1, VersionWorld.Admin, "已有新版");

        Assert.That((preview.Page!.Moved.Count, moved.Page!.Moved.Count), Is.EqualTo((1, 1)));
        Assert.That(retired.Rejection, Is.Null, retired.Rejection?.Message.En);
        Assert.That(await walled.World.ScalarAsync<int>("select procedure_version from approval.permit_case where id = $1", id), Is.EqualTo(2));
        await walled.World.CheckAsync();
    }

    /// <summary>What an administrator moves runs with the worker's login, and asks all the same whether the administrator still is one.</summary>
    [Test]
    public async Task A_move_stops_where_the_administrator_s_rights_end()
    {
        var id = await walled.ReceivedAsync("430100", People.Company);
        RowSight.Current = RowSight.Of(VersionWorld.Admin);
        var draft = await drafts.CreateAsync(VersionWorld.Text("RF-01", 2, Shorter), null, VersionWorld.Admin);
        await new ProcedurePublication(walled.Worker, rulebooks, drafts, walled.World.Clock).PublishAsync(draft.Id, draft.Revision, VersionWorld.Admin, "缩短承诺时限");
        var move = new VersionMove(walled.Worker, rulebooks, new CaseRunner(walled.Worker, rulebooks, new ChainOrchestrator(), walled.World.Clock, walled.World.Signals), new ChainOrchestrator(), walled.World.Clock);
        var person = Guid.NewGuid();
        await walled.World.Source.ExecuteAsync(
            "insert into approval.person (id, user_name, name, roles, enabled, password_hash, must_change_password, second_factor, stamp, version, created_at, changed_at) values ($1, 'admin.one', '管理员', '{admin}', true, 'x', false, false, 'now', 1, now(), now())", person);
        try
        {
            Standing.Current = new Standing(person, null, "then");
            var refused = await move.MoveAsync("RF-01", 2, VersionWorld.Admin, "缩短承诺时限", null, Guid.Empty, 10);
            Assert.That(refused.Page!.Refused.Select(impact => impact.RefusedCode), Is.EqualTo(new[] { "access.rights_changed" }));
            Assert.That(await walled.World.ScalarAsync<int>("select procedure_version from approval.permit_case where id = $1", id), Is.EqualTo(1));

            Standing.Current = new Standing(person, null, "now");
            Assert.That((await move.MoveAsync("RF-01", 2, VersionWorld.Admin, "缩短承诺时限", null, Guid.Empty, 10)).Page!.Moved, Has.Count.EqualTo(1));
        }
        finally
        {
            Standing.Current = null;
        }
    }

    [Test]
    public async Task The_record_is_read_whole_by_the_worker_and_not_at_all_by_the_service()
    {
        await walled.ReceivedAsync("430100", People.Company);
        await walled.ReceivedAsync("430300", WalledWorld.OtherCompany);
        var draft = ProcedureReader.Read(VersionWorld.Text("RF-01", 2, Shorter), "draft").Procedure!;
        Task<RehearsalReport> By(NpgsqlDataSource login) => new CaseRehearsal(new RecordedCases(login), rulebooks, new ChainOrchestrator(), walled.World.Clock).OfAsync(draft, 3, null, 50);

        var (worker, service) = (await By(walled.Worker), await By(walled.Service));

        Assert.That((worker.Recorded, worker.Rehearsed, worker.NotReplayed.Count, service.Recorded), Is.EqualTo((2, 2, 0, 0)));
        Assert.That(
            async () => await new DocketForecast(walled.Worker, new RecordedCases(walled.Worker), rulebooks, walled.World.Clock).RunAsync(new Engine.Forecasting.Staffing([]), 3, new DateOnly(2026, 6, 1), 1, 1),
            Throws.Nothing);
    }

    [Test]
    public async Task Time_saved_is_told_of_the_cases_that_whoever_asks_may_see()
    {
        var id = await walled.ReceivedAsync("430100", People.Company);
        await walled.DoAsync(id, new CaseCommand.Accept(), People.Clerk);
        while (await walled.World.OpenTaskAsync(id) is { } task)
        {
            await walled.DoAsync(id, new CaseCommand.EndorseTask(task.Id, "同意"), task.Role == Roles.Head ? People.Head : task.Signer == 2 ? People.SecondReviewer : People.Reviewer);
        }

        Assert.That((await walled.DoAsync(id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head)).Rejection, Is.Null);
        var reader = new ShorteningReader(walled.Service, rulebooks);
        foreach (var (actor, cases) in new[]
        {
            (People.Officer("s", "监察", Roles.Supervisor, "430000"), new[] { 1 }),
            (People.Officer("s", "监察", Roles.Supervisor, "430300"), []),
            (VersionWorld.Admin, []),
        })
        {
            RowSight.Current = RowSight.Of(actor);
            Assert.That((await reader.ReadAsync(new Reach("430000"), First, Last)).Select(version => version.Cases), Is.EqualTo(cases), $"{actor.Id} {actor.Office}");
        }
    }

    private static void Shorter(JsonObject tree) => tree["limits"]!["promised"]!["amount"] = 6;
}
