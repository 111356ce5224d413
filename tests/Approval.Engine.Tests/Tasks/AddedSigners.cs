using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>加签、减签: who must agree besides those of the procedure, before, beside or after; the step's time runs on.</summary>
public class AddedSigners
{
    private static readonly string Planning = Clock.StepId("joint", "planning");

    [Test]
    public void Before_the_one_who_asks_waits_until_the_other_has_agreed()
    {
        var asked = Asked(SignerPosition.Before);
        Assert.That((asked.Task("planning").Status, asked.Task("planning", 2).Status, asked.Task("planning", 2).Assignee), Is.EqualTo((CaseTaskStatus.Waiting, CaseTaskStatus.Claimed, "fang")));
        asked.When(Reviewer, "2026-03-04 11:00", Endorse(1)).ThenRejected(RejectionKind.InvalidState, "task.waiting");

        var agreed = asked.When(Deputy, "2026-03-04 12:00", Endorse(2)).Then("task.endorsed.v1", "task.offered.v1").ThenClock(Planning, ClockStatus.Running, "2026-03-05").After;
        Assert.That((agreed.Task("planning").Status, agreed.Task("planning").Assignee), Is.EqualTo((CaseTaskStatus.Claimed, "chen")), "it is his again, and nobody else's");
        agreed.When(Reviewer, "2026-03-04 14:00", Endorse(1)).Then("task.endorsed.v1", "clocks.recorded.v1").ThenClock(Planning, ClockStatus.Stopped, "2026-03-05");
    }

    [Test]
    public void Beside_both_sign_in_any_order_and_the_step_waits_for_both()
    {
        var asked = Asked(SignerPosition.Beside);
        asked.When(Reviewer, "2026-03-04 11:00", Endorse(1)).Then("task.endorsed.v1").After
            .When(Deputy, "2026-03-04 12:00", Endorse(2)).Then("task.endorsed.v1", "clocks.recorded.v1");
        asked.When(Deputy, "2026-03-04 11:00", Endorse(2)).Then("task.endorsed.v1").After
            .When(Reviewer, "2026-03-04 12:00", Endorse(1)).Then("task.endorsed.v1", "clocks.recorded.v1");
    }

    [Test]
    public void After_is_asked_when_the_one_who_asked_has_agreed()
    {
        var asked = Asked(SignerPosition.After);
        asked.When(Deputy, "2026-03-04 11:00", Endorse(2)).ThenRejected(RejectionKind.InvalidState, "task.waiting");
        var agreed = asked.When(Reviewer, "2026-03-04 11:00", Endorse(1)).Then("task.endorsed.v1", "task.offered.v1").ThenClock(Planning, ClockStatus.Running, "2026-03-05").After;
        Assert.That((agreed.Review.Stage, agreed.Task("planning", 2).Status), Is.EqualTo(("joint", CaseTaskStatus.Claimed)));
        agreed.When(Deputy, "2026-03-04 12:00", Endorse(2)).Then("task.endorsed.v1", "clocks.recorded.v1");
    }

    [Test]
    public void An_added_objection_settles_the_step_against()
    {
        var settled = Asked(SignerPosition.Before).When(Deputy, "2026-03-04 11:00", given => new CaseCommand.ObjectTask(given.Task("planning", 2).Id, "面积不足"))
            .Then("task.objected.v1", "clocks.recorded.v1").After;
        Assert.That(settled.Task("planning").Status, Is.EqualTo(CaseTaskStatus.Cancelled));
        Assert.That(settled.And(OtherReviewer, "2026-03-04 12:00", given => new CaseCommand.EndorseTask(given.Task("engineering").Id, null)).Review, Has.Property("Objected").True);
    }

    [Test]
    public void Several_may_be_asked_before()
    {
        var both = Asked(SignerPosition.Before).And(Reviewer, "2026-03-04 10:30", given => new CaseCommand.AddSigner(given.Task("planning").Id, PersonOf(OtherReviewer), SignerPosition.Before, "结构"));
        var one = both.When(Deputy, "2026-03-04 11:00", Endorse(2)).Then("task.endorsed.v1").After;
        one.When(OtherReviewer, "2026-03-04 11:10", Endorse(3)).Then("task.endorsed.v1", "task.offered.v1");
    }

