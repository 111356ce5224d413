using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>会签, 或签, 票签, 顺签: what the signatures of a step come to.</summary>
public class SigningModes
{
    // signatures in order: a agrees, o objects; P pending, A agreed, X against
    [TestCase("a", "P"), TestCase("aa", "P"), TestCase("aaa", "A"), TestCase("o", "X"), TestCase("ao", "X")]
    public void All_must_agree(string signatures, string expected) => Settles(Step(SigningMode.All, 3), signatures, expected);

    [TestCase("", "P"), TestCase("a", "A"), TestCase("o", "X")]
    public void The_first_of_any_settles_it(string signatures, string expected) => Settles(Step(SigningMode.Any, 3), signatures, expected);

    [TestCase("aa", "P"), TestCase("aaa", "A"), TestCase("oaaa", "A"), TestCase("ooaaa", "A"), TestCase("oo", "P"), TestCase("ooo", "X"), TestCase("aaooo", "X")]
    public void Three_of_five(string signatures, string expected) => Settles(Step(SigningMode.Quorum, 5) with { Quorum = new(3, null, []) }, signatures, expected);

    // Two thirds of five are four people.
    [TestCase("aaa", "P"), TestCase("aaaa", "A"), TestCase("oaaaa", "A"), TestCase("oo", "X")]
    public void Two_thirds_of_five(string signatures, string expected) => Settles(Step(SigningMode.Quorum, 5) with { Quorum = new(null, 2m / 3, []) }, signatures, expected);

    [TestCase("o", "X"), TestCase("ao", "P")]
    public void A_veto_settles_it_alone(string signatures, string expected) =>
        Settles(Step(SigningMode.Quorum, 3) with { SignerRoles = [Roles.Head, Roles.Reviewer, Roles.Reviewer], Quorum = new(2, null, [Roles.Head]) }, signatures, expected);

    [TestCase(true, "P"), TestCase(false, "A")]
    public void An_added_signer_must_agree_besides(bool pending, string expected)
    {
        var step = Step(SigningMode.Any, 1);
        CaseTask[] tasks = [Task(step, 1, CaseTaskStatus.Endorsed), Task(step, 2, pending ? CaseTaskStatus.Offered : CaseTaskStatus.Endorsed) with { AddedFor = Guid.NewGuid() }];
        Assert.That(StepSettling.Of(step, tasks), Is.EqualTo(Of(expected)));
    }

    [Test]
    public void An_added_signer_who_objects_settles_it_against()
    {
        var step = Step(SigningMode.Quorum, 3) with { Quorum = new(2, null, []) };
        CaseTask[] tasks = [Task(step, 1, CaseTaskStatus.Endorsed), Task(step, 2, CaseTaskStatus.Endorsed), Task(step, 3, CaseTaskStatus.Offered), Task(step, 4, CaseTaskStatus.Objected) with { AddedFor = Guid.NewGuid() }];
        Assert.That(StepSettling.Of(step, tasks), Is.EqualTo(StepSettlement.Against));
    }

