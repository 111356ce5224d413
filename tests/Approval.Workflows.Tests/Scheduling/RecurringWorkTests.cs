using Approval.Workflows.Scheduling;

namespace Approval.Workflows.Tests.Scheduling;

public sealed class RecurringWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    [Test]
    public async Task Work_runs_once_in_the_cluster_and_a_second_node_changes_nothing()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        var (here, there) = (new Work(TimeSpan.FromHours(1)), new Work(TimeSpan.FromHours(1)));
        await using var one = await SchedulerNode.StartedAsync(world, here);
        await here.Ran(1).WaitAsync(Patience);
        await using var other = await SchedulerNode.StartedAsync(world, there);

        const string Next = "select next_fire_time - start_time from quartz.qrtz_triggers where trigger_group = 'recurring' and trigger_name = 'test-work'";
        Assert.That(await world.ScalarAsync<long>(Next), Is.EqualTo(TimeSpan.FromHours(1).Ticks), "The interval did not begin anew.");
        Assert.That(here.Runs + there.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task A_changed_interval_replaces_the_stored_one()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await using (await SchedulerNode.StartedAsync(world, new Work(TimeSpan.FromHours(24))))
        {
        }

        var changed = new Work(TimeSpan.FromHours(1));
        await using var node = await SchedulerNode.StartedAsync(world, changed);
        await changed.Ran(1).WaitAsync(Patience);
        const string Interval = "select repeat_interval from quartz.qrtz_simple_triggers where trigger_name = 'test-work'";
        Assert.That(await world.ScalarAsync<long>(Interval), Is.EqualTo((long)TimeSpan.FromHours(1).TotalMilliseconds));
    }

    [Test]
    public async Task Work_that_fails_comes_round_again()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        var work = new Work(TimeSpan.FromSeconds(1)) { FailsFirst = true };
        await using var node = await SchedulerNode.StartedAsync(world, work);
        await work.Ran(2).WaitAsync(Patience);
    }

    private sealed class Work(TimeSpan every) : IRecurringWork
    {
        private readonly TaskCompletionSource[] ran = [new(), new()];
        private int runs;

        public string Name => "test-work";

        public TimeSpan Every => every;

        public bool FailsFirst { get; init; }

        public int Runs => Volatile.Read(ref runs);

        public Task Ran(int times) => ran[times - 1].Task;

        public Task RunAsync(CancellationToken cancellation)
        {
            var run = Interlocked.Increment(ref runs);
            if (run <= ran.Length)
            {
                ran[run - 1].TrySetResult();
            }

            return FailsFirst && run == 1 ? throw new InvalidOperationException("As the test wants it.") : Task.CompletedTask;
        }
    }
}
