using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>A migrated, seeded database and a runner on it, with a clock that stands in the middle of a working day.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    private readonly NpgsqlDataSource service;

    private BenchWorld(string connectionString, NpgsqlDataSource source, NpgsqlDataSource service, RulebookStore rulebooks)
    {
        (ConnectionString, Source, this.service, Rulebooks) = (connectionString, source, service, rulebooks);
        Clock = new TestClock(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
        Runner = new CaseRunner(service, rulebooks, new ChainOrchestrator(), Clock, new StepSignals());
        System = new CaseRunner(source, rulebooks, new ChainOrchestrator(), Clock, new StepSignals());
    }

    public string ConnectionString { get; }

    public RulebookStore Rulebooks { get; }

    public NpgsqlDataSource Source { get; }

    public TestClock Clock { get; }

    /// <summary>For people: as the service, behind row-level security, unless APPROVAL_BENCH_AS=owner asks what that costs.</summary>
    public CaseRunner Runner { get; }

    /// <summary>For what happens by itself: no policy holds for it.</summary>
    public CaseRunner System { get; }

    /// <summary>The published rules.</summary>
    public static Rulebook Seeds { get; } = Seeding.Read(Path.Combine(RepositoryRoot.Path, "seeds"));

    /// <summary>The database that ./run bench has made.</summary>
    public static string GivenDatabase => Environment.GetEnvironmentVariable("ConnectionStrings__Approval")
        ?? throw new InvalidOperationException("ConnectionStrings__Approval names no database. Use ./run bench.");

    public static Task<BenchWorld> StartAsync(int connections, params Procedure[] made) => StartAsync(GivenDatabase, connections, made);

    /// <param name="made">Procedures made for a measurement, besides the published ones.</param>
    public static async Task<BenchWorld> StartAsync(string connectionString, int connections, params Procedure[] made)
    {
        var seeds = Path.Combine(RepositoryRoot.Path, "seeds");
        await Database.MigrateAsync(connectionString);
        var source = Database.OpenForSteps(connectionString, "bench", connections);
        await Seeding.ApplyAsync(source, seeds, DateTimeOffset.UnixEpoch);
        var logins = DatabaseLogins.From(connectionString, null, null, null, isDevelopment: true);
        await logins.MakeAsync();
        var service = Database.OpenForSteps(Environment.GetEnvironmentVariable("APPROVAL_BENCH_AS") == "owner" ? connectionString : logins.Service, "bench-service", connections);
        var rulebooks = new RulebookStore();
        if (made.Length == 0)
        {
            await rulebooks.LoadAsync(source);
        }
        else
        {
            rulebooks = RulebookStore.Of(new Rulebook([.. Seeds.Current, .. made], Seeds.Offices.Values, Seeds.Calendars));
        }

        return new BenchWorld(connectionString, source, service, rulebooks);
    }

    /// <summary>Cases received at the Changsha window, with a progress bar.</summary>
    public async Task<Guid[]> ReceiveAsync(string purpose, int count, string procedure = "RF-01")
    {
        const int AtOnce = 200;
        var application = Examples.Of(Rulebooks.Current.Find("RF-01")!);
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7(Clock.GetUtcNow())).ToArray();
        await AnsiConsole.Progress().HideCompleted(true).StartAsync(async progress =>
        {
            var task = progress.AddTask($"{purpose}: {count} cases", maxValue: count);
            foreach (var chunk in ids.Chunk(AtOnce))
            {
                var outcomes = await Runner.RunAsync([.. chunk.Select(id => new CaseRequest(
                    id, new CaseCommand.Receive(id, "", "K7M2QX", "430100-01", Channel.Window, People.Company, application), People.Clerk)
                {
                    Intake = new Intake(procedure, "430100"),
                })]);
                Require(outcomes);
                task.Increment(chunk.Length);
            }
        });
        return ids;
    }

    public async Task RunAsync(IEnumerable<Guid> ids, Func<Guid, CaseCommand> command, Actor actor)
    {
        foreach (var chunk in ids.Chunk(200))
        {
            Require(await Runner.RunAsync([.. chunk.Select(id => new CaseRequest(id, command(id), actor))]));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await Source.DisposeAsync();
    }

    private static void Require(IEnumerable<CaseOutcome> outcomes)
    {
        if (outcomes.FirstOrDefault(outcome => outcome.Rejection is not null) is { Rejection: { } rejection })
        {
            throw new InvalidOperationException($"{rejection.Code}: {rejection.Message.En}");
        }
    }
}
