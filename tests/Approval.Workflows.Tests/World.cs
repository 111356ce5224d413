using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Testing;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>A node on a database of its own, with the seeds and a clock that stands until it is moved.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly string Seeds = Path.Combine(RepositoryRoot.Path, "seeds");
    private static readonly Rulebook Rules = Seeding.Read(Seeds);

    private readonly TestDatabase database;

    private World(TestDatabase database, DateTimeOffset start)
    {
        this.database = database;
        Clock = new TestClock(start);
        Source = Database.OpenForSteps(database.ConnectionString, "test");
        Runner = new CaseRunner(Source, RulebookStore.Of(Rules), new ChainOrchestrator(), Clock, Signals);
        Sweep = new TimerSweep(Runner, Source, Clock, NullLogger<TimerSweep>.Instance);
    }

    public TestClock Clock { get; }

    public StepSignals Signals { get; } = new();

    public NpgsqlDataSource Source { get; }

    public CaseRunner Runner { get; }

    public TimerSweep Sweep { get; }

    public string ConnectionString => database.ConnectionString;

    public static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<World> StartAsync(string local) => new(await TestDatabase.CreateAsync(PrepareAsync), At(local));

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>An intake of the procedure's example at the Changsha window.</summary>
    public static CaseRequest Intake(string procedure = "RF-01", string office = "430100", Guid? id = null, Func<Project, Project>? project = null)
    {
        var caseId = id ?? Guid.NewGuid();
        var application = Examples.Of(Rules.Find(procedure)!, project);
        var receive = new CaseCommand.Receive(caseId, "", "K7M2QX", $"{office}-01", Channel.Window, People.Company, application);
        return new CaseRequest(caseId, receive, People.Officer("clerk-1", "窗口甲", "clerk", office)) { Intake = new Intake(procedure, office) };
    }

    public async Task<Guid> ReceivedAsync(string procedure = "RF-01")
    {
        var request = Intake(procedure);
        await OkAsync(request);
        return request.CaseId;
    }

    public async Task<Guid> AcceptedAsync(string procedure = "RF-01")
    {
        var id = await ReceivedAsync(procedure);
        await DoAsync(id, new CaseCommand.Accept(), People.Clerk);
        return id;
    }

    public Task<CaseOutcome> DoAsync(Guid id, CaseCommand command, Actor actor) => OkAsync(new CaseRequest(id, command, actor));

    public async Task<CaseOutcome> OkAsync(CaseRequest request)
    {
        var outcome = await Runner.RunAsync(request);
        Assert.That(outcome.Rejection, Is.Null, outcome.Rejection?.Message.En);
        return outcome;
    }

    /// <summary>Everybody endorses what is offered until the chain has run to its end.</summary>
    public async Task ReviewAsync(Guid id)
    {
        while (await OpenTaskAsync(id) is { } task)
        {
            var actor = task.Role == "head" ? People.Head : task.Signer == 2 ? People.SecondReviewer : People.Reviewer;
            await DoAsync(id, new CaseCommand.EndorseTask(task.Id, "同意"), actor);
        }
    }

    public async Task<CaseTask?> OpenTaskAsync(Guid id) =>
        await StateAsync(id) is CaseState.InReview { Review: var review } ? review.Tasks.FirstOrDefault(task => task.IsOpen) : null;

    public async Task<CaseState> StateAsync(Guid id) => CaseJson.ReadState(await ScalarAsync<byte[]>("select state from approval.permit_case where id = $1", id));

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }

    public Task<long> CountAsync(string table) => ScalarAsync<long>($"select count(*) from approval.{table}");

    public Task CheckAsync() => Invariants.CheckAsync(Source);

    private static async Task PrepareAsync(string connectionString)
    {
        await Database.MigrateAsync(connectionString);
        await using var source = new NpgsqlDataSourceBuilder(connectionString).Build();
        await Seeding.ApplyAsync(source, Seeds, At("2026-01-01T00:00:00"));
    }
}
