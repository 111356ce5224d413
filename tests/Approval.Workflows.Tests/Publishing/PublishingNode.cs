using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>A process of the product with rules of its own, loaded from the database when it started.</summary>
internal sealed class PublishingNode : IAsyncDisposable
{
    private PublishingNode(NpgsqlDataSource source, RulebookStore rulebooks, TimeProvider clock, int batchSize)
    {
        (Source, Rulebooks) = (source, rulebooks);
        Runner = new CaseRunner(source, rulebooks, new ChainOrchestrator(), clock, new StepSignals());
        Sweep = new TimerSweep(Runner, source, clock, NullLogger<TimerSweep>.Instance);
        Publication = new CalendarPublication(source, rulebooks, clock);
        Recomputation = new CalendarRecomputation(Runner, batchSize);
    }

    public NpgsqlDataSource Source { get; }

    public RulebookStore Rulebooks { get; }

    public CaseRunner Runner { get; }

    public TimerSweep Sweep { get; }

    public CalendarPublication Publication { get; }

    public CalendarRecomputation Recomputation { get; }

    public static async Task<PublishingNode> StartAsync(string connectionString, TimeProvider clock, int batchSize = CalendarRecomputation.BatchSize)
    {
        var source = Database.OpenForSteps(connectionString, "test");
        var rulebooks = new RulebookStore();
        await rulebooks.LoadAsync(source);
        return new PublishingNode(source, rulebooks, clock, batchSize);
    }

    public CalendarProposal Propose(params CalendarImport[] imports)
    {
        var reading = Publication.Propose(imports);
        Assert.That(reading.Findings, Is.Empty);
        return reading.Proposal!;
    }

    public async Task<CaseOutcome> DoAsync(Guid id, CaseCommand command, Actor actor)
    {
        var outcome = await Runner.RunAsync(new CaseRequest(id, command, actor));
        Assert.That(outcome.Rejection, Is.Null, outcome.Rejection?.Message.En);
        return outcome;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
