using Approval.Workflows.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Approval.Workflows.Scheduling;

/// <summary>
/// How Quartz is set up: clustered over tables of its own, in the schema its pool's search path names, in a container of its own,
/// so that nothing of it can keep the application from starting.
/// </summary>
internal static class QuartzFactory
{
    /// <summary>The same on all nodes: it is what makes them one cluster.</summary>
    private const string SchedulerName = "approval";

    /// <param name="checkIn">How often a node says that it lives; one silent for twice as long is taken for dead.</param>
    public static StandaloneSchedulerFactory Build(NpgsqlDataSource database, WakeUpBell bell, IEnumerable<IRecurringWork> works, ILoggerFactory logs, TimeSpan checkIn) =>
        QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(logs).AddSingleton(bell).AddSingleton(works);
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = SchedulerName;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(maxConcurrency: 2);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = _ => database);
                store.UseSystemTextJsonSerializer();
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                store.ProvisionSchema();
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (checkIn, checkIn));
            });
        }).Build();
}
