using System.Diagnostics;
using Approval.Workflows.Scheduling;
using Approval.Workflows.Storage;
using Approval.Workflows.Timers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests.Scheduling;

/// <summary>A node of the scheduler's cluster with a bell and a pool of its own. It runs on real time.</summary>
internal sealed class SchedulerNode : IAsyncDisposable
{
    private readonly string name = $"node-{Guid.NewGuid():N}";
    private readonly World world;
    private readonly NpgsqlDataSource pool;

    public SchedulerNode(World world, params IRecurringWork[] works)
        : this(world, TimeProvider.System, works)
    {
    }

    /// <param name="clock">By which an instant has passed or not.</param>
    public SchedulerNode(World world, TimeProvider clock, params IRecurringWork[] works)
    {
        this.world = world;
        pool = Database.Open(new NpgsqlConnectionStringBuilder(world.ConnectionString) { SearchPath = "quartz" }.ConnectionString, name, poolSize: 5);
        WakeUps = new QuartzWakeUps(pool, Bell, works, clock, NullLoggerFactory.Instance, checkIn: TimeSpan.FromSeconds(1));
    }

    public WakeUpBell Bell { get; } = new();

    public QuartzWakeUps WakeUps { get; }

    public static async Task<SchedulerNode> StartedAsync(World world, params IRecurringWork[] works)
    {
        var node = new SchedulerNode(world, works);
        await node.WakeUps.StartAsync(default);
        return node;
    }

    /// <summary>Completes when the bell is rung, and never otherwise.</summary>
    public Task RungAsync() => Bell.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, default);

    /// <summary>As a killed process leaves it: no word to the cluster, and every connection gone.</summary>
    public async Task KillAsync()
    {
        await pool.DisposeAsync();
        await world.ScalarAsync<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = $1", $"approval-{name}");
    }

    /// <summary>Returns when the query gives the number; nothing inside the scheduler tells of it.</summary>
    public static async Task UntilAsync(World world, string query, long expected)
    {
        var waiting = Stopwatch.StartNew();
        while (await world.ScalarAsync<long>(query) != expected)
        {
            Assert.That(waiting.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), query);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await WakeUps.DisposeAsync();
        await pool.DisposeAsync();
        Bell.Dispose();
    }
}