    [Test]
    public void In_turn_the_next_waits_for_those_added_to_the_one_before()
    {
        var line = AtLine();
        var task = line.Task("sign");
        var asked = line.And(OtherReviewer, "2026-03-05 10:00", new CaseCommand.AddSigner(task.Id, PersonOf(Deputy), SignerPosition.After, "涉及结构"));

        var signed = asked.And(OtherReviewer, "2026-03-05 11:00", new CaseCommand.EndorseTask(task.Id, null));
        Assert.That(signed.Review.Tasks.Select(other => other.Status), Is.EqualTo(new[] { CaseTaskStatus.Endorsed, CaseTaskStatus.Waiting, CaseTaskStatus.Claimed }));
        signed.When(Deputy, "2026-03-05 12:00", new CaseCommand.EndorseTask(signed.Review.Tasks[2].Id, null)).Then("task.endorsed.v1", "task.offered.v1");
    }

    [Test]
    public void Who_was_added_by_name_hands_over_and_does_not_release() =>
        Asked(SignerPosition.Beside).When(Deputy, "2026-03-04 11:00", given => new CaseCommand.ReleaseTask(given.Task("planning", 2).Id)).ThenRejected(RejectionKind.InvalidState, "task.named_signer");

    [Test]
    public void Removing_the_last_who_was_to_agree_ends_the_step()
    {
        var signed = Asked(SignerPosition.Beside).And(Reviewer, "2026-03-04 11:00", Endorse(1));
        signed.When(Reviewer, "2026-03-04 12:00", Remove).Then("task.signerRemoved.v1", "clocks.recorded.v1").ThenClock(Planning, ClockStatus.Stopped, "2026-03-05");
        signed.When(Head, "2026-03-04 12:00", Remove).Then("task.signerRemoved.v1", "clocks.recorded.v1");
        signed.When(Deputy, "2026-03-04 12:00", Endorse(2)).After.When(Reviewer, "2026-03-04 13:00", Remove).ThenRejected(RejectionKind.InvalidState, "task.closed");
    }

    [Test]
    public void Removing_who_was_to_sign_first_gives_the_task_back() =>
        Assert.That(
            Asked(SignerPosition.Before).When(Reviewer, "2026-03-04 11:00", Remove).Then("task.signerRemoved.v1", "task.offered.v1").After.Task("planning").Status, Is.EqualTo(CaseTaskStatus.Claimed));

    [Test]
    public void Others_do_not_remove_and_the_procedures_signers_stay()
    {
        Asked(SignerPosition.Beside).When(OtherReviewer, "2026-03-04 11:00", Remove).ThenRejected(RejectionKind.Forbidden, "task.not_yours");
        AtJoint().When(Head, "2026-03-04 11:00", Sample.RemoveSigner).ThenRejected(RejectionKind.InvalidState, "task.not_added");
    }

    [Test]
    public void Whom_one_may_add()
    {
        AtJoint().When(Reviewer, "2026-03-04 10:00", Add(PersonOf(Reviewer))).ThenRejected(RejectionKind.Conflict, "task.same_signer");
        AtJoint().When(Reviewer, "2026-03-04 10:00", Add(PersonOf(XiangtanHead))).ThenRejected(RejectionKind.InvalidArgument, "person.other_office");
        AtJoint().When(Reviewer, "2026-03-04 10:00", Add(PersonOf(Supervisor))).ThenRejected(RejectionKind.InvalidArgument, "person.role_not_competent");
        AtJoint().When(Reviewer, "2026-03-04 10:00", given => new CaseCommand.AddSigner(given.Task("planning").Id, PersonOf(Deputy), SignerPosition.Beside, " "))
            .ThenRejected(RejectionKind.InvalidArgument, "task.reason_missing");
        Asked(SignerPosition.Beside).When(Reviewer, "2026-03-04 10:10", Add(PersonOf(Deputy))).ThenRejected(RejectionKind.Conflict, "task.same_signer");
    }

