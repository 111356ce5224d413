using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Testing;
using Approval.Workflows.Stepping;
using Approval.Workflows.Tests.Wire;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>What is done with tasks lies in their rows as the journal says, and a substitute is known within the step's round trips.</summary>
public sealed class TaskOperationTests
{
    private static readonly Actor Third = People.Officer("reviewer-3", "审查丙", "reviewer");

    private static readonly Person ThirdPerson = new(Third.Id, Third.Name, Third.Roles, Third.Office);

    [Test]
    public async Task Rows_follow_the_journal()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var task = (await world.OpenTaskAsync(id))!.Id;
        await StepAsync(new CaseCommand.DelegateTask(task, ThirdPerson, null), People.Reviewer);
        await StepAsync(new CaseCommand.ReturnDelegation(task, "面积无误"), Third);
        await StepAsync(new CaseCommand.UrgeTask(task, null), People.Clerk);
        await StepAsync(new CaseCommand.CopyTask(task, [ThirdPerson], "请知悉"), People.Reviewer);
        await StepAsync(new CaseCommand.AddSigner(task, ThirdPerson, SignerPosition.Before, "结构"), People.Reviewer);
        var added = ((CaseState.InReview)await world.StateAsync(id)).Review.Tasks[^1].Id;
        await StepAsync(new CaseCommand.RemoveSigner(added, null), People.Reviewer);
        await StepAsync(new CaseCommand.TransferTask(task, ThirdPerson, "外出"), People.Reviewer);
        await StepAsync(new CaseCommand.AssignTask(task, new Person("reviewer-1", "审查甲", ["reviewer"], "430100"), null), People.Head);
        await world.ReviewAsync(id);
        await StepAsync(new CaseCommand.WithdrawOpinion(((CaseState.InReview)await world.StateAsync(id)).Review.LastOpinion!.Value, null), People.Head);

        Assert.That(await world.ScalarAsync<string>("select note from approval.case_copy where case_id = $1 and person = 'reviewer-3' and read_at is null", id), Is.EqualTo("请知悉"));
        Assert.That(await world.ScalarAsync<string>("select advice from approval.case_task where id = $1", task), Is.EqualTo("面积无误"));
        await world.ReviewAsync(id);
        await world.CheckAsync();

        async Task StepAsync(CaseCommand command, Actor by)
        {
            await world.DoAsync(id, command, by);
            await Invariants.CheckAsync(world.Source, id);
        }
    }

    /// <summary>The last opinion of a stage is withdrawn after the step's last day: the breach is that of a clock which never stopped.</summary>
    [Test]
    public async Task A_breach_goes_on_when_what_ended_its_clock_is_withdrawn()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        await world.DoAsync(id, new CaseCommand.EndorseTask((await world.OpenTaskAsync(id))!.Id, null), People.Reviewer);
        world.Clock.SetTo(World.At("2026-03-10T09:00:00"));
        await world.Sweep.FireAllDueAsync();
        var last = (await world.OpenTaskAsync(id))!;
        await world.DoAsync(id, new CaseCommand.EndorseTask(last.Id, null), People.SecondReviewer);
        const string Ended = "select count(*) from approval.breach where case_id = $1 and kind = 'step' and ended_on is not null and taken_back_at is null";
        Assert.That(await world.ScalarAsync<long>(Ended, id), Is.EqualTo(1));

        await world.DoAsync(id, new CaseCommand.WithdrawOpinion(last.Id, "看错图纸"), People.SecondReviewer);

        Assert.That(await world.ScalarAsync<long>(Ended, id), Is.Zero);
        Assert.That(await world.ScalarAsync<long>("select count(*) from approval.breach where case_id = $1 and kind = 'step'", id), Is.EqualTo(1));
        await world.CheckAsync();
    }

    [Test]
    public async Task A_substitute_is_known_within_the_three_round_trips()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var (id, other) = (await world.AcceptedAsync(), await world.AcceptedAsync());
        foreach (var its in new[] { id, other })
        {
            await world.DoAsync(its, new CaseCommand.ClaimTask((await world.OpenTaskAsync(its))!.Id), People.Reviewer);
        }

        var tasks = ((await world.OpenTaskAsync(id))!.Id, (await world.OpenTaskAsync(other))!.Id);
        await world.Source.ScalarAsync<long>(
            """
            with away as (insert into approval.absence (id, office_code, person, person_name, substitute, substitute_name, from_day, through_day, entered_by, entered_at)
              values (gen_random_uuid(), '430100', 'reviewer-1', '审查甲', 'reviewer-3', '审查丙', '2026-03-02', '2026-03-03', 'reviewer-1', now()) returning 1)
            select count(*) from away
            """);
        await using var proxy = new PostgresProxy(world.ConnectionString);
        await using var node = new Node(proxy.ConnectionString, world.Clock);
        await node.Runner.RunAsync(World.Intake());
        var before = proxy.RoundTrips;

        var outcome = await node.Runner.RunAsync(new CaseRequest(id, new CaseCommand.EndorseTask(tasks.Item1, "同意"), Third));

        Assert.That((outcome.Rejection?.Code, proxy.RoundTrips - before), Is.EqualTo((default(string), 3)));
        Assert.That(await world.ScalarAsync<string>("select assignee || ' for ' || on_behalf_of from approval.case_task where id = $1", tasks.Item1), Is.EqualTo("reviewer-3 for reviewer-1"));
        Assert.That((await world.Runner.RunAsync(new CaseRequest(other, new CaseCommand.EndorseTask(tasks.Item2, null), People.SecondReviewer))).Rejection?.Code, Is.EqualTo("task.claimed_by_other"), "nobody else stands in");
        world.Clock.SetTo(World.At("2026-03-04T09:00:00"));
        Assert.That((await world.Runner.RunAsync(new CaseRequest(other, new CaseCommand.EndorseTask(tasks.Item2, null), Third))).Rejection?.Code, Is.EqualTo("task.claimed_by_other"), "the day after");
        await world.CheckAsync();
    }
}
