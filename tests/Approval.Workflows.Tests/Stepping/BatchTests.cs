using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>Many commands in one transaction.</summary>
public sealed class BatchTests
{
    [Test]
    public async Task Commands_for_one_case_build_on_each_other()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var intake = World.Intake();
        var id = intake.CaseId;

        var outcomes = await world.Runner.RunAsync(
        [
            intake,
            new(id, new CaseCommand.Serve(ServiceMethod.Direct), People.Clerk),
            new(id, new CaseCommand.RequestCorrection([new("site-plan", "未加盖公章")], null), People.Clerk),
            new(id, new CaseCommand.SubmitCorrection([Examples.Paper("site-plan")], null), People.Applicant),
            new(id, new CaseCommand.Accept(), People.Clerk),
            new(id, new CaseCommand.Accept(), People.Clerk),
        ]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Rejection?.Code), Is.EqualTo(new[] { null, "case.invalid_state", null, null, null, "case.invalid_state" }));
            Assert.That(outcomes[^1].State, Is.InstanceOf<CaseState.InReview>());
            Assert.That(outcomes[^1].Version, Is.EqualTo(await world.ScalarAsync<int>("select version from approval.permit_case where id = $1", id)));
            Assert.That(await world.CountAsync("outbox"), Is.EqualTo(1), "One transaction, one message for the case.");
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Tasks_follow_all_that_a_batch_does_to_them()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var task = (await world.OpenTaskAsync(id))!;

        await world.Runner.RunAsync(
        [
            new(id, new CaseCommand.ClaimTask(task.Id), People.Reviewer),
            new(id, new CaseCommand.ReleaseTask(task.Id), People.Reviewer),
            new(id, new CaseCommand.ClaimTask(task.Id), People.SecondReviewer),
            new(id, new CaseCommand.Suspend("tender", 5, "长人防告〔2026〕1号", "招标"), People.Clerk),
            new(id, new CaseCommand.Withdraw("不再建设"), People.Applicant),
        ]);

        Assert.That(await world.ScalarAsync<long>("select count(*) from approval.case_task where status <> 'cancelled'"), Is.Zero);
        await world.CheckAsync();
    }

    [Test]
    public async Task Open_tasks_are_due_when_their_clock_is_while_a_special_procedure_stops_and_moves_it()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        Task<DateOnly[]> DueAsync() => world.ScalarAsync<DateOnly[]>("select array_agg(due_on) filter (where due_on is not null) from approval.case_task where case_id = $1", id);
        Assert.That(await DueAsync(), Is.All.EqualTo(new DateOnly(2026, 3, 4)), "2 working days after Monday 03-02");

        await world.DoAsync(id, new CaseCommand.Suspend("auction", 5, "长人防告〔2026〕1号", "拍卖"), People.Clerk);
        await world.CheckAsync();
        world.Clock.SetTo(World.At("2026-03-05T09:00:00"));
        await world.DoAsync(id, new CaseCommand.Resume(null), People.Clerk);

        await world.CheckAsync();
        Assert.That(await DueAsync(), Is.All.GreaterThan(new DateOnly(2026, 3, 5)), "Art 45: the days of the test do not count.");
    }

    [Test]
    public async Task Five_hundred_cases_go_in_one_transaction()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var ids = await world.ReceivedAsync(500);
        var outcomes = await world.Runner.RunAsync([.. ids.Select(id => new CaseRequest(id, new CaseCommand.Accept(), People.Clerk))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.State), Is.All.InstanceOf<CaseState.InReview>());
            Assert.That(await world.ScalarAsync<long>("select count(distinct transaction) from approval.case_event"), Is.EqualTo(2));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_batch_that_fails_leaves_nothing_of_any_case()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var ids = await world.ReceivedAsync(3);
        await world.Source.ExecuteAsync($"update approval.permit_case set state = '\\x7b' where id = '{ids[1]}'");
        var before = await world.Source.DigestsAsync();

        Assert.That(
            async () => await world.Runner.RunAsync([.. ids.Select(id => new CaseRequest(id, new CaseCommand.Accept(), People.Clerk)), World.Intake()]),
            Throws.InstanceOf<System.Text.Json.JsonException>());
        Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
    }
}
