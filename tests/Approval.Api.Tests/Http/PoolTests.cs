using Approval.Api.Tests.Host;
using Approval.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Approval.Api.Tests.Http;

/// <summary>RELIABILITY D7, D9, H14: who finds no connection, or asks too much, is told so in time, and the timers never notice.</summary>
internal sealed class PoolTests
{
    private const string Steps = "steps";

    [Test]
    public async Task With_all_connections_held_requests_are_503_in_time_and_timers_go_on()
    {
        await using var host = await ApiHost.StartAsync();
        var clerk = await host.AsAsync("demo-clerk");
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        Assert.That((await clerk.CommandAsync(id, "accept", null, 2)).Status, Is.EqualTo(200));
        await using var held = new Held();
        await held.TakeAllAsync(host.Services.GetRequiredService<NpgsqlDataSource>());
        await held.TakeAllAsync(host.Services.GetRequiredKeyedService<NpgsqlDataSource>(Steps));
        await held.TakeAllAsync(host.Services.GetRequiredKeyedService<NpgsqlDataSource>(WorkflowsSetup.DeskPool));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var answers = await Task.WhenAll(clerk.GetAsync("/api/v1/cases"), clerk.GetAsync($"/api/v1/cases/{id}"), clerk.GetAsync("/api/v1/events"));

        Assert.That(watch.Elapsed, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), "it waits for two seconds, and no longer");
        foreach (var answer in answers)
        {
            answer.ShouldBeProblem(503, "service.busy");
            Assert.That(answer.Headers["Retry-After"], Is.EqualTo("1"));
        }

        // The chain's budgets pass by: warnings and breaches are recorded although nobody at a window gets a connection.
        await host.AdvanceAsync("2026-03-10T09:00:00+08:00");
        await using var late = host.Rows.CreateCommand("select count(*) from approval.case_event where case_id = $1 and type = 'clock.breached.v1'");
        late.Parameters.AddWithValue(id);
        Assert.That(await late.ExecuteScalarAsync(), Is.GreaterThan(0L));
        Assert.That((await (await host.AsAsync(null)).GetAsync("/health/ready")).Status, Is.EqualTo(200));

        await held.DisposeAsync();
        Assert.That((await clerk.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
    }

    [TestCase(null, "5s", 2)]
    [TestCase(Steps, "5s", 2)]
    [TestCase("reports", "1min", 2)]
    [TestCase(WorkflowsSetup.DeskPool, "1min", 2)]
    [TestCase(WorkflowsSetup.TimerPool, "30s", 5)]
    [TestCase("outbox", "30s", 5)]
    public async Task Every_pool_has_the_patience_of_what_it_is_for(string? pool, string statement, int connection)
    {
        var services = (await SharedApi.HostAsync()).Services;
        var source = pool is null ? services.GetRequiredService<NpgsqlDataSource>() : services.GetRequiredKeyedService<NpgsqlDataSource>(pool);
        await using var command = source.CreateCommand("select current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        Assert.That((reader.GetString(0), reader.GetString(1), reader.GetString(2)), Is.EqualTo((statement, "2s", "10s")));
        Assert.That(new NpgsqlConnectionStringBuilder(source.ConnectionString).Timeout, Is.EqualTo(connection));
    }

    /// <summary>docs/operations.md: two nodes fit a server of a hundred connections, three of which are the superuser's.</summary>
    [Test]
    public async Task Two_nodes_fit_one_server()
    {
        var services = (await SharedApi.HostAsync()).Services;
        var pools = new[] { Steps, "reports", WorkflowsSetup.DeskPool, WorkflowsSetup.TimerPool, "outbox", "audit" }.Select(pool => services.GetRequiredKeyedService<NpgsqlDataSource>(pool)).Append(services.GetRequiredService<NpgsqlDataSource>());
        const int OfTheScheduler = 5;

        Assert.That(pools.Sum(pool => new NpgsqlConnectionStringBuilder(pool.ConnectionString).MaxPoolSize) + OfTheScheduler, Is.LessThanOrEqualTo(48));
    }

    private sealed class Held : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> connections = [];

        public async Task TakeAllAsync(NpgsqlDataSource source)
        {
            for (var taken = 0; taken < new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize; taken++)
            {
                connections.Add(await source.OpenConnectionAsync());
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var connection in connections)
            {
                await connection.DisposeAsync();
            }

            connections.Clear();
        }
    }
}
