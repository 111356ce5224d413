using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Certificates;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>
/// 联审联批 (LH-01): 45 working days and 15 more (行政许可法 art 42 para 2), a promise of 30. Accepted on 2 March 2026, with Qingming
/// and Labour Day between: promised for 14 April, by law for 8 May.
/// </summary>
public class JointHandlingClocks
{
    private const string Formal = "step:check/formal";

    [Test]
    public void Acceptance_starts_both_limits()
    {
        var joint = Accepted();

        Assert.That(Due(joint, Clock.PromisedId), Is.EqualTo(Day("2026-04-14")));
        Assert.That(Due(joint, Clock.StatutoryId), Is.EqualTo(Day("2026-05-08")), "art 42 para 2");
    }

    [TestCase(15, "2026-05-28")]
    [TestCase(1, "2026-05-09", Description = "A worked Saturday")]
    public void The_head_of_the_government_extends(int days, string due)
    {
        var joint = Accepted().Must(journey => journey.By("mayor", Roles.GovernmentHead), "2026-03-05 10:00", More(days));

        Assert.That(Due(joint, Clock.StatutoryId), Is.EqualTo(Day(due)));
        Assert.That(Due(joint, Clock.PromisedId), Is.EqualTo(Day("2026-04-14")));
    }

    [TestCase(Roles.Clerk)]
    [TestCase(Roles.Reviewer)]
    [TestCase(Roles.Head)]
    [TestCase(Roles.Supervisor)]
    [TestCase(Roles.Admin)]
    public void Nobody_of_the_office_does(string role)
    {
        var joint = Accepted();

        Assert.That(joint.Try(joint.By(role, role), At("2026-03-05 10:00"), More(15))?.Code, Is.EqualTo("case.role_not_competent"));
    }

    [Test]
    public void Nor_the_government_of_another_place()
    {
        var joint = Accepted();
        var elsewhere = joint.By("mayor", Roles.GovernmentHead) with { Office = "430300" };

        Assert.That(joint.Try(elsewhere, At("2026-03-05 10:00"), More(15))?.Code, Is.EqualTo("case.wrong_office"));
    }

    [Test]
    public void Sixteen_days_are_too_many_and_once_is_all()
    {
        var joint = Accepted();
        var mayor = joint.By("mayor", Roles.GovernmentHead);
        Assert.That(joint.Try(mayor, At("2026-03-05 10:00"), More(16))?.Code, Is.EqualTo("extension.days_out_of_range"));

        joint.Must(_ => mayor, "2026-03-05 10:00", More(10));

        Assert.That(joint.Try(mayor, At("2026-03-06 10:00"), More(5))?.Code, Is.EqualTo("extension.already_used"));
    }

    // Extending is all he does: the extension of a case of one office is the head's (art 42 para 1).
    [Test]
    public void The_head_of_the_government_acts_in_nothing_else()
    {
        var (joint, single) = (Accepted(), Journey.Accepted("RF-01", "2026-03-02 10:00"));

        Assert.That(single.Try(single.By("mayor", Roles.GovernmentHead), At("2026-03-05 10:00"), More(5))?.Code, Is.EqualTo("case.role_not_competent"));
        Assert.That(joint.Try(joint.By("mayor", Roles.GovernmentHead), At("2026-03-05 10:00"), new CaseCommand.Terminate("撤回"))?.Code, Is.EqualTo("case.role_not_competent"));
    }

