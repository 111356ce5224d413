using Approval.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Approval.Workflows.Auditing;

public static class AuditingSetup
{
    /// <summary>Its name in pg_stat_activity, and of its keyed source.</summary>
    public const string Pool = "audit";

    /// <summary>The log, its checkpoints and its witnesses. The caller registers the pool under <see cref="Pool"/>.</summary>
    /// <param name="recurring">False leaves it to somebody to run <see cref="CheckpointSigning"/>: at a simulated time nothing recurs by itself.</param>
    public static IServiceCollection AddApprovalAuditing(this IServiceCollection services, AuditKey key, AuditSettings settings, bool recurring)
    {
        services.AddSingleton(key).AddSingleton(settings)
            .AddSingleton<CheckpointReader>()
            .AddSingleton<ProofReader>()
            .AddSingleton<AccessReader>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<AccessLog>(provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(WorkflowsSetup.TimerPool)))
            .AddHostedService(provider => provider.GetRequiredService<AccessLog>())
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<WitnessTelling>(provider, Source(provider)))
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<CheckpointSigning>(provider, Source(provider)));
        if (settings.WitnessFolder is { } folder)
        {
            services.AddSingleton<IWitness>(new FolderWitness(folder));
        }

        if (settings.WitnessUrl is { } address)
        {
            services.AddSingleton<IWitness>(_ => new UrlWitness(address));
        }

        return recurring ? services.AddSingleton<IRecurringWork>(provider => provider.GetRequiredService<CheckpointSigning>()) : services;
    }

    private static NpgsqlDataSource Source(IServiceProvider provider) => provider.GetRequiredKeyedService<NpgsqlDataSource>(Pool);
}
