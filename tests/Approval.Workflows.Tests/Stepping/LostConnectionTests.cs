using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;
using Approval.Workflows.Tests.Wire;
using Npgsql;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>The connection breaks; the step is stored or not, and nobody runs it twice (RELIABILITY C3, D3, D13).</summary>
public sealed class LostConnectionTests
{
    [Test]
    public async Task A_lost_answer_to_commit_is_found_again_by_its_key()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var proxy = new PostgresProxy(world.ConnectionString);
        await using var node = new Node(proxy.ConnectionString, world.Clock);
        var intake = World.Intake() with { Key = Keys.New("k"), Answer = Keys.Answer };
        proxy.LoseNextCommitReplies(1);

        var outcome = await node.Runner.RunAsync(intake);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((proxy.Lost, outcome.Replayed, outcome.Answer!.Status), Is.EqualTo((1, true, 201)));
            Assert.That(await world.CountAsync("permit_case"), Is.EqualTo(1));
            Assert.That((await world.OkAsync(intake)).Answer!.Body, Is.EqualTo(outcome.Answer!.Body), "A caller that crashed asks another node.");
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Without_a_key_a_lost_answer_is_an_error_and_the_step_is_not_run_again()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        await using var proxy = new PostgresProxy(world.ConnectionString);
        await using var node = new Node(proxy.ConnectionString, world.Clock);
        proxy.LoseNextCommitReplies(1);

        Assert.That(async () => await node.Runner.RunAsync(new CaseRequest(id, new CaseCommand.Urge(null), People.Applicant)), Throws.InstanceOf<NpgsqlException>());

        Assert.That((proxy.Lost, await world.EventsAsync("case.urged.v1")), Is.EqualTo((1, 1)), "The unknown outcome is a whole step.");
        await world.CheckAsync();
    }

    [Test]
    public async Task When_every_answer_is_lost_each_step_is_stored_once()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var proxy = new PostgresProxy(world.ConnectionString);
        await using var node = new Node(proxy.ConnectionString, world.Clock);
        proxy.LoseNextCommitReplies(int.MaxValue);
        var intakes = Enumerable.Range(0, 20).Select(i => World.Intake() with { Key = Keys.New($"k{i}"), Answer = Keys.Answer }).ToList();

        var outcomes = await Task.WhenAll(intakes.Select(intake => node.Runner.RunAsync(intake)));

        Assert.That(outcomes.Select(outcome => outcome.Replayed), Is.All.True, "A replay commits nothing, so its answer cannot be lost.");
        Assert.That((proxy.Lost, await world.CountAsync("permit_case")), Is.EqualTo((20, 20)));
        await world.CheckAsync();
    }

    [Test]
    public async Task Sessions_that_were_ended_meanwhile_are_replaced_without_a_key()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        await using var other = new Node(world.ConnectionString, world.Clock, "other");
        await other.Source.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'approval-test' and datname = current_database()");

        await world.DoAsync(id, new CaseCommand.Urge(null), People.Applicant);

        Assert.That(await other.Source.ScalarAsync<long>("select count(*) from approval.case_event where type = 'case.urged.v1'"), Is.EqualTo(1));
    }
}
