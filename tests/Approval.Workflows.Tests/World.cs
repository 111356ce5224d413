using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Testing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Timers;
using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>A database of its own with the seeds, a node that works on it, and a clock that stands until it is moved.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly Rulebook Rules = Seeding.Read(Seeds);

    private readonly TestDatabase database;
    private readonly Node node;

    private World(TestDatabase database, DateTimeOffset start)
    {
        this.database = database;
        Clock = new TestClock(start);
        node = new Node(database.ConnectionString, Clock);
    }

    public static string Seeds => Path.Combine(RepositoryRoot.Path, "seeds");

    /// <summary>A clerk of another city's office.</summary>
    public static Actor Stranger { get; } = People.Officer("clerk-300", "湘潭窗口", "clerk", "430300");

    public TestClock Clock { get; }

    public StepSignals Signals => node.Signals;

    public NpgsqlDataSource Source => node.Source;

    public CaseRunner Runner => node.Runner;

    public TimerSweep Sweep => node.Sweep;

    public string ConnectionString => database.ConnectionString;

    public static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<World> StartAsync(string local) => new(await TestDatabase.CreateAsync(PrepareAsync), At(local));

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Another node on the same database and clock, with connections of its own.</summary>
    public Node AnotherNode() => new(ConnectionString, Clock);

    /// <summary>An intake of the procedure's example at an office's first window.</summary>
    public static CaseRequest Intake(string procedure = "RF-01", string office = "430100", Guid? id = null, Func<Project, Project>? project = null)
    {
        var caseId = id ?? Guid.NewGuid();
        var application = Examples.Of(Rules.Find(procedure)!, project);
        var receive = new CaseCommand.Receive(caseId, "", "K7M2QX", $"{office}-01", Channel.Window, People.Company, application);
        return new CaseRequest(caseId, receive, People.Officer("clerk-1", "窗口甲", "clerk", office)) { Intake = new Intake(procedure, office) };
    }

    /// <summary>An intake that is refused: the actor may not receive.</summary>
    public static CaseRequest ForbiddenIntake(string office = "430100") => Intake(office: office) with { Actor = People.Officer("head-1", "负责人", "head", office) };

    public async Task<Guid> ReceivedAsync(string procedure = "RF-01")
    {
        var request = Intake(procedure);
        await OkAsync(request);
        return request.CaseId;
    }

    /// <summary>Many cases, received now in one transaction.</summary>
    public async Task<IReadOnlyList<Guid>> ReceivedAsync(int count)
    {
        var requests = Enumerable.Range(0, count).Select(_ => Intake()).ToList();
        var outcomes = await Runner.RunAsync(requests);
        Assert.That(outcomes.Select(outcome => outcome.Rejection), Is.All.Null);
        return [.. requests.Select(request => request.CaseId)];
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

    public Task<string> LampAsync(Guid id) => ScalarAsync<string>("select lamp from approval.permit_case where id = $1", id);

    public Task<T> ScalarAsync<T>(string sql, params object[] values) => Source.ScalarAsync<T>(sql, values);

    public Task<long> CountAsync(string table) => ScalarAsync<long>($"select count(*) from approval.{table}");

    /// <summary>How often an event stands in the journals of all cases.</summary>
    public Task<long> EventsAsync(string type) => ScalarAsync<long>("select count(*) from approval.case_event where type = $1", type);

    public Task CheckAsync() => Invariants.CheckAsync(Source);

    private static async Task PrepareAsync(string connectionString)
    {
        await Database.MigrateAsync(connectionString);
        await using var source = new NpgsqlDataSourceBuilder(connectionString).Build();
        await Seeding.ApplyAsync(source, Seeds, At("2026-01-01T00:00:00"));
    }
}
