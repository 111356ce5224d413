using Approval.Engine.Cases;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;

namespace Approval.Workflows.Tests.Access;

/// <summary>A world whose steps and queries run as the service, behind the walls, while the test looks as the owner.</summary>
internal sealed class WalledWorld : IAsyncDisposable
{
    public const string OtherCompany = "91430302MA4L7Q9X97";

    private WalledWorld(World world, DatabaseLogins logins)
    {
        (World, Logins) = (world, logins);
        Service = Database.OpenForSteps(logins.Service, "service", poolSize: 4);
        Worker = Database.OpenForSteps(logins.Worker, "worker", poolSize: 4);
        Signer = Database.Open(logins.Signer!, "signer", poolSize: 2);
        Runner = new CaseRunner(Service, RulebookStore.Of(World.Rules), new ChainOrchestrator(), world.Clock, world.Signals);
    }

    public World World { get; }

    public DatabaseLogins Logins { get; }

    public NpgsqlDataSource Service { get; }

    public NpgsqlDataSource Worker { get; }

    public NpgsqlDataSource Signer { get; }

    public CaseRunner Runner { get; }

    public static async Task<WalledWorld> StartAsync()
    {
        var world = await World.StartAsync("2026-03-02T09:00:00");
        var logins = DatabaseLogins.From(null, world.ConnectionString, null, null, isDevelopment: true);
        await logins.MakeAsync();
        return new WalledWorld(world, logins);
    }

    /// <summary>A case of another company at an office, received there.</summary>
    public async Task<Guid> ReceivedAsync(string office, string organisation)
    {
        var intake = World.Intake(office: office);
        var command = (CaseCommand.Receive)intake.Command with { Organisation = organisation };
        var outcome = await Runner.RunAsync(intake with { Command = command });
        Assert.That(outcome.Rejection, Is.Null, outcome.Rejection?.Message.En);
        return intake.CaseId;
    }

    public Task<CaseOutcome> DoAsync(Guid id, CaseCommand command, Actor actor) => Runner.RunAsync(new CaseRequest(id, command, actor));

    /// <summary>Ids of what a query gives to somebody, with no filter of its own.</summary>
    public async Task<List<T>> SeenAsync<T>(RowSight? sight, string sql)
    {
        await using var connection = await Service.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (sight is not null)
        {
            await using var enter = new NpgsqlBatch(connection) { BatchCommands = { sight.Enter() } };
            await enter.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var seen = new List<T>();
        while (await reader.ReadAsync())
        {
            seen.Add(reader.GetFieldValue<T>(0));
        }

        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Worker.DisposeAsync();
        await Signer.DisposeAsync();
        await World.DisposeAsync();
    }
}
