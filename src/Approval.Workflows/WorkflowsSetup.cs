using Approval.Workflows.Orchestration;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows;

/// <summary>Puts the durable half together. The caller registers a <see cref="TimeProvider"/>.</summary>
public static class WorkflowsSetup
{
    /// <summary>Timers have a pool of their own, so that a crowd at the windows cannot starve the deadlines.</summary>
    private const string TimerPool = "timers";

    public static IServiceCollection AddApprovalWorkflows(this IServiceCollection services, string connectionString) => services
        .AddSingleton(_ => Database.Open(connectionString, "api"))
        .AddKeyedSingleton(TimerPool, (_, _) => Database.Open(connectionString, TimerPool, poolSize: 4))
        .AddDbContextPool<ApprovalDb>((provider, options) => ApprovalDb.Configure(options, null, provider.GetRequiredService<NpgsqlDataSource>()))
        .AddSingleton<RulebookStore>()
        .AddSingleton<IOrchestrator, ChainOrchestrator>()
        .AddSingleton<StepSignals>()
        .AddSingleton<WakeUpBell>()
        .AddSingleton<CaseRunner>()
        .AddSingleton<CaseReader>()
        .AddSingleton<EventFeed>()
        .AddSingleton(provider => new TimerSweep(
            ActivatorUtilities.CreateInstance<CaseRunner>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(TimerPool)),
            provider.GetRequiredKeyedService<NpgsqlDataSource>(TimerPool),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TimerSweep>>()))
        .AddSingleton<TimerLoop>()
        .AddHostedService(provider => provider.GetRequiredService<TimerLoop>());

    /// <summary>Before the first request: schema, seeds, rulebook. Refuses to go on when a rule file is wrong.</summary>
    /// <exception cref="RulesRefusedException">With every reason.</exception>
    public static async Task PrepareAsync(IServiceProvider provider, string connectionString, string seedsFolder, CancellationToken cancellation = default)
    {
        await Database.MigrateAsync(connectionString, cancellation);
        var database = provider.GetRequiredService<NpgsqlDataSource>();
        await Seeding.ApplyAsync(database, seedsFolder, provider.GetRequiredService<TimeProvider>().GetUtcNow(), cancellation);
        await provider.GetRequiredService<RulebookStore>().LoadAsync(database, cancellation);
    }
}
