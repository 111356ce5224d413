using Approval.Engine.Cases;
using Approval.Engine.Pictures;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;
using Approval.Engine.Progress;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Progress;

/// <summary>What of the chain is done, open, ahead, skipped, and who did it when.</summary>
public class WaysGone
{
    private static Given Accepted(Procedure? procedure = null) => Given.Received("2026-03-02 10:00", procedure).And(Clerk, "2026-03-02 11:00", Sample.Accept);

    [Test]
    public void Who_signed_when_is_kept_after_the_stage_has_closed()
    {
        var progress = Forecasts.At(
            Accepted()
                .And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.EndorseTask(given.Task("technical").Id, "同意"))
                .And(OtherReviewer, "2026-03-04 10:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, "同意")),
            "2026-03-04 11:00");

        Assert.That(progress.Stages.Select(stage => stage.Status), Is.EqualTo(new[] { PictureState.Done, PictureState.Open, PictureState.Ahead }));
        Assert.That((progress.Stages[0].OpenedAt, progress.Stages[0].ClosedAt), Is.EqualTo((World.At("2026-03-02 11:00"), World.At("2026-03-04 10:00"))));
        Assert.That(
            progress.Stages[0].Steps[0].Tasks.Select(task => (task.Signer, task.Status, task.Assignee, task.ClosedAt)),
            Is.EqualTo(new[] { (1, CaseTaskStatus.Endorsed, (string?)"chen", World.At("2026-03-03 10:00")), (2, CaseTaskStatus.Endorsed, "tan", World.At("2026-03-04 10:00")) }.Select(t => (t.Item1, t.Item2, t.Item3, (DateTimeOffset?)t.Item4))));
        Assert.That(progress.Stages[1].Steps.Select(step => (step.Status, step.Due)), Is.EqualTo(new[] { (PictureState.Open, (DateOnly?)Day("2026-03-06")), (PictureState.Open, Day("2026-03-06")) }));
    }

