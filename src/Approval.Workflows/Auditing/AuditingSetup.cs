using Approval.Workflows.Outbox;
using Approval.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Approval.Workflows.Auditing;

public static class AuditingSetup
{
    /// <summary>Its name in pg_stat_activity, and of its keyed source.</summary>
    public const string Pool = "audit";

    /// <summary>Of the record of access: one connection, so that nothing else holds a reader up.</summary>
    public const string AccessPool = "access";

    /// <summary>
    /// The log, its checkpoints and its witnesses, and the record of access. The caller registers the pools under <see cref="Pool"/> and
    /// <see cref="AccessPool"/>.
    /// </summary>
    /// <param name="guard">Where a witness may be.</param>
    /// <param name="signing">Whether this process signs, and by which rhythm.</param>
    public static IServiceCollection AddApprovalAuditing(this IServiceCollection services, AuditKey key, AuditSettings settings, ConnectionGuard guard, SigningRhythm signing)
    {
        services.AddSingleton(key).AddSingleton(settings)
            .AddSingleton<CheckpointReader>()
            .AddSingleton<ProofReader>()
            .AddSingleton<AccessReader>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<AccessLog>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(AccessPool)))
            .AddHostedService(provider => provider.GetRequiredService<AccessLog>())
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<WitnessTelling>(provider, Source(provider)))
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<CheckpointSigning>(provider, Source(provider)));
        if (settings.WitnessFolder is { } folder)
        {
            services.AddSingleton<IWitness>(new FolderWitness(folder));
        }

        if (settings.WitnessUrl is { } address)
        {
            services.AddSingleton<IWitness>(_ => new UrlWitness(address, guard));
        }

        // Not AddHostedService, which would take a second loop for the first one again.
        return signing switch
        {
            // The watch has a rhythm of its own: the scheduler that did not sign could not say so either.
            SigningRhythm.Scheduled => services
                .AddSingleton<IRecurringWork>(provider => provider.GetRequiredService<CheckpointSigning>())
                .AddSingleton(provider => ActivatorUtilities.CreateInstance<CheckpointWatch>(provider, Source(provider)))
                .AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<RecurringLoop>(provider, provider.GetRequiredService<CheckpointWatch>())),
            SigningRhythm.RealTime => services
                .AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<RecurringLoop>(provider, provider.GetRequiredService<CheckpointSigning>())),
            _ => services,
        };
    }

    private static NpgsqlDataSource Source(IServiceProvider provider) => provider.GetRequiredKeyedService<NpgsqlDataSource>(Pool);
}

public enum SigningRhythm
{
    /// <summary>Another process signs.</summary>
    None,

    /// <summary>On one node of the cluster at a time.</summary>
    Scheduled,

    /// <summary>In this process, by real time whatever the product's clock says: for a simulated clock, which has no scheduler.</summary>
    RealTime,
}