    // Art 32 knows correction before acceptance only: asked for in the review it stops what the office promised, not the law.
    [Test]
    public void Correction_in_the_review_stops_the_promise_alone()
    {
        var asked = Accepted().Must(journey => journey.Clerk, "2026-03-10 10:00", new CaseCommand.RequestCorrection([new CorrectionItem("site-plan", "缺少防空地下室范围")], null));
        Assert.That((Of(asked, Clock.PromisedId).Status, Due(asked, Clock.PromisedId)), Is.EqualTo((ClockStatus.Suspended, (DateOnly?)null)));
        Assert.That((Of(asked, Clock.StatutoryId).Status, Due(asked, Clock.StatutoryId)), Is.EqualTo((ClockStatus.Running, (DateOnly?)Day("2026-05-08"))));

        var answered = asked.Must(journey => journey.Clerk, "2026-03-17 10:00", new CaseCommand.SubmitCorrection([Paper("site-plan")], null));

        Assert.That(Due(answered, Clock.PromisedId), Is.EqualTo(Day("2026-04-21")), "five working days, 11 to 17 March, later");
        Assert.That(Due(answered, Clock.StatutoryId), Is.EqualTo(Day("2026-05-08")));
    }

    // Open from 9 to 12 and from 13 to 17.
    [TestCase("2026-03-06 10:00", "2026-03-06 15:00", TestName = "Four working hours across lunch")]
    [TestCase("2026-03-06 11:30", "2026-03-06 16:30", TestName = "Four working hours from half an hour before lunch")]
    [TestCase("2026-03-06 16:00", "2026-03-09 12:00", TestName = "Four working hours over a weekend, used up at lunch")]
    [TestCase("2026-03-06 16:30", "2026-03-09 13:30", TestName = "Four working hours over a weekend and across lunch")]
    [TestCase("2026-02-14 16:30", "2026-02-24 13:30", TestName = "Four working hours from a worked Saturday over Spring Festival")]
    [TestCase("2026-04-30 15:00", "2026-05-06 11:00", TestName = "Four working hours over Labour Day")]
    public void The_formal_check_has_four_working_hours(string accepted, string passes)
    {
        var deadline = Of(Journey.Accepted("LH-01", accepted), Formal).Deadline!;

        Assert.That((deadline.PassesAt, deadline.Due), Is.EqualTo((At(passes), Day(passes[..10]))));
    }

    [Test]
    public void The_departments_have_their_own_days_side_by_side()
    {
        var joint = Accepted();
        Endorse(joint, "formal", "li", Roles.Clerk, "2026-03-02 11:00");
        Endorse(joint, "technical", "chen", Roles.Reviewer, "2026-03-03 10:00");
        Endorse(joint, "technical", "tan", Roles.Reviewer, "2026-03-03 11:00");

        var due = new[] { "investment", "planning", "construction", "engineering" }.Select(step => Due(joint, Clock.StepId("joint", step)));

        Assert.That(due, Is.EqualTo(new DateOnly?[] { Day("2026-03-10"), Day("2026-03-13"), Day("2026-03-17"), Day("2026-03-17") }), "5, 8, 10 and 10 working days");
    }

    // 岳阳 (RF-01): 15 by its own rule, a promise of 5.
    [TestCase("2026-03-02 10:00", "2026-03-09", "2026-03-23")]
    [TestCase("2026-02-12 10:00", "2026-02-26", "2026-03-11", Description = "Over Spring Festival; 14 and 28 February are worked")]
    public void Yueyang_has_fifteen_and_five(string accepted, string promised, string statutory)
    {
        var single = Journey.Accepted("RF-01", accepted, office: "430600");

        Assert.That((Due(single, Clock.PromisedId), Due(single, Clock.StatutoryId)), Is.EqualTo(((DateOnly?)Day(promised), (DateOnly?)Day(statutory))));
    }

    private static Journey Accepted() => Journey.Accepted("LH-01", "2026-03-02 10:00");

    private static void Endorse(Journey journey, string step, string id, string role, string at)
    {
        var task = ((CaseState.InReview)journey.State).Review.Tasks.First(task => task.Step == step && task.IsOpen);
        journey.Must(_ => journey.By(id, role), at, new CaseCommand.EndorseTask(task.Id, "同意"));
    }

    private static CaseCommand.Extend More(int days) => new(days, "各部门意见需要协调");

    private static Clock Of(Journey journey, string id) => journey.File.Clock(id)!;

    private static DateOnly? Due(Journey journey, string id) => Of(journey, id).Deadline?.Due;
}
