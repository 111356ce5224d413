using Approval.Workflows.Orchestration;
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
    public Node(string connectionString, TimeProvider clock, string name = "test")
        : this(Database.OpenForSteps(connectionString, name), clock)
    {
    }

    private Node(NpgsqlDataSource source, TimeProvider clock)
    {
        Source = source;
        Runner = new CaseRunner(Source, RulebookStore.Of(World.Rules), new ChainOrchestrator(), clock, Signals);
        Sweep = new TimerSweep(Runner, Source, clock, NullLogger<TimerSweep>.Instance);
    }

    public StepSignals Signals { get; } = new();

    public NpgsqlDataSource Source { get; }

    public CaseRunner Runner { get; }

    public TimerSweep Sweep { get; }

    /// <summary>A node without a lock time-out: however crowded the machine, it is still waiting when the test looks.</summary>
    public static Node Patient(string connectionString, TimeProvider clock) => new(new NpgsqlDataSourceBuilder(connectionString).Build(), clock);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
