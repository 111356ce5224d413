using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>撤回: one's own opinion while nobody has acted after it; then everything is as if it had never been given.</summary>
public class WithdrawnOpinions
{
    private static readonly string Technical = Clock.StepId("review", "technical");
    private static readonly string Planning = Clock.StepId("joint", "planning");

    [Test]
    public void In_the_open_stage_the_task_is_the_signers_again()
    {
        var signed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Endorse);
        var back = signed.When(Reviewer, "2026-03-03 11:00", Sample.WithdrawOpinion).Then("task.opinionWithdrawn.v1").After;
        Assert.That((back.Task("technical").Status, back.Task("technical").Assignee, back.Review.LastOpinion), Is.EqualTo((CaseTaskStatus.Claimed, "chen", default(Guid?))));
        back.When(Reviewer, "2026-03-03 11:01", Sample.WithdrawOpinion).ThenRejected(RejectionKind.InvalidState, "task.not_signed");
        back.When(Reviewer, "2026-03-03 12:00", Sample.Object).Then("task.objected.v1", "clocks.recorded.v1");
    }

    [Test]
    public void An_objection_withdrawn_asks_the_others_again()
    {
        var objected = Decided(AtReview(), Reviewer, "2026-03-03 10:00", Sample.Object);
        Assert.That(objected.Review.Complete, Is.True);

        var tried = objected.When(Reviewer, "2026-03-03 11:00", Sample.WithdrawOpinion).Then("stage.reopened.v1", "task.opinionWithdrawn.v1", "clocks.recorded.v1");
        var back = tried.ThenClock(Technical, ClockStatus.Running, "2026-03-05").After;
        Assert.That((back.Review.Complete, back.Review.Objected, back.Review.Stage), Is.EqualTo((false, false, "review")));
        Assert.That(back.Review.Tasks.Select(task => task.Status), Is.EqualTo(new[] { CaseTaskStatus.Claimed, CaseTaskStatus.Offered }));
    }

    [Test]
    public void The_stage_it_closed_stands_open_again_and_the_next_ones_tasks_are_gone()
    {
        var joint = Phases.InJointReview();
        var tried = joint.When(OtherReviewer, "2026-03-03 10:00", Sample.WithdrawOpinion).Then("stage.reopened.v1", "clocks.recorded.v1", "task.opinionWithdrawn.v1", "clocks.recorded.v1");
        var back = tried.ThenBy(OtherReviewer, new CaseEvent.StageReopened("review", 1, "joint"))
            .ThenClock(Technical, ClockStatus.Running, "2026-03-05").ThenClock(Planning, ClockStatus.Stopped, "2026-03-05").After;
        Assert.That((back.Review.Stage, back.Review.Round, back.Task("technical").Status, back.Task("technical", 2).Status), Is.EqualTo(("review", 1, CaseTaskStatus.Endorsed, CaseTaskStatus.Claimed)));
        back.When(Reviewer, "2026-03-03 10:10", new CaseCommand.EndorseTask(joint.Task("planning").Id, null)).ThenRejected(RejectionKind.InvalidState, "task.closed");

        var again = back.And(OtherReviewer, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));
        Assert.That((again.Review.Stage, again.Review.Round), Is.EqualTo(("joint", 3)), "no round is counted twice");
        Assert.That(again.Task("planning").Id, Is.Not.EqualTo(joint.Task("planning").Id));
        Assert.That(again.Clock(Planning).Deadline!.Due, Is.EqualTo(Day("2026-03-06")), "the next stage's time starts with its opening");
    }

    [Test]
    public void The_last_stage_until_the_case_is_decided()
    {
        var reviewed = Phases.Reviewed();
        var back = reviewed.When(Head, "2026-03-03 14:30", Sample.WithdrawOpinion).Then("stage.reopened.v1", "task.opinionWithdrawn.v1", "clocks.recorded.v1").After;
        Assert.That((back.Review.Complete, back.Review.Stage), Is.EqualTo((false, "approval")));
        back.When(Head, "2026-03-03 15:00", Sample.Grant).ThenRejected(RejectionKind.InvalidState, "review.incomplete");
        Phases.Decided().When(Head, "2026-03-03 15:30", new CaseCommand.WithdrawOpinion(reviewed.Review.LastOpinion!.Value, null)).ThenRejected(RejectionKind.InvalidState, "case.invalid_state");
    }

    [TestCase("task.claim"), TestCase("task.endorse"), TestCase("task.assign"), TestCase("task.transfer"), TestCase("task.delegate"), TestCase("task.addSigner")]
    public void Not_when_somebody_of_the_next_stage_has_acted(string name)
    {
        var (by, act) = Acts.All[name];
        var joint = Phases.InJointReview();
        var opinion = joint.Review.LastOpinion!.Value;
        var acted = joint.And(by, "2026-03-03 10:00", act);
        Assert.That(acted.Review.Closed, Is.Null, "nothing is remembered for it");
        acted.When(OtherReviewer, "2026-03-03 11:00", new CaseCommand.WithdrawOpinion(opinion, null)).ThenRejected(RejectionKind.InvalidState, "task.acted_after");
    }

    [Test]
    public void Urging_and_copying_are_no_acts_on_it() =>
        Phases.InJointReview().And(Clerk, "2026-03-03 10:00", Sample.UrgeTask).And(Reviewer, "2026-03-03 10:00", Sample.Copy).When(OtherReviewer, "2026-03-03 11:00", Sample.WithdrawOpinion)
            .Then("stage.reopened.v1", "clocks.recorded.v1", "task.opinionWithdrawn.v1", "clocks.recorded.v1");

    [Test]
    public void Only_ones_own() =>
        Phases.InJointReview().When(Reviewer, "2026-03-03 10:00", Sample.WithdrawOpinion).ThenRejected(RejectionKind.Forbidden, "task.not_yours");

    [Test]
    public void The_turn_it_brought_is_taken_back()
    {
        var asked = Phases.InJointReview().And(Reviewer, "2026-03-04 10:00", given => new CaseCommand.AddSigner(given.Task("planning").Id, PersonOf(Deputy), SignerPosition.After, "结构"))
            .And(Reviewer, "2026-03-04 11:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null));
        Assert.That(asked.Task("planning", 2).Status, Is.EqualTo(CaseTaskStatus.Claimed));
        var back = asked.And(Reviewer, "2026-03-04 12:00", Sample.WithdrawOpinion);
        Assert.That((back.Task("planning").Status, back.Task("planning", 2).Status), Is.EqualTo((CaseTaskStatus.Claimed, CaseTaskStatus.Waiting)));
    }

    /// <summary>The clocks of the two stories: signed and withdrawn, or never signed. Withdrawn before, at and after warning and last day.</summary>
    [TestCase("2026-03-03 15:00", TestName = "Withdrawn the same day")]
    [TestCase("2026-03-05 09:00", TestName = "Withdrawn after the warning")]
    [TestCase("2026-03-06 00:00", TestName = "Withdrawn the instant it is late")]
    [TestCase("2026-03-10 09:00", TestName = "Withdrawn days after the last day")]
    public void The_steps_clock_is_as_if_it_had_never_stopped(string withdrawnAt)
    {
        var half = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Endorse);
        var never = half.And(OtherReviewer, "2026-03-03 11:00", Claim2).Until(withdrawnAt);
        var withdrawn = half.And(OtherReviewer, "2026-03-03 11:00", Claim2).And(OtherReviewer, "2026-03-03 12:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null))
            .And(OtherReviewer, withdrawnAt, Sample.WithdrawOpinion);

        Assert.That(withdrawn.Clock(Technical), Is.EqualTo(never.Clock(Technical)));
        Assert.That(withdrawn.Review.Tasks.Select(task => (task.Id, task.Status, task.Assignee)), Is.EqualTo(never.Review.Tasks.Select(task => (task.Id, task.Status, task.Assignee))));
        Assert.That(TimerPlan.For(withdrawn.File.Clocks), Is.EquivalentTo(TimerPlan.For(never.File.Clocks)));
        Assert.That(withdrawn.Until("2026-03-20 09:00").Clock(Technical), Is.EqualTo(never.Until("2026-03-20 09:00").Clock(Technical)));

        static CaseCommand Claim2(Given given) => new CaseCommand.ClaimTask(given.Task("technical", 2).Id);
    }

    [Test]
    public void Time_that_stood_still_in_between_does_not_count()
    {
        var joint = Phases.InJointReview().And(Clerk, "2026-03-03 14:00", Sample.Suspend).And(Clerk, "2026-03-10 09:00", Sample.Resume);
        joint.When(OtherReviewer, "2026-03-10 10:00", Sample.WithdrawOpinion).ThenClock(Technical, ClockStatus.Running, "2026-03-12");
    }

    /// <summary>A chain of any length: the case remembers one stage, and only until somebody acts.</summary>
    [Test]
    public void The_case_does_not_grow_with_the_stages_gone_through()
    {
        var first = Phases.InJointReview();
        var second = first.And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null))
            .And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.EndorseTask(given.Task("engineering").Id, null));
        Assert.That(second.Review.Closed!.Closed, Is.Null);
        Assert.That(second.Review.Closed.Tasks.Select(task => task.Stage).Distinct(), Is.EqualTo(new[] { "joint" }));
    }

    private static Given Decided(Given given, Actor by, string at, Func<Given, CaseCommand> command) => given.And(by, at, command);

    private static Given AtReview() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept);
}