    [Test]
    public void There_is_an_end_to_adding()
    {
        var many = Asked(SignerPosition.Before);
        for (var time = 1; time < CaseDecider.MostAddedSigners; time++)
        {
            many = many.And(Reviewer, $"2026-03-04 11:{time:D2}", Remove).And(Reviewer, $"2026-03-04 11:{time:D2}", Add(PersonOf(Deputy)));
        }

        many.And(Reviewer, "2026-03-04 12:00", Remove).When(Reviewer, "2026-03-04 12:00", Add(PersonOf(Deputy))).ThenRejected(RejectionKind.InvalidState, "task.too_many_signers");
    }

    /// <summary>票签: an objection that is counted, by one who had asked somebody to sign after.</summary>
    internal static (CaseCommand Command, Tried Tried) Dissent()
    {
        var panel = Given.Received("2026-03-02 10:00", Matters.Chained).And(Clerk, "2026-03-02 11:00", Sample.Accept);
        var task = panel.Task("vote").Id;
        var command = new CaseCommand.ObjectTask(task, "不同意");
        return (command, panel.And(Reviewer, "2026-03-03 10:00", new CaseCommand.AddSigner(task, PersonOf(Deputy), SignerPosition.After, "结构")).When(Reviewer, "2026-03-03 11:00", command));
    }

    /// <summary>或签: one has agreed, and who was added is not needed after all.</summary>
    internal static (CaseCommand Command, Tried Tried) Removal()
    {
        var panel = Given.Received("2026-03-02 10:00", Matters.Chained).And(Clerk, "2026-03-02 11:00", Sample.Accept);
        var asked = panel.And(Reviewer, "2026-03-03 10:00", new CaseCommand.AddSigner(panel.Task("either").Id, PersonOf(Deputy), SignerPosition.Beside, "结构"))
            .And(OtherReviewer, "2026-03-03 11:00", new CaseCommand.EndorseTask(panel.Task("either", 2).Id, null));
        var command = new CaseCommand.RemoveSigner(asked.Task("either", 3).Id, null);
        return (command, asked.When(Reviewer, "2026-03-03 12:00", command));
    }

    [Test]
    public void A_counted_objection_still_asks_who_was_to_sign_after() => Dissent().Tried.Then("task.dissented.v1", "task.offered.v1");

    [Test]
    public void Where_one_is_enough_an_added_signer_must_agree_all_the_same() =>
        Removal().Tried.Then("task.signerRemoved.v1", "tasks.cancelled.v1", "clocks.recorded.v1");

    private static Given AtJoint() => Phases.InJointReview();

    private static Given Asked(SignerPosition position) =>
        AtJoint().And(Reviewer, "2026-03-04 10:00", given => new CaseCommand.AddSigner(given.Task("planning").Id, PersonOf(Deputy), position, "涉及结构"));

    private static Given AtLine() => Given.Received("2026-03-02 10:00", Matters.Chained).And(Clerk, "2026-03-02 11:00", Sample.Accept) is var panel
        ? panel.And(Reviewer, "2026-03-03 10:00", new CaseCommand.EndorseTask(panel.Task("vote").Id, null))
            .And(Head, "2026-03-03 10:10", new CaseCommand.EndorseTask(panel.Task("vote", 3).Id, null))
            .And(Reviewer, "2026-03-03 10:20", new CaseCommand.EndorseTask(panel.Task("either").Id, null))
            .And(Planner, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null))
            .And(Builder, "2026-03-04 11:00", given => new CaseCommand.EndorseTask(given.Task("construction").Id, null))
        : panel;

    private static Func<Given, CaseCommand> Endorse(int signer) => given => new CaseCommand.EndorseTask(given.Task("planning", signer).Id, null);

    private static Func<Given, CaseCommand> Add(Person person) => given => new CaseCommand.AddSigner(given.Task("planning").Id, person, SignerPosition.Before, "涉及结构");

    private static CaseCommand Remove(Given given) => new CaseCommand.RemoveSigner(given.Review.Tasks.Last(task => task.AddedFor is not null).Id, null);
}
