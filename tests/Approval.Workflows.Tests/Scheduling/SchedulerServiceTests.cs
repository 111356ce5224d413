using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Outbox;
using Approval.Workflows.Scheduling;
using Approval.Workflows.Storage.Access;
using Approval.Workflows.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace Approval.Workflows.Tests.Scheduling;

/// <summary>The scheduler beside the application: it helps when it runs, and nothing needs it.</summary>
public sealed class SchedulerServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>The world's clock stands in March 2026; Quartz, on real time, finds the instant long missed and fires it within a minute.</summary>
    [Test]
    public async Task A_step_that_arms_a_timer_asks_for_its_instant_once_the_application_is_ready()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await using var node = new SchedulerNode(world, world.Clock);
        var application = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var service = new SchedulerService(node.WakeUps, world.Signals, application, NullLogger<SchedulerService>.Instance);
        await service.StartAsync(default);
        await world.ReceivedAsync();
        Assert.That(await world.ScalarAsync<long>("select count(*) from pg_tables where schemaname = 'quartz'"), Is.Zero, "Not before the application is ready.");

        application.NotifyStarted();
        await SchedulerNode.UntilAsync(world, "select count(*) from pg_tables where schemaname = 'quartz' and tablename = 'qrtz_triggers'", 1);
        var asked = SchedulerNode.UntilAsync(world, "select count(*) from quartz.qrtz_triggers where trigger_group = 'wake-up'", 1);
        await Task.WhenAny(asked, node.RungAsync()).Unwrap();
        await service.StopAsync(default);
    }

    [Test]
    public async Task With_the_scheduler_tables_gone_the_service_logs_an_error_and_timers_fire_by_polling()
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        await world.ScalarAsync<string>("drop schema quartz cascade; select 'dropped'");
        await using var node = new SchedulerNode(world);
        var application = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var log = new ErrorLog<SchedulerService>();
        using var service = new SchedulerService(node.WakeUps, world.Signals, application, log);
        await service.StartAsync(default);
        application.NotifyStarted();
        Assert.That(await log.First.WaitAsync(Patience), Does.Contain("timers fire by polling"));

        var id = await world.ReceivedAsync();
        var fired = new TaskCompletionSource();
        world.Signals.MessagesPosted += () => fired.TrySetResult();
        using var loop = new TimerLoop(world.Sweep, node.Bell, world.Clock, NullLogger<TimerLoop>.Instance);
        await loop.StartAsync(default);
        world.Clock.SetTo(World.At("2026-03-10T00:00:00"));
        await fired.Task.WaitAsync(Patience);
        await loop.StopAsync(default);
        await world.Sweep.FireAllDueAsync();

        Assert.That(((CaseState.Known)await world.StateAsync(id)).File.Clock(Clock.NoticeId)!.IsRunning, Is.False, "art 32: five working days after 03-02 ended with 03-09: deemed accepted.");
        await service.StopAsync(default);
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task On_a_simulated_clock_there_is_no_scheduler(bool simulated, bool expected)
    {
        await using var world = await World.StartAsync("2026-03-02T09:30:00");
        var services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(world.Clock)
            .AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance))
            .AddApprovalWorkflows(DatabaseLogins.Same(world.ConnectionString))
            .AddApprovalScheduling(world.ConnectionString, simulated)
            .AddApprovalOutbox(world.ConnectionString, null);
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        var hosted = provider.GetServices<IHostedService>().Select(service => service.GetType()).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hosted.Contains(typeof(SchedulerService)), Is.EqualTo(expected));
            Assert.That(provider.GetService<IWakeUps>() is not null, Is.EqualTo(expected));
            Assert.That(hosted, Does.Contain(typeof(OutboxLoop)).And.Contain(typeof(TimerLoop)));
            Assert.That(provider.GetRequiredService<IOutboxPass>(), Is.InstanceOf<OutboxDiscarding>());
        }
    }

    private sealed class ErrorLog<T> : ILogger<T>
    {
        private readonly TaskCompletionSource<string> first = new();

        public Task<string> First => first.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            first.TrySetResult(formatter(state, exception));
    }
}
