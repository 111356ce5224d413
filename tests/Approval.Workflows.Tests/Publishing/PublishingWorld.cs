using Approval.Engine.Audit;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Npgsql;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>A database whose calendars are those that were published at a moment of history, and a node that works on it.</summary>
internal sealed class PublishingWorld : IAsyncDisposable
{
    public static readonly Actor Admin = People.Officer("admin-1", "日历管理员", Roles.Admin, "430000");

    private readonly TestDatabase database;

    private PublishingWorld(TestDatabase database, TestClock clock, PublishingNode node) => (this.database, Clock, Node) = (database, clock, node);

    public TestClock Clock { get; }

    public PublishingNode Node { get; }

    public NpgsqlDataSource Source => Node.Source;

    public string ConnectionString => database.ConnectionString;

    /// <summary>2019 as first arranged.</summary>
    public static Task<PublishingWorld> In2019Async(string local) => StartAsync(Prepare2019Async, local);

    /// <summary>2019, and 2020 as first arranged.</summary>
    public static Task<PublishingWorld> In2020Async(string local) => StartAsync(Prepare2020Async, local);

    /// <summary>The seeds: 2019 to 2026.</summary>
    public static Task<PublishingWorld> In2026Async(string local, int batchSize = CalendarRecomputation.BatchSize) => StartAsync(Prepare2026Async, local, batchSize);

    public Task<PublishingNode> AnotherNodeAsync(int batchSize = CalendarRecomputation.BatchSize) => PublishingNode.StartAsync(ConnectionString, Clock, batchSize);

    public void At(string local) => Clock.SetTo(World.At(local));

    /// <summary>Received and accepted at a moment; the clock then stands there.</summary>
    public async Task<Guid> AcceptedAsync(string local, string procedure = "RF-01")
    {
        At(local);
        var intake = World.Intake(procedure);
        Assert.That((await Node.Runner.RunAsync(intake)).Rejection, Is.Null);
        await Node.DoAsync(intake.CaseId, new CaseCommand.Accept(), People.Clerk);
        return intake.CaseId;
    }

    /// <summary>Many open cases at once.</summary>
    public async Task<List<Guid>> AcceptedAsync(int count)
    {
        var intakes = Enumerable.Range(0, count).Select(_ => World.Intake()).ToList();
        Assert.That((await Node.Runner.RunAsync(intakes)).Select(outcome => outcome.Rejection), Is.All.Null);
        var accepted = await Node.Runner.RunAsync([.. intakes.Select(intake => new CaseRequest(intake.CaseId, new CaseCommand.Accept(), People.Clerk))]);
        Assert.That(accepted.Select(outcome => outcome.Rejection), Is.All.Null);
        return [.. intakes.Select(intake => intake.CaseId)];
    }

    /// <summary>Everybody endorses what is offered until the chain has run to its end; the determination is still to be made.</summary>
    public async Task ReviewAsync(Guid id)
    {
        while (await StateAsync(id) is CaseState.InReview { Review: var review } && review.Tasks.FirstOrDefault(task => task.IsOpen) is { } task)
        {
            await Node.DoAsync(id, new CaseCommand.EndorseTask(task.Id, "同意"), task.Role == Roles.Head ? People.Head : task.Signer == 2 ? People.SecondReviewer : People.Reviewer);
        }
    }

    /// <summary>Reviewed, granted, issued and served: nothing runs any more.</summary>
    public async Task ServeAsync(Guid id)
    {
        await ReviewAsync(id);
        await Node.DoAsync(id, new CaseCommand.Decide(Outcome.Granted, [], null, [], []), People.Head);
        await Node.DoAsync(id, new CaseCommand.Issue(null), People.Clerk);
        await Node.DoAsync(id, new CaseCommand.Serve(ServiceMethod.Direct), People.Clerk);
    }

    /// <summary>Publishes on this node and recomputes to the end.</summary>
    public async Task<long> PublishAsync(params CalendarImport[] imports)
    {
        var publication = await PublishOnlyAsync(imports);
        await Node.Recomputation.RunAsync();
        return publication;
    }

    /// <summary>Publishes; the open cases are still to be recomputed.</summary>
    public async Task<long> PublishOnlyAsync(params CalendarImport[] imports)
    {
        var outcome = await Node.Publication.PublishAsync(Node.Propose(imports), Admin, "国务院办公厅通知");
        Assert.That(outcome.Rejection, Is.Null, outcome.Rejection?.Message.En);
        Assert.That(outcome.Publication, Is.Not.Null);
        return outcome.Publication!.Value;
    }

    public async Task<CaseState.Known> StateAsync(Guid id) =>
        (CaseState.Known)CaseJson.ReadState(await Source.ScalarAsync<byte[]>("select state from approval.permit_case where id = $1", id));

    public async Task<string> DueAsync(Guid id, string clock) => $"{(await StateAsync(id)).File.Clock(clock)!.Deadline!.Due:yyyy-MM-dd}";

    public async Task<Lamp> LampAsync(Guid id) => (await StateAsync(id)).File.Lamp;

    /// <summary>How clocks moved, as the journal of a case tells it: clock, before, after, actor.</summary>
    public async Task<IReadOnlyList<string>> MovesAsync(Guid id) =>
        [.. (await RecomputationsAsync(id)).SelectMany(entry => ((CaseEvent.ClocksRecomputed)entry.Event).Moves.Select(move =>
            $"{move.After.Id} {move.Before?.Due:yyyy-MM-dd} {move.After.Deadline?.Due:yyyy-MM-dd} {entry.Actor.Id}"))];

    public async Task<IReadOnlyList<CaseEntry>> RecomputationsAsync(Guid id) => await Source.RowsAsync(
        "select body from approval.case_event where case_id = $1 and type = 'clocks.recomputed.v1' order by version", reader => JournalRow.Open(reader.GetFieldValue<byte[]>(0)), id);

    /// <summary>How often each case was recomputed.</summary>
    public async Task<IReadOnlyList<long>> TimesRecomputedAsync() => await Source.RowsAsync(
        "select count(*) from approval.case_event where type = 'clocks.recomputed.v1' group by case_id", reader => reader.GetInt64(0));

    public Task CheckAsync() => Invariants.CheckAsync(Source);

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<PublishingWorld> StartAsync(Func<string, Task> prepare, string local, int batchSize = CalendarRecomputation.BatchSize)
    {
        var database = await TestDatabase.CreateAsync(prepare);
        var clock = new TestClock(World.At(local));
        return new PublishingWorld(database, clock, await PublishingNode.StartAsync(database.ConnectionString, clock, batchSize));
    }

    private static Task Prepare2019Async(string connectionString) => PrepareAsync(connectionString, "2018-12-10", (2019, Notices.Original2019));

    private static Task Prepare2020Async(string connectionString) => PrepareAsync(connectionString, "2019-11-25", (2019, Notices.Revised2019), (2020, Notices.Original2020));

    private static async Task Prepare2026Async(string connectionString)
    {
        await Database.MigrateAsync(connectionString);
        await using var source = new NpgsqlDataSourceBuilder(connectionString).Build();
        await Seeding.ApplyAsync(source, World.Seeds, World.At("2025-11-10T00:00:00"));
    }

    private static async Task PrepareAsync(string connectionString, string day, params (int Year, string Text)[] years)
    {
        await Database.MigrateAsync(connectionString);
        using var seeds = SeedFolder.With(years);
        await using var source = new NpgsqlDataSourceBuilder(connectionString).Build();
        await Seeding.ApplyAsync(source, seeds.Path, World.At(day + "T00:00:00"));
    }
}
