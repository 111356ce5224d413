using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>指派、转办、委派、代理: a task goes from one person to another, and its step's time runs on.</summary>
public class HandedOver
{
    private static readonly string Technical = Clock.StepId("review", "technical");

    [Test]
    public void The_head_assigns_an_offered_or_a_claimed_task()
    {
        var assigned = AtReview().When(Head, "2026-03-03 10:00", Assign(OtherReviewer)).Then("task.assigned.v1").ThenBy(Head, new CaseEvent.TaskAssigned(Technical1(AtReview()), "tan", "tan", null)).After;
        Assert.That((assigned.Task("technical").Status, assigned.Task("technical").Assignee), Is.EqualTo((CaseTaskStatus.Claimed, "tan")));
        assigned.When(Head, "2026-03-03 10:01", Assign(OtherReviewer)).Then();
        assigned.When(Head, "2026-03-03 10:01", Assign(Deputy)).Then("task.assigned.v1");
        assigned.When(Reviewer, "2026-03-03 10:01", Sample.Endorse).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
        assigned.When(OtherReviewer, "2026-03-03 10:01", Sample.Endorse).Then("task.endorsed.v1");
    }

    [Test]
    public void The_assignee_hands_it_over_for_good()
    {
        var handed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).When(Reviewer, "2026-03-03 11:00", Transfer(OtherReviewer)).Then("task.transferred.v1").After;
        handed.When(Reviewer, "2026-03-03 12:00", Sample.Endorse).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
        Assert.That(handed.Task("technical").Owner, Is.Null);
        AtReview().When(Reviewer, "2026-03-03 10:00", Transfer(OtherReviewer)).Then("task.claimed.v1", "task.transferred.v1");
        AtReview().When(Reviewer, "2026-03-03 10:00", Transfer(Reviewer)).ThenRejected(RejectionKind.InvalidArgument, "person.oneself");
        AtReview().When(Reviewer, "2026-03-03 10:00", given => new CaseCommand.TransferTask(Technical1(given), PersonOf(OtherReviewer), "")).ThenRejected(RejectionKind.InvalidArgument, "task.reason_missing");
    }

    [Test]
    public void A_delegate_gives_an_opinion_and_the_owner_signs()
    {
        var asked = AtReview().When(Reviewer, "2026-03-03 10:00", Delegate(OtherReviewer)).Then("task.claimed.v1", "task.delegated.v1").After;
        Assert.That((asked.Task("technical").Assignee, asked.Task("technical").Owner), Is.EqualTo(("tan", "chen")));
        asked.When(OtherReviewer, "2026-03-03 11:00", Sample.Endorse).ThenRejected(RejectionKind.InvalidState, "task.delegated");
        asked.When(OtherReviewer, "2026-03-03 11:00", Sample.Object).ThenRejected(RejectionKind.InvalidState, "task.delegated");
        asked.When(OtherReviewer, "2026-03-03 11:00", Sample.Release).ThenRejected(RejectionKind.InvalidState, "task.delegated");
        asked.When(OtherReviewer, "2026-03-03 11:00", Transfer(Deputy)).ThenRejected(RejectionKind.InvalidState, "task.delegated");
        asked.When(OtherReviewer, "2026-03-03 11:00", Delegate(Deputy)).ThenRejected(RejectionKind.InvalidState, "task.delegated");
        asked.When(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.ReturnDelegation(Technical1(given), "")).ThenRejected(RejectionKind.InvalidArgument, "task.opinion_missing");
        asked.When(Reviewer, "2026-03-03 11:00", Sample.Endorse).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
        asked.When(Head, "2026-03-03 11:00", Sample.ReturnDelegation).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");

        var back = asked.When(OtherReviewer, "2026-03-03 11:00", Sample.ReturnDelegation).Then("task.delegationReturned.v1").ThenBy(OtherReviewer, new CaseEvent.DelegationReturned(Technical1(asked), "面积无误")).After;
        back.When(Reviewer, "2026-03-03 12:00", Sample.Endorse).Then("task.endorsed.v1");
        asked.When(Reviewer, "2026-03-03 11:00", Sample.ReturnDelegation).Then("task.delegationReturned.v1").ThenBy(Reviewer, new CaseEvent.DelegationReturned(Technical1(asked), null));
    }

    [Test]
    public void Who_has_delegated_is_bound_to_sign_and_signs_no_other_part_of_the_step() =>
        AtReview().And(Reviewer, "2026-03-03 10:00", Delegate(OtherReviewer)).When(Reviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null))
            .ThenRejected(RejectionKind.Conflict, "task.same_signer");

    public static IEnumerable<TestCaseData> Unsuitable() =>
    [
        new TestCaseData(Clerk, "person.role_not_competent", RejectionKind.InvalidArgument).SetName("{m}: another role"),
        new TestCaseData(XiangtanClerk with { Roles = ["reviewer"] }, "person.other_office", RejectionKind.InvalidArgument).SetName("{m}: another office"),
        new TestCaseData(OtherReviewer, "task.same_signer", RejectionKind.Conflict).SetName("{m}: has signed the step"),
    ];

    [TestCaseSource(nameof(Unsuitable))]
    public void To_whom_a_task_does_not_go(Actor person, string code, RejectionKind kind)
    {
        var signed = AtReview().And(OtherReviewer, "2026-03-03 09:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));
        signed.When(Head, "2026-03-03 10:00", Assign(person)).ThenRejected(kind, code);
        signed.When(Reviewer, "2026-03-03 10:00", Transfer(person)).ThenRejected(kind, code);
        signed.When(Reviewer, "2026-03-03 10:00", Delegate(person)).ThenRejected(kind, code);
    }

    /// <summary>However often it changes hands, the step is due when it was due.</summary>
    [Test]
    public void No_hand_over_moves_a_clock()
    {
        var start = AtReview();
        var handed = start.And(Reviewer, "2026-03-03 10:00", Delegate(OtherReviewer)).And(OtherReviewer, "2026-03-03 11:00", Sample.ReturnDelegation)
            .And(Reviewer, "2026-03-03 12:00", Transfer(OtherReviewer)).And(Head, "2026-03-03 13:00", Assign(Reviewer))
            .And(Reviewer, "2026-03-03 14:00", given => new CaseCommand.AddSigner(Technical1(given), PersonOf(Deputy), SignerPosition.Before, "结构"));
        Assert.That(handed.File.Clocks, Is.EqualTo(start.Until("2026-03-03 14:00").File.Clocks));
        Assert.That(handed.Clock(Technical).Deadline!.Due, Is.EqualTo(Day("2026-03-05")));
    }

    [Test]
    public void A_substitute_acts_in_the_own_name_and_on_whose_behalf()
    {
        var claimed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim);
        var tried = claimed.When(Deputy, "2026-03-03 11:00", Sample.Endorse).Then("task.substituted.v1", "task.endorsed.v1")
            .ThenBy(Deputy, new CaseEvent.TaskSubstituted(Technical1(claimed), "fang", "fang", "chen", "chen"));
        Assert.That((tried.After.Task("technical").Assignee, tried.After.Task("technical").OnBehalfOf), Is.EqualTo(("fang", "chen")));
        claimed.When(OtherReviewer, "2026-03-03 11:00", Sample.Endorse).ThenRejected(RejectionKind.Conflict, "task.claimed_by_other");
    }

    internal static (CaseCommand Command, Tried Tried) SubstitutesObjection()
    {
        var claimed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim);
        var command = Sample.Object(claimed);
        return (command, claimed.When(Deputy, "2026-03-03 11:00", command));
    }

    internal static (CaseCommand Command, Tried Tried) SubstitutesReturn()
    {
        var claimed = Phases.InJointReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim);
        var command = Sample.Return(claimed);
        return (command, claimed.When(Deputy, "2026-03-03 11:00", command));
    }

    [Test]
    public void A_substitute_sends_the_case_back_like_any_other() => SubstitutesReturn().Tried.Then("task.substituted.v1", "stage.returned.v1", "clocks.recorded.v1");

    [Test]
    public void A_substitutes_objection_settles_the_step_like_any_other() => SubstitutesObjection().Tried.Then("task.substituted.v1", "task.objected.v1", "clocks.recorded.v1");

    [Test]
    public void Neither_who_signed_for_another_nor_the_one_signed_for_signs_the_step_again()
    {
        var signed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).And(Deputy, "2026-03-03 11:00", Sample.Endorse);
        signed.When(Deputy, "2026-03-03 12:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null)).ThenRejected(RejectionKind.Conflict, "task.same_signer");
        signed.When(Reviewer, "2026-03-03 12:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null)).ThenRejected(RejectionKind.Conflict, "task.same_signer");
    }

    [Test]
    public void A_substitute_who_could_not_sign_for_himself_does_not_sign_for_another() =>
        AtReview().And(Deputy, "2026-03-03 10:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null)).And(Reviewer, "2026-03-03 10:10", Sample.Claim)
            .When(Deputy, "2026-03-03 11:00", Sample.Endorse).ThenRejected(RejectionKind.Conflict, "task.same_signer");

    [Test]
    public void Who_is_back_takes_the_task_back()
    {
        var claimed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).And(Deputy, "2026-03-03 11:00", Sample.Claim);
        claimed.When(Deputy, "2026-03-03 11:10", Delegate(OtherReviewer)).ThenRejected(RejectionKind.InvalidState, "task.substitute_delegates");
        var back = claimed.When(Reviewer, "2026-03-03 12:00", Sample.Claim).Then("task.claimed.v1").After;
        Assert.That((back.Task("technical").Assignee, back.Task("technical").OnBehalfOf), Is.EqualTo(("chen", default(string))));
    }

    /// <summary>代理不得转代理: for the one who stands in nobody stands in; and only on the days of the absence.</summary>
    [TestCase("tan", "fang", "2026-03-01", "2026-03-03", "task.claimed_by_other", TestName = "A substitute of the substitute")]
    [TestCase("chen", "tan", "2026-02-20", "2026-03-02", "task.claimed_by_other", TestName = "The day after the last")]
    [TestCase("chen", "tan", "2026-03-04", "2026-03-09", "task.claimed_by_other", TestName = "The day before the first")]
    [TestCase("chen", "tan", "2026-03-03", "2026-03-03", null, TestName = "The day itself")]
    public void Only_the_substitute_of_that_person_on_those_days(string person, string substitute, string from, string through, string? code)
    {
        var claimed = AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).And(Deputy, "2026-03-03 10:30", Sample.Claim);
        var given = person == "tan" ? claimed : AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim);
        var facts = given.FactsFor(person == "tan" ? Deputy with { Id = "fang2" } : OtherReviewer, At("2026-03-03 11:00"));
        var absence = new Absence(person == "tan" ? "fang" : person, person, facts.Actor.Id, Day(from), Day(through));
        var decision = CaseDecider.Decide(given.State, new CaseCommand.ClaimTask(Technical1(given)), facts with { Absences = [absence] });
        Assert.That(decision.Rejection?.Code, Is.EqualTo(code), substitute);
    }

    private static Given AtReview() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept);

    private static Guid Technical1(Given given) => given.Task("technical").Id;

    private static Func<Given, CaseCommand> Assign(Actor to) => given => new CaseCommand.AssignTask(Technical1(given), PersonOf(to), null);

    private static Func<Given, CaseCommand> Transfer(Actor to) => given => new CaseCommand.TransferTask(Technical1(given), PersonOf(to), "外出勘查");

    private static Func<Given, CaseCommand> Delegate(Actor to) => given => new CaseCommand.DelegateTask(Technical1(given), PersonOf(to), "请先核面积");
}
