using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>联审联批: each participating office has its own tasks, its own deadline and its own card; silence escalates, and agrees only where an act says so.</summary>
public class JointReview
{
    [Test]
    public void Each_partner_has_a_task_and_a_deadline_of_its_own()
    {
        var joint = SigningModes.AtJoint();

        Assert.That(joint.Review.Tasks.Select(task => (task.Step, task.Office)), Is.EqualTo(new[] { ("planning", "430100-ZRZY"), ("construction", "430100-ZJ") }));
        Assert.That((joint.Clock("step:joint/planning").Deadline!.Due, joint.Clock("step:joint/construction").Deadline!.Due), Is.EqualTo((Day("2026-03-06"), Day("2026-03-09"))));
        Assert.That(joint.File.Participants, Is.EqualTo(new[] { "430100-ZRZY", "430100-ZJ" }));
    }

    [Test]
    public void The_task_of_a_partner_is_for_its_people_alone()
    {
        var joint = SigningModes.AtJoint();
        joint.When(Reviewer, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null)).ThenRejected(RejectionKind.Forbidden, "task.other_office");
        joint.When(Builder, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null)).ThenRejected(RejectionKind.Forbidden, "task.other_office");
        joint.When(Planner, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null)).Then("task.claimed.v1", "task.endorsed.v1", "clocks.recorded.v1");
    }

    [Test]
    public void People_of_a_partner_do_nothing_else_with_the_case()
    {
        var joint = SigningModes.AtJoint();
        joint.When(PlanningHead, "2026-03-04 10:00", Sample.Extend).ThenRejected(RejectionKind.Forbidden, "case.wrong_office");
        joint.When(PlanningHead, "2026-03-04 10:00", Sample.Grant).ThenRejected(RejectionKind.Forbidden, "case.wrong_office");
    }

    [Test]
    public void A_place_without_the_agency_does_the_step_itself()
    {
        var joint = Given.Received("2026-03-02 10:00", Matters.Chained, Xiangtan).And(XiangtanClerk, "2026-03-02 11:00", Sample.Accept);
        Assert.That(joint.Review.Tasks.Select(task => task.Office), Is.All.Null);
    }

    // Asked on 3 March, three working days: 6 March. Silence does not agree.
    [Test]
    public void Silence_escalates_to_the_head_of_the_silent_office_and_makes_its_card()
    {
        var silent = SigningModes.AtJoint().Until("2026-03-07 00:00");

        Assert.That(silent.Task("planning"), Has.Property("Status").EqualTo(CaseTaskStatus.Offered).And.Property("Escalated").True);
        var card = silent.Entries.Select(entry => entry.Event).OfType<CaseEvent.CardIssued>().Single(card => card.Rule == "step:joint/planning.breached");
        Assert.That((card.Office, card.Level), Is.EqualTo(("430100-ZRZY", CardLevel.Yellow)));
        silent.When(Head, "2026-03-09 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null)).ThenRejected(RejectionKind.Forbidden, "task.other_office");
        silent.When(PlanningHead, "2026-03-09 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null)).Then("task.claimed.v1", "task.endorsed.v1", "clocks.recorded.v1", "lamp.changed.v1");
        SigningModes.AtJoint().When(PlanningHead, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null)).ThenRejected(RejectionKind.Forbidden, "task.role_not_competent");
    }

    // Four working days: 9 March. 工程建设项目并联审批管理规定 says that silence is agreement.
    [Test]
    public void Silence_agrees_where_an_act_says_so_and_the_chain_goes_on()
    {
        var planned = SigningModes.AtJoint().And(Planner, "2026-03-04 09:10", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null));
        var passed = planned.Until("2026-03-10 00:00");

        var deemed = passed.Entries.Single(entry => entry.Event is CaseEvent.StepDeemedAgreed);
        Assert.That((((CaseEvent.StepDeemedAgreed)deemed.Event).LegalBasis, deemed.Actor.IsSystem, deemed.EffectiveAt), Is.EqualTo(("工程建设项目并联审批管理规定第十二条", true, At("2026-03-10 00:00"))));
        Assert.That(passed.Review.Stage, Is.EqualTo("line"));
        Assert.That(passed.Clock("step:joint/construction"), Has.Property("StoppedOn").EqualTo(Day("2026-03-10")).And.Property("Status").EqualTo(ClockStatus.Breached), "It was late all the same.");
        passed.When(Builder, "2026-03-10 10:00", new CaseCommand.EndorseTask(planned.Task("construction").Id, null)).ThenRejected(RejectionKind.InvalidState, "task.closed");
    }
}
