using Approval.Workflows.Absences;
using Approval.Workflows.Auditing;
using Approval.Workflows.Forecasting;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Outbox;
using Approval.Workflows.Publishing;
using Approval.Workflows.Queries;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rehearsing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Scheduling;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Approval.Workflows.Timers;
using Approval.Workflows.Versions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows;

/// <summary>Puts the durable half together. The caller registers a <see cref="TimeProvider"/>.</summary>
public static class WorkflowsSetup
{
    /// <summary>Timers have a pool of their own, so that a crowd at the windows cannot starve the deadlines.</summary>
    public const string TimerPool = "timers";

    /// <summary>Long looks at every case, and what requests ask as the worker: they never take a connection from the timers (RELIABILITY D7).</summary>
    public const string DeskPool = "desk";

    private const string StepPool = "steps";
    private const string ReportPool = "reports";
    private const string OutboxPool = "outbox";
    private const string SchedulerPool = "scheduler";

    /// <summary>A node silent for twice as long is taken for dead by the scheduler.</summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(7.5);

    public static IServiceCollection AddApprovalWorkflows(this IServiceCollection services, DatabaseLogins logins) => services
        .AddSingleton(logins)
        .AddSingleton(_ => Database.Open(logins.Service, "api", poolSize: 12, Patience.OfRequests))
        .AddKeyedSingleton(StepPool, (_, _) => Database.OpenForSteps(logins.Service, StepPool, poolSize: 13, Patience.OfRequests))
        .AddKeyedSingleton(ReportPool, (_, _) => Database.Open(logins.Service, ReportPool, poolSize: 2, Patience.OfReports))
        .AddKeyedSingleton(DeskPool, (_, _) => Database.OpenForSteps(logins.Worker, DeskPool, poolSize: 4, Patience.OfReports))
        .AddKeyedSingleton(TimerPool, (_, _) => Database.OpenForSteps(logins.Worker, TimerPool, poolSize: 6))
        .AddSingleton(provider => new CaseWhereabouts(provider.GetRequiredKeyedService<NpgsqlDataSource>(DeskPool)))
        .AddDbContextPool<ApprovalDb>((provider, options) => ApprovalDb.Configure(options, null, provider.GetRequiredService<NpgsqlDataSource>()))
        .AddSingleton<RulebookStore>()
        .AddSingleton<IOrchestrator, ChainOrchestrator>()
        .AddSingleton<StepSignals>()
        .AddSingleton<WakeUpBell>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<CaseRunner>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(StepPool)))
        .AddSingleton<AuditFigures>()
        .AddSingleton<CaseReader>()
        .AddSingleton<AbsenceBook>()
        .AddSingleton<EventFeed>()
        .AddSingleton(provider => new TimerSweep(
            ActivatorUtilities.CreateInstance<CaseRunner>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(TimerPool)),
            provider.GetRequiredKeyedService<NpgsqlDataSource>(TimerPool),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TimerSweep>>()))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<OverviewReader>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(ReportPool)))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<BreachReader>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(ReportPool)))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<CardReader>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(ReportPool)))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<OrderReader>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(ReportPool)))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<ShorteningReader>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(ReportPool)))
        .AddSingleton(provider => new TimerFigures(provider.GetRequiredKeyedService<NpgsqlDataSource>(TimerPool)))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<Reconciler>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(TimerPool)))
        .AddSingleton<TimerLoop>()
        .AddHostedService(provider => provider.GetRequiredService<TimerLoop>())
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<CalendarPublication>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(DeskPool)))
        .AddSingleton<ProcedureDrafts>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<ProcedurePublication>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(DeskPool)))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<VersionMove>(
            provider,
            provider.GetRequiredKeyedService<NpgsqlDataSource>(DeskPool),
            ActivatorUtilities.CreateInstance<CaseRunner>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(DeskPool))))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<RecordedCases>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(DeskPool)))
        .AddSingleton<CaseRehearsal>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<DocketForecast>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(DeskPool)))
        .AddSingleton(provider => new CalendarRecomputation(ActivatorUtilities.CreateInstance<CaseRunner>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(TimerPool))))
        .AddHostedService<CalendarLoop>();

    /// <summary>Before the first request: schema, seeds and logins where the owner's is known, rulebook. Refuses to go on when a rule file is wrong.</summary>
    /// <exception cref="RulesRefusedException">With every reason.</exception>
    public static async Task PrepareAsync(IServiceProvider provider, string seedsFolder, CancellationToken cancellation = default)
    {
        var logins = provider.GetRequiredService<DatabaseLogins>();
        if (logins.Owner is { } owner)
        {
            await Database.MigrateAsync(owner, cancellation);
            await using var seeding = Database.Open(owner, "seed", poolSize: 1);
            await Seeding.ApplyAsync(seeding, seedsFolder, provider.GetRequiredService<TimeProvider>().GetUtcNow(), cancellation);
            await logins.MakeAsync(cancellation);
        }

        await provider.GetRequiredService<RulebookStore>().LoadAsync(provider.GetRequiredService<NpgsqlDataSource>(), cancellation);
    }

    /// <summary>
    /// Wake-ups at the instants of deadlines, and recurring work, on Quartz. It is started after the application is ready, and the
    /// application needs it for nothing: timers fire by polling.
    /// </summary>
    /// <param name="simulatedClock">
    /// True registers no Quartz: it runs on real time and would ring at instants that mean nothing on a simulated clock. Timers then
    /// fire by polling alone; the reconciler runs in this process at its real rhythm and looks at the simulated time. Nothing is
    /// removed by age, since a simulated month passes in an instant.
    /// </param>
    public static IServiceCollection AddApprovalScheduling(this IServiceCollection services, string connectionString, bool simulatedClock)
    {
        if (simulatedClock)
        {
            return services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RecurringLoop>(provider, provider.GetRequiredService<Reconciler>()));
        }

        // Quartz finds its tables by the search path; all other statements name their schema.
        var inQuartz = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "quartz" }.ConnectionString;
        return services
            .AddSingleton<IRecurringWork>(provider => provider.GetRequiredService<Reconciler>())
            .AddKeyedSingleton(SchedulerPool, (_, _) => Database.Open(inQuartz, SchedulerPool, poolSize: 5))
            .AddSingleton<IRecurringWork>(provider => ActivatorUtilities.CreateInstance<Housekeeping>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(SchedulerPool)))
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<QuartzWakeUps>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(SchedulerPool), CheckIn))
            .AddSingleton<IWakeUps>(provider => provider.GetRequiredService<QuartzWakeUps>())
            .AddHostedService<SchedulerService>();
    }

    /// <summary>Tells the endpoint of changed cases; without one the messages are removed, since there is nobody to tell.</summary>
    /// <param name="target">From <see cref="OutboxTarget.From"/>.</param>
    public static IServiceCollection AddApprovalOutbox(this IServiceCollection services, string connectionString, OutboxTarget? target) => services
        .AddKeyedSingleton(OutboxPool, (_, _) => Database.Open(connectionString, OutboxPool, poolSize: 4))
        .AddSingleton<IOutboxPass>(provider => target is null
            ? new OutboxDiscarding(provider.GetRequiredKeyedService<NpgsqlDataSource>(OutboxPool))
            : ActivatorUtilities.CreateInstance<OutboxDelivery>(provider, target, provider.GetRequiredKeyedService<NpgsqlDataSource>(OutboxPool)))
        .AddSingleton(provider => new OutboxReceiver(
            target, provider.GetRequiredKeyedService<NpgsqlDataSource>(OutboxPool), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<OutboxReceiver>>()))
        .AddHostedService<OutboxLoop>();

    /// <summary>Tells the endpoints that clients registered.</summary>
    /// <param name="unseal">Opens a stored secret.</param>
    public static IServiceCollection AddApprovalWebhooks(this IServiceCollection services, ConnectionGuard guard, Func<IServiceProvider, Func<byte[], byte[]>> unseal) => services
        .AddSingleton(provider => new WebhookDelivery(
            guard, unseal(provider), provider.GetRequiredKeyedService<NpgsqlDataSource>(OutboxPool), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WebhookDelivery>>()))
        .AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<OutboxLoop>(provider, provider.GetRequiredService<WebhookDelivery>()));
}
