using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>待办: claim, release, endorse, object, return; who may sign and how often (art 34 para 3).</summary>
public class JudgeTasks
{
    [Test]
    public void Claim_takes_the_task()
    {
        var tried = AtReview().When(Reviewer, "2026-03-03 10:00", Sample.Claim);

        tried.Then("task.claimed.v1").ThenBy(Reviewer, new CaseEvent.TaskClaimed(tried.Before.Task("technical").Id, "chen", "chen"));
        var task = tried.After.Task("technical");
        Assert.That((task.Status, task.Assignee), Is.EqualTo((CaseTaskStatus.Claimed, "chen")));
    }

    [Test]
    public void Claim_by_the_same_person_again_changes_nothing() => AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).When(Reviewer, "2026-03-03 10:01", Sample.Claim).Then();

    [Test]
    public void A_claimed_task_is_no_one_elses()
    {
        var claimed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim);

        claimed.When(OtherReviewer, "2026-03-03 10:01", Sample.Claim).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
        claimed.When(OtherReviewer, "2026-03-03 10:01", Sample.Endorse).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
        claimed.When(OtherReviewer, "2026-03-03 10:01", Sample.Object).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
        claimed.When(OtherReviewer, "2026-03-03 10:01", Sample.Release).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
    }

    [Test]
    public void Release_gives_it_back()
    {
        var released = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).When(Reviewer, "2026-03-03 11:00", Sample.Release).Then("task.released.v1").After;

        Assert.That((released.Task("technical").Status, released.Task("technical").Assignee), Is.EqualTo((CaseTaskStatus.Offered, default(string))));
        released.When(Reviewer, "2026-03-03 11:01", Sample.Release).Then();
        released.When(OtherReviewer, "2026-03-03 11:01", Sample.Claim).Then("task.claimed.v1");
    }

    [Test]
    public void Endorsing_an_offered_task_claims_it_first() =>
        AtReview().When(Reviewer, "2026-03-03 10:00", Sample.Endorse).Then("task.claimed.v1", "task.endorsed.v1");

    [Test]
    public void Endorsing_a_claimed_task_signs_it() =>
        AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).When(Reviewer, "2026-03-03 10:30", Sample.Endorse).Then("task.endorsed.v1");

    [Test]
    public void The_last_signature_ends_the_step_and_the_chain_goes_on()
    {
        var tried = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Endorse)
            .When(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));

        tried.Then("task.claimed.v1", "task.endorsed.v1", "clocks.recorded.v1");
        Assert.That(Stopped(tried, "review", "technical"), Is.EqualTo(Day("2026-03-05")));
        Assert.That(tried.NewEntries.Skip(3).Select(entry => EventCatalogue.NameOf(entry.Event)), Is.EqualTo(new[] { "stage.closed.v1", "stage.opened.v1", "clocks.recorded.v1" }));
        Assert.That(tried.NewEntries.Skip(3), Has.All.Matches<CaseEntry>(entry => entry.Actor.IsSystem));
        Assert.That((tried.After.Review.Stage, tried.After.Review.Round, tried.After.Review.Tasks.Length), Is.EqualTo(("joint", 2, 2)));
        tried.ThenClock(Clock.StepId("joint", "planning"), ClockStatus.Running, "2026-03-05");
    }

    [Test]
    public void Nobody_countersigns_with_himself()
    {
        var signed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Endorse);
        var second = signed.Task("technical", 2).Id;

        signed.When(Reviewer, "2026-03-03 10:01", new CaseCommand.EndorseTask(second, null)).ThenRejected(RejectionKind.Conflict, "task.same_signer");
        signed.When(Reviewer, "2026-03-03 10:01", new CaseCommand.ClaimTask(second)).ThenRejected(RejectionKind.Conflict, "task.same_signer");
        signed.When(Reviewer, "2026-03-03 10:01", new CaseCommand.ObjectTask(second, "不同意")).ThenRejected(RejectionKind.Conflict, "task.same_signer");
    }

    [Test]
    public void Parallel_steps_are_signed_in_any_order()
    {
        var first = AtJoint().And(Reviewer, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("engineering").Id, null));

        Assert.That(first.Review.Stage, Is.EqualTo("joint"));
        Assert.That(first.And(Reviewer, "2026-03-04 11:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null)).Review.Stage, Is.EqualTo("approval"));
    }

    [Test]
    public void An_objection_settles_its_step_and_ends_the_chain()
    {
        var tried = AtReview().When(Reviewer, "2026-03-03 10:00", Sample.Object).Then("task.claimed.v1", "task.objected.v1", "clocks.recorded.v1");

        Assert.That(tried.Decision.State, Is.InstanceOf<CaseState.InReview>());
        Assert.That(((CaseState.InReview)tried.Decision.State).Review.Tasks.Select(task => task.Status), Is.EqualTo(new[] { CaseTaskStatus.Objected, CaseTaskStatus.Cancelled }));
        Assert.That(tried.After.Review, Has.Property("Complete").True.And.Property("Objected").True);
    }

    [Test]
    public void An_objection_in_one_parallel_step_waits_for_the_other()
    {
        var objected = AtJoint().And(Reviewer, "2026-03-04 10:00", given => new CaseCommand.ObjectTask(given.Task("planning").Id, "面积不足"));
        Assert.That(objected.Review, Has.Property("Stage").EqualTo("joint").And.Property("Complete").False);

        var both = objected.And(OtherReviewer, "2026-03-04 11:00", given => new CaseCommand.EndorseTask(given.Task("engineering").Id, null));
        Assert.That(both.Review, Has.Property("Complete").True.And.Property("Objected").True);
    }

    [TestCase(""), TestCase(" ")]
    public void An_objection_states_its_opinion(string opinion) =>
        AtReview().When(Reviewer, "2026-03-03 10:00", given => new CaseCommand.ObjectTask(given.Task("technical").Id, opinion)).ThenRejected(RejectionKind.InvalidArgument, "task.opinion_missing");

    [Test]
    public void Return_goes_back_and_runs_the_chain_from_there()
    {
        var tried = AtJoint().And(OtherReviewer, "2026-03-04 09:00", given => new CaseCommand.ClaimTask(given.Task("engineering").Id))
            .When(Reviewer, "2026-03-04 10:00", given => new CaseCommand.ReturnTask(given.Task("planning").Id, "review", "图纸不一致"));

        tried.Then("task.claimed.v1", "stage.returned.v1", "clocks.recorded.v1").ThenBy(Reviewer, new CaseEvent.StageReturned("joint", "review", 2, "图纸不一致"));
        Assert.That((tried.After.Review.Stage, tried.After.Review.Round), Is.EqualTo(("review", 3)));
        Assert.That(Stopped(tried, "joint", "engineering"), Is.EqualTo(Day("2026-03-05")));
        tried.ThenClock(Clock.StepId("review", "technical"), ClockStatus.Running, "2026-03-09");
        Assert.That(tried.After.Task("technical").Id, Is.Not.EqualTo(AtReview().Task("technical").Id), "a task of another round is another task");
        Assert.That(tried.After.Reviewed("2026-03-05 10:00").Review.Complete, Is.True);
    }

    [Test]
    public void The_signers_of_an_earlier_round_may_sign_again() =>
        Assert.That(
            AtJoint().And(Reviewer, "2026-03-04 10:00", given => new CaseCommand.ReturnTask(given.Task("planning").Id, "review", "图纸不一致"))
                .And(Reviewer, "2026-03-04 11:00", Sample.Endorse).Task("technical").Status,
            Is.EqualTo(CaseTaskStatus.Endorsed));

    [TestCase("approval", TestName = "Not forward")]
    [TestCase("joint", TestName = "Not to itself")]
    [TestCase("nowhere", TestName = "Not to what is no stage")]
    public void Only_where_the_chain_lets_it_return(string stage) =>
        AtJoint().When(Reviewer, "2026-03-04 10:00", given => new CaseCommand.ReturnTask(given.Task("planning").Id, stage, "退回"))
            .ThenRejected(RejectionKind.InvalidArgument, "task.return_not_allowed");

    [Test]
    public void A_return_states_its_opinion() =>
        AtJoint().When(Reviewer, "2026-03-04 10:00", given => new CaseCommand.ReturnTask(given.Task("planning").Id, "review", "")).ThenRejected(RejectionKind.InvalidArgument, "task.opinion_missing");

    [Test]
    public void A_task_of_an_earlier_stage_is_closed()
    {
        var old = AtReview().Task("technical").Id;
        AtJoint().When(Reviewer, "2026-03-04 10:00", new CaseCommand.EndorseTask(old, null)).ThenRejected(RejectionKind.InvalidState, "task.closed");
        AtJoint().When(Reviewer, "2026-03-04 10:00", new CaseCommand.ClaimTask(old)).ThenRejected(RejectionKind.InvalidState, "task.closed");
        AtJoint().When(Reviewer, "2026-03-04 10:00", new CaseCommand.ReleaseTask(old)).ThenRejected(RejectionKind.InvalidState, "task.closed");
        AtJoint().When(Reviewer, "2026-03-04 10:00", new CaseCommand.ObjectTask(old, "不同意")).ThenRejected(RejectionKind.InvalidState, "task.closed");
        AtJoint().When(Reviewer, "2026-03-04 10:00", new CaseCommand.ReturnTask(old, "review", "退回")).ThenRejected(RejectionKind.InvalidState, "task.closed");
    }

    [Test]
    public void The_same_signature_twice_is_refused()
    {
        var task = AtReview().Task("technical").Id;
        AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Endorse).When(Reviewer, "2026-03-03 10:00", new CaseCommand.EndorseTask(task, null)).ThenRejected(RejectionKind.InvalidState, "task.closed");
    }

    [Test]
    public void A_task_is_for_its_role()
    {
        AtReview().When(Head, "2026-03-03 10:00", Sample.Endorse).ThenRejected(RejectionKind.Forbidden, "task.role_not_competent");
        AtReview().When(Clerk, "2026-03-03 10:00", Sample.Claim).ThenRejected(RejectionKind.Forbidden, "task.role_not_competent");
    }

    /// <summary>The deadline of a step's clock as it was recorded stopped; the state forgets it when the next stage opens.</summary>
    private static DateOnly? Stopped(Tried tried, string stage, string step) =>
        tried.Decision.Entries.Select(entry => entry.Event).OfType<CaseEvent.ClocksRecorded>().SelectMany(recorded => recorded.Clocks)
            .Single(clock => clock.Id == Clock.StepId(stage, step) && clock.Status == ClockStatus.Stopped).Deadline?.Due;

    private static Given AtReview() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept);

    private static Given AtJoint() =>
        AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Endorse).And(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));
}
