using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Approval.Workflows.Scheduling;

/// <summary>
/// The scheduler port on Quartz, clustered over PostgreSQL: one trigger for each distinct instant, whichever nodes ask for it, and
/// one firing, which rings on one node. A firing that was missed happens once, at once.
/// </summary>
/// <param name="database">A pool whose search path is the schema of Quartz's tables. They are made when they are missing.</param>
/// <param name="checkIn">How often a node says that it lives; the work of one silent for twice as long is taken over.</param>
public sealed class QuartzWakeUps(NpgsqlDataSource database, WakeUpBell bell, IEnumerable<IRecurringWork> works, TimeProvider clock, ILoggerFactory logs, TimeSpan checkIn)
    : IWakeUps, IAsyncDisposable
{
    private readonly IReadOnlyList<IRecurringWork> works = [.. works];
    private StandaloneSchedulerFactory? factory;
    private IScheduler? scheduler;

    /// <summary>Makes missing tables, joins the cluster and starts firing. After a failure it may be called again.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await StopAsync();
        factory = QuartzFactory.Build(database, bell, works, logs, checkIn);
        var starting = await factory.GetScheduler(cancellation);
        var sweep = JobBuilder.Create<WakeUpJob>().WithIdentity(WakeUpJob.Key).StoreDurably().Build();
        await starting.AddJob(sweep, AddJobOptions.Replacing, cancellation);
        foreach (var work in works)
        {
            await ScheduleAsync(starting, work, cancellation);
        }

        await starting.Start(cancellation);
        scheduler = starting;
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Not started.</exception>
    /// <exception cref="SchedulerException">The scheduler or its tables are not there: nobody will be woken, and polling goes on.</exception>
    public async Task WakeAtAsync(IReadOnlyCollection<DateTimeOffset> instants, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (instants.Any(instant => instant <= now))
        {
            bell.Ring();
        }

        foreach (var instant in instants.Where(instant => instant > now).Distinct())
        {
            var running = scheduler ?? throw new InvalidOperationException("The scheduler has not been started.");
            var trigger = TriggerBuilder.Create()
                .WithIdentity(WakeUpJob.TriggerAt(instant))
                .ForJob(WakeUpJob.Key)
                .StartAt(instant)
                .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
                .Build();
            await running.ScheduleTrigger(trigger, TriggerConflict.Keep, cancellation);
        }
    }

    /// <summary>Leaves the cluster. Running work is asked to end and waited for.</summary>
    public async Task StopAsync()
    {
        if (factory is { } stopping)
        {
            var leaving = scheduler;
            (factory, scheduler) = (null, null);
            if (leaving is not null)
            {
                await leaving.Shutdown(waitForJobsToComplete: true);
            }

            await stopping.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>A stored schedule is kept, so that a restart does not begin the interval anew; another interval replaces it.</summary>
    private static async Task ScheduleAsync(IScheduler starting, IRecurringWork work, CancellationToken cancellation)
    {
        var job = JobBuilder.Create<RecurringJob>().WithIdentity(work.Name, RecurringJob.Group).StoreDurably().Build();
        await starting.AddJob(job, AddJobOptions.Replacing, cancellation);
        var trigger = TriggerBuilder.Create()
            .WithIdentity(work.Name, RecurringJob.Group)
            .ForJob(job)
            .WithSimpleSchedule(schedule => schedule.WithInterval(work.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
            .Build();
        var stored = await starting.GetTrigger(trigger.Key, cancellation) as ISimpleTrigger;
        await starting.ScheduleTrigger(trigger, stored?.RepeatInterval == work.Every ? TriggerConflict.Keep : TriggerConflict.Replace, cancellation);
    }
}
