using Approval.Workflows.Orchestration;
using Approval.Workflows.Personal;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>A process of the product as far as the write path and the timers go: its own connections, runner and sweep.</summary>
internal sealed class Node : IAsyncDisposable
{
    /// <param name="vault">Opens what is kept apart of an application; null keeps nothing apart.</param>
    public Node(string connectionString, TimeProvider clock, string name = "test", PersonalVault? vault = null)
        : this(Database.OpenForSteps(connectionString, name), clock, vault)
    {
    }

    private Node(NpgsqlDataSource source, TimeProvider clock, PersonalVault? vault)
    {
        Source = source;
        Runner = new CaseRunner(Source, RulebookStore.Of(World.Rules), new ChainOrchestrator(), clock, Signals, vault);
        Sweep = new TimerSweep(Runner, Source, clock, NullLogger<TimerSweep>.Instance);
    }

    public StepSignals Signals { get; } = new();

    public NpgsqlDataSource Source { get; }

    public CaseRunner Runner { get; }

    public TimerSweep Sweep { get; }

    /// <summary>A node without a lock time-out: however crowded the machine, it is still waiting when the test looks.</summary>
    public static Node Patient(string connectionString, TimeProvider clock) => new(new NpgsqlDataSourceBuilder(connectionString).Build(), clock, null);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
