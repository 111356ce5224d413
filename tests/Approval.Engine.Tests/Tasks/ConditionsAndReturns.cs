using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>Which way a case goes through its chain: stages and steps that apply, and what is asked again after a return (退回).</summary>
public class ConditionsAndReturns
{
    // The application's building area is 36,500.5.
    [TestCase(30_000, null, true), TestCase(36_500.5, null, true), TestCase(36_501, null, false), TestCase(null, 36_500.5, true), TestCase(null, 36_500, false)]
    public void A_stage_applies_by_a_number_of_the_form(double? least, double? most, bool applies)
    {
        var condition = new Condition.Between("form.buildingArea", (decimal?)least, (decimal?)most);
        var accepted = Given.Received("2026-03-02 10:00", With(condition)).And(Clerk, "2026-03-02 11:00", Sample.Accept);
        var opened = accepted.Entries.Select(entry => entry.Event).OfType<CaseEvent.StageOpened>().Single();
        Assert.That((opened.Stage, opened.Skipped?.Single()), Is.EqualTo(applies ? ("first", (string?)null) : ("second", "first")));
    }

    private static readonly (Condition Condition, bool Holds)[] Truths =
    [
        (new Condition.Is("project.class", ["ordinary"]), true),
        (new Condition.Is("project.class", ["key"]), false),
        (new Condition.Is("project.division", ["430104", "430105"]), true),
        (new Condition.Is("applicant.type", ["enterprise"]), true),
        (new Condition.Is("channel", ["window"]), false),
        (new Condition.Is("acceptance", ["explicit"]), true),
        (new Condition.Is("form.nothing", ["x"]), false),
        (new Condition.Between("form.nothing", 0, null), false),
        (new Condition.Present("material.scheme", true), true),
        (new Condition.Present("material.survey", true), false),
        (new Condition.Present("material.survey", false), true),
        (new Condition.Not(new Condition.Is("form.nothing", ["x"])), true),
        (new Condition.All([new Condition.Is("form.floors", ["18"]), new Condition.Present("material.scheme", true)]), true),
        (new Condition.All([new Condition.Is("form.floors", ["18"]), new Condition.Present("material.survey", true)]), false),
        (new Condition.Any([new Condition.Is("form.floors", ["19"]), new Condition.Present("material.scheme", true)]), true),
    ];

    [TestCaseSource(nameof(Truths))]
    public void A_condition_holds_or_not((Condition Condition, bool Holds) row)
    {
        var accepted = Given.Received("2026-03-02 10:00", With(row.Condition)).And(Clerk, "2026-03-02 11:00", Sample.Accept);
        Assert.That(accepted.Review.Stage, Is.EqualTo(row.Holds ? "first" : "second"));
    }

    [Test]
    public void Only_the_facts_asked_for_are_kept_with_the_case()
    {
        Assert.That(Given.Received("2026-03-02 10:00", With(new Condition.Between("form.floors", 3, null))).File.Facts, Is.EqualTo(new[] { new CaseFact("form.floors", "18") }));
        Assert.That(Given.Received("2026-03-02 10:00").File.Facts, Is.Null);
    }

    [Test]
    public void A_case_to_which_no_stage_applies_is_decided_at_once()
    {
        var never = new Condition.Is("project.class", ["key"]);
        var procedure = With(never);
        procedure = procedure with { Chain = new([.. procedure.Chain.Stages.Select(stage => stage with { When = never })]) };
        Given.Received("2026-03-02 10:00", procedure).And(Clerk, "2026-03-02 11:00", Sample.Accept).When(Head, "2026-03-03 10:00", Sample.Grant).ThenPhase("decided");
    }

    [Test]
    public void What_was_agreed_and_is_kept_is_not_asked_again()
    {
        var returned = SigningModes.AtLine().And(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.ReturnTask(given.Task("sign").Id, "panel", "重新会审") { Steps = ["either"] });

        Assert.That(returned.Review.Tasks.Select(task => task.Step).Distinct(), Is.EqualTo(new[] { "either" }), "The vote stands.");
        var joint = returned.And(Reviewer, "2026-03-05 11:00", given => new CaseCommand.EndorseTask(given.Task("either").Id, null));
        Assert.That((joint.Review.Stage, joint.Review.Tasks.Single().Step), Is.EqualTo(("joint", "construction")), "Planning stands.");
        var line = joint.And(Builder, "2026-03-05 12:00", given => new CaseCommand.EndorseTask(given.Task("construction").Id, null));
        Assert.That(line.Review.Stage, Is.EqualTo("line"));
        Assert.That(line.Review.Kept, Is.Null);
    }

    [Test]
    public void Without_names_the_whole_stage_is_done_again() =>
        Assert.That(
            SigningModes.AtLine().And(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.ReturnTask(given.Task("sign").Id, "panel", "重新会审")).Review.Tasks.Select(task => task.Step).Distinct(),
            Is.EqualTo(new[] { "vote", "either" }));

    [Test]
    public void A_signature_given_in_the_stage_left_stands_when_it_comes_up_again()
    {
        var line = SigningModes.AtLine().And(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.EndorseTask(given.Task("sign").Id, null))
            .And(Head, "2026-03-05 11:00", given => new CaseCommand.ReturnTask(given.Task("sign", 2).Id, "joint", "请复核"))
            .And(Planner, "2026-03-05 12:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null))
            .And(Builder, "2026-03-05 13:00", given => new CaseCommand.EndorseTask(given.Task("construction").Id, null));

        Assert.That((line.Task("sign").Status, line.Task("sign").Assignee, line.Task("sign", 2).Status), Is.EqualTo((CaseTaskStatus.Endorsed, "tan", CaseTaskStatus.Offered)));
        Assert.That(line.And(Head, "2026-03-05 14:00", given => new CaseCommand.EndorseTask(given.Task("sign", 2).Id, null)).Review.Complete, Is.True);
    }

    [Test]
    public void No_case_goes_round_without_end()
    {
        var given = SigningModes.AtJoint();
        for (var day = 4; day < 6; day++)
        {
            var at = $"2026-03-0{day}";
            given = given.And(Planner, $"{at} 10:00", now => new CaseCommand.ReturnTask(now.Task("planning").Id, "panel", "退回"))
                .And(Reviewer, $"{at} 11:00", now => new CaseCommand.EndorseTask(now.Task("vote").Id, null))
                .And(OtherReviewer, $"{at} 12:00", now => new CaseCommand.EndorseTask(now.Task("vote", 2).Id, null))
                .And(Reviewer, $"{at} 13:00", now => new CaseCommand.EndorseTask(now.Task("either").Id, null));
        }

        given.When(Planner, "2026-03-06 10:00", now => new CaseCommand.ReturnTask(now.Task("planning").Id, "panel", "退回")).ThenRejected(RejectionKind.InvalidState, "task.return_limit");
    }

    [TestCase(), TestCase("planning")]
    public void The_steps_to_do_again_are_of_the_stage_returned_to(params string[] steps) =>
        SigningModes.AtLine().When(OtherReviewer, "2026-03-05 10:00", given => new CaseCommand.ReturnTask(given.Task("sign").Id, "panel", "退回") { Steps = [.. steps] })
            .ThenRejected(RejectionKind.InvalidArgument, "task.return_steps");

    private static Procedure With(Condition condition) => Matters.Licence with
    {
        Chain = new(
        [
            Matters.Licence.Chain.Stages[0] with { Id = "first", When = condition },
            Matters.Licence.Chain.Stages[2] with { Id = "second", ReturnsTo = [] },
        ]),
    };
}