    [Test]
    public void A_return_puts_the_later_stages_ahead_again_and_is_told()
    {
        var progress = Forecasts.At(
            Accepted()
                .And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.EndorseTask(given.Task("technical").Id, null))
                .And(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null))
                .And(Reviewer, "2026-03-04 10:00", given => new CaseCommand.ReturnTask(given.Task("planning").Id, "review", "面积不符")),
            "2026-03-04 11:00");

        Assert.That(progress.Stages.Select(stage => (stage.Status, stage.Round)), Is.EqualTo(new[] { (PictureState.Open, 3), (PictureState.Ahead, 2), (PictureState.Ahead, 0) }));
        Assert.That(progress.Stages[1].Returns.Single(), Is.EqualTo(new ReturnMade("review", 2, "面积不符", "chen", World.At("2026-03-04 10:00"))));
        Assert.That(progress.Stages[1].Steps.SelectMany(step => step.Tasks).Select(task => task.Status), Is.All.EqualTo(CaseTaskStatus.Cancelled));
        Assert.That(progress.Stages[0].Steps[0].Tasks.Select(task => task.Round), Is.EqualTo(new[] { 1, 1, 3, 3 }));

        // 3 days again from the 4th (9 March), 2 (11 March), 1 (12 March); the promise of the 11th is not moved by it.
        Assert.That((progress.Forecast!.Decision, progress.Forecast.Promised, progress.Forecast.PassesPromise), Is.EqualTo((Day("2026-03-12"), (DateOnly?)Day("2026-03-11"), true)));
    }

    [Test]
    public void What_was_agreed_before_a_return_and_is_kept_takes_no_time()
    {
        var chain = Matters.Licence.Chain;
        var kept = chain.Stages[1] with { Steps = [chain.Stages[1].Steps[0] with { KeepsOnReturn = true }, chain.Stages[1].Steps[1] with { Budget = null }] };
        var progress = Forecasts.At(
            Accepted(Matters.Licence with { Chain = new([chain.Stages[0], kept, chain.Stages[2]]) })
                .And(Reviewer, "2026-03-02 12:00", given => new CaseCommand.EndorseTask(given.Task("technical").Id, null))
                .And(OtherReviewer, "2026-03-02 12:30", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null))
                .And(Reviewer, "2026-03-02 13:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, null))
                .And(OtherReviewer, "2026-03-02 14:00", given => new CaseCommand.ReturnTask(given.Task("engineering").Id, "review", "补充说明")),
            "2026-03-02 15:00");

        Assert.That(progress.Stages[1].Steps.Select(step => (step.Status, step.Kept, step.Expected?.Through)), Is.EqualTo(new[] { (PictureState.Done, true, (DateOnly?)null), (PictureState.Ahead, false, Day("2026-03-05")) }));
        Assert.That(progress.Stages[1].Expected!.Through, Is.EqualTo(Day("2026-03-05")));
    }

    // The application's building area is 36,500.5.
    [TestCase(30_000, true)]
    [TestCase(40_000, false)]
    public void A_stage_whose_condition_does_not_hold_is_left_out(int least, bool applies)
    {
        var chain = Matters.Licence.Chain;
        var conditional = chain.Stages[1] with { When = new Condition.Between("form.buildingArea", least, null), ReturnsTo = [] };
        var procedure = Matters.Licence with { Chain = new([chain.Stages[0], conditional, chain.Stages[2] with { ReturnsTo = ["review"] }]) };
        var accepted = Accepted(procedure);

        var ahead = Forecasts.At(accepted, "2026-03-02 15:00");
        var after = Forecasts.At(accepted.Reviewed("2026-03-03 10:00"), "2026-03-03 11:00");

        Assert.That((ahead.Stages[1].Status, ahead.Stages[1].Applies, ahead.Stages[1].Expected is not null), Is.EqualTo((PictureState.Ahead, applies, applies)));
        Assert.That(ahead.Forecast!.Decision, Is.EqualTo(Day(applies ? "2026-03-10" : "2026-03-06")));
        Assert.That(after.Stages[1].Status, Is.EqualTo(applies ? PictureState.Done : PictureState.Skipped));
        Assert.That((after.Decision.Status, after.Decision.Since, after.Decision.Due), Is.EqualTo((PictureState.Open, (DateOnly?)Day("2026-03-03"), (DateOnly?)Day("2026-03-11"))));
    }

    [Test]
    public void After_an_objection_the_rest_of_the_chain_is_not_reached_and_the_determination_is_open()
    {
        var progress = Forecasts.At(Accepted().And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.ObjectTask(given.Task("technical").Id, "不符合")), "2026-03-03 11:00");

        Assert.That(progress.Stages.Select(stage => stage.Status), Is.EqualTo(new[] { PictureState.Done, PictureState.NotReached, PictureState.NotReached }));
        Assert.That((progress.Decision.Status, progress.Forecast!.Decision), Is.EqualTo((PictureState.Open, Day("2026-03-03"))));
    }

    [Test]
    public void A_withdrawn_case_has_nothing_ahead()
    {
        var progress = Forecasts.At(Accepted().And(Applicant, "2026-03-03 10:00", Sample.Withdraw), "2026-03-03 11:00");

        Assert.That(progress.Stages.Select(stage => stage.Status), Is.All.EqualTo(PictureState.NotReached));
        Assert.That((progress.Intake.Status, progress.Decision.Status, progress.Delivery.Status, progress.Forecast), Is.EqualTo((PictureState.Done, PictureState.NotReached, PictureState.NotReached, (Forecast?)null)));
    }

    [Test]
    public void To_the_end()
    {
        var granted = Accepted().Reviewed("2026-03-03 10:00").And(Head, "2026-03-03 12:00", Sample.Grant);
        Assert.That(Forecasts.At(granted, "2026-03-04 10:00").Delivery, Is.EqualTo(new FrameProgress(PictureState.Open, Day("2026-03-03"), null, Day("2026-03-17"), Day("2026-03-17"))));

        var served = granted.And(Clerk, "2026-03-04 10:00", Sample.Issue).And(Clerk, "2026-03-05 10:00", Sample.Serve);
        var progress = Forecasts.At(served, "2026-03-06 10:00");
        Assert.That(progress.Stages.Select(stage => stage.Status).Append(progress.Intake.Status).Append(progress.Decision.Status).Append(progress.Delivery.Status), Is.All.EqualTo(PictureState.Done));
        Assert.That((progress.Decision.DoneOn, progress.Delivery.DoneOn), Is.EqualTo(((DateOnly?)Day("2026-03-03"), (DateOnly?)Day("2026-03-05"))));
    }

    [Test]
    public void The_picture_shows_it()
    {
        var given = Accepted()
            .And(Reviewer, "2026-03-03 10:00", now => new CaseCommand.EndorseTask(now.Task("technical").Id, null))
            .And(OtherReviewer, "2026-03-04 10:00", now => new CaseCommand.EndorseTask(now.Task("technical", 2).Id, null));

        var picture = CasePicture.Of(given.Procedure, Forecasts.At(given, "2026-03-04 11:00"), (CaseState.Known)given.State);

        var shown = picture.Shapes.Where(shape => shape.Kind == ShapeKind.UserTask).ToDictionary(shape => shape.Id, shape => (shape.State, Line: shape.Name.Split('\n').ElementAtOrDefault(1)));
        Assert.That(shown, Is.EquivalentTo(new Dictionary<string, (PictureState?, string?)>
        {
            ["check"] = (PictureState.Done, "已办 2026-03-02"),
            ["correct"] = (null, null),
            ["accept"] = (PictureState.Done, "已办 2026-03-02"),
            ["step_technical"] = (PictureState.Done, "已办 2026-03-04"),
            ["step_planning"] = (PictureState.Open, "在办 限2026-03-06"),
            ["step_engineering"] = (PictureState.Open, "在办 限2026-03-06"),
            ["step_sign"] = (PictureState.Ahead, "预计 2026-03-09"),
            ["decide"] = (PictureState.Ahead, "预计 2026-03-09"),
            ["issue"] = (PictureState.Ahead, null),
            ["serve"] = (PictureState.Ahead, "预计 2026-03-23"),
        }));
    }
}