    [Test]
    public void A_vote_that_is_carried_leaves_nothing_to_sign_and_its_clock_stops()
    {
        var one = AtPanel().And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.EndorseTask(given.Task("vote").Id, null));
        var tried = one.When(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("vote", 2).Id, null));

        tried.Then("task.claimed.v1", "task.endorsed.v1", "tasks.cancelled.v1", "clocks.recorded.v1").ThenClock(Clock.StepId("panel", "vote"), ClockStatus.Stopped, "2026-03-05");
        Assert.That(tried.After.Task("vote", 3).Status, Is.EqualTo(CaseTaskStatus.Cancelled));
        Assert.That(tried.After.Review.Stage, Is.EqualTo("panel"), "The other step is open.");
    }

    [Test]
    public void One_vote_against_is_counted_and_the_others_go_on()
    {
        var against = AtPanel().And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.ObjectTask(given.Task("vote").Id, "面积不足"));
        Assert.That(against.Task("vote", 2).Status, Is.EqualTo(CaseTaskStatus.Offered));

        var carried = against.And(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("vote", 2).Id, null))
            .And(Head, "2026-03-03 12:00", given => new CaseCommand.EndorseTask(given.Task("vote", 3).Id, null))
            .And(Reviewer, "2026-03-03 13:00", given => new CaseCommand.EndorseTask(given.Task("either").Id, null));
        Assert.That((carried.Review.Stage, carried.Review.Objected), Is.EqualTo(("joint", false)));
    }

    [Test]
    public void The_veto_of_the_head_ends_the_chain_when_its_stage_closes()
    {
        var vetoed = AtPanel().And(Head, "2026-03-03 10:00", given => new CaseCommand.ObjectTask(given.Task("vote", 3).Id, "不同意"));
        Assert.That(vetoed.Review.Tasks.Where(task => task.Step == "vote").Select(task => task.Status), Is.EqualTo(new[] { CaseTaskStatus.Cancelled, CaseTaskStatus.Cancelled, CaseTaskStatus.Objected }));

        var ended = vetoed.And(Reviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("either").Id, null));
        Assert.That(ended.Review, Has.Property("Complete").True.And.Property("Objected").True);
    }

    [Test]
    public void In_turn_the_second_is_asked_when_the_first_has_agreed()
    {
        var line = AtLine();
        Assert.That((line.Task("sign").Status, line.Task("sign", 2).Status), Is.EqualTo((CaseTaskStatus.Offered, CaseTaskStatus.Waiting)));
        line.When(Head, "2026-03-05 10:00", given => new CaseCommand.EndorseTask(given.Task("sign", 2).Id, null)).ThenRejected(RejectionKind.InvalidState, "task.waiting");

        var tried = line.When(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.EndorseTask(given.Task("sign").Id, null));
        tried.Then("task.claimed.v1", "task.endorsed.v1", "task.offered.v1");
        Assert.That(tried.After.And(Head, "2026-03-05 11:00", given => new CaseCommand.EndorseTask(given.Task("sign", 2).Id, null)).Review.Complete, Is.True);
    }

    [Test]
    public void In_turn_an_objection_leaves_nobody_waiting()
    {
        var ended = AtLine().And(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.ObjectTask(given.Task("sign").Id, "不同意"));
        Assert.That(ended.Review, Has.Property("Complete").True.And.Property("Objected").True);
    }

    [Test]
    public void Who_signed_the_one_may_not_sign_the_other()
    {
        var line = AtLine();
        line.When(Reviewer, "2026-03-05 10:00", given => new CaseCommand.EndorseTask(given.Task("sign").Id, null)).ThenRejected(RejectionKind.Conflict, "task.duties_not_separate");
        line.When(Reviewer, "2026-03-05 10:00", given => new CaseCommand.ClaimTask(given.Task("sign").Id)).ThenRejected(RejectionKind.Conflict, "task.duties_not_separate");
    }

    internal static Given AtPanel() => Given.Received("2026-03-02 10:00", Matters.Chained).And(Clerk, "2026-03-02 11:00", Sample.Accept);

    /// <summary>The vote and the first of either have agreed; the partners are asked.</summary>
    internal static Given AtJoint() => AtPanel()
        .And(Reviewer, "2026-03-03 09:10", given => new CaseCommand.EndorseTask(given.Task("vote").Id, null))
        .And(OtherReviewer, "2026-03-03 09:20", given => new CaseCommand.EndorseTask(given.Task("vote", 2).Id, null))
        .And(Reviewer, "2026-03-03 09:30", given => new CaseCommand.EndorseTask(given.Task("either").Id, null));

    internal static Given AtLine() => AtJoint()
        .And(Planner, "2026-03-04 09:10", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null))
        .And(Builder, "2026-03-04 09:20", given => new CaseCommand.EndorseTask(given.Task("construction").Id, null));

    private static void Settles(Step step, string signatures, string expected)
    {
        var tasks = Enumerable.Range(1, step.Signers).Select(signer => Task(step, signer, signer > signatures.Length ? CaseTaskStatus.Offered : signatures[signer - 1] == 'a' ? CaseTaskStatus.Endorsed : CaseTaskStatus.Objected));
        Assert.That(StepSettling.Of(step, [.. tasks]), Is.EqualTo(Of(expected)));
    }

    private static StepSettlement Of(string letter) => letter switch { "A" => StepSettlement.Agreed, "X" => StepSettlement.Against, _ => StepSettlement.Pending };

    private static Step Step(SigningMode mode, int signers) => new("step", new("step", "step"), Roles.Reviewer, null, mode, signers, null, null);

    private static CaseTask Task(Step step, int signer, CaseTaskStatus status) => new(Guid.NewGuid(), "stage", step.Id, signer, step.RoleOf(signer), status, null, null);
}
