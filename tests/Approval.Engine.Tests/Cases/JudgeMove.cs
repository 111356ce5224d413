using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;
using Approval.Engine.Tasks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>改按新版本办理: an open case under another version. Licence: promise 7, law 20, review (technical, two sign), joint (planning, engineering), approval.</summary>
internal sealed class JudgeMove
{
    private const string Later = "2026-03-03 15:00";

    [Test]
    public void The_promise_is_counted_anew_from_the_day_it_started()
    {
        // Accepted on Monday 2 March: 7 working days end on 11 March, 5 on 9 March; the law's 20 stay.
        var before = Phases.InReview();
        var moved = Moved(before, Promise(5));

        Assert.That((Due(before, Clock.PromisedId), Due(moved, Clock.PromisedId)), Is.EqualTo((Day("2026-03-11"), Day("2026-03-09"))));
        Assert.That(Due(moved, Clock.StatutoryId), Is.EqualTo(Due(before, Clock.StatutoryId)));
        Assert.That((moved.File.ProcedureVersion, moved.File.Limits.Promised.Amount, moved.Clock(Clock.PromisedId).StartedOn), Is.EqualTo((2, 5, before.Clock(Clock.PromisedId).StartedOn)));
        var entry = moved.Entries.Select(row => row.Event).OfType<CaseEvent.MovedToVersion>().Single();
        Assert.That((entry.FromVersion, entry.ToVersion, entry.Reason, entry.LimitsBefore.Promised.Amount, entry.Limits.Promised.Amount), Is.EqualTo((1, 2, "承诺时限缩短", 7, 5)));
        Assert.That(entry.Dues, Does.Contain(new DueChange(Clock.PromisedId, Day("2026-03-11"), Day("2026-03-09"))));
    }

    [Test]
    public void Tasks_of_a_step_that_asks_the_same_go_on_with_what_was_signed()
    {
        var before = Phases.InReview().And(Reviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical").Id, "同意"));
        var moved = Moved(before, Promise(6));

        Assert.That(moved.Review.Tasks, Is.EqualTo(before.Review.Tasks));
        Assert.That(moved.Review.Round, Is.EqualTo(before.Review.Round));
        Assert.That(moved.And(OtherReviewer, "2026-03-03 16:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, "同意")).Review.Stage, Is.EqualTo("joint"));
    }

    [Test]
    public void A_step_that_asks_otherwise_is_asked_anew()
    {
        var before = Phases.InReview().And(Reviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical").Id, "同意"));
        var moved = Moved(before, target => WithStep(target, "technical", step => step with { Signers = 3 }));

        Assert.That(moved.Review.Tasks.Select(task => (task.Step, task.Signer, task.Status)), Is.EqualTo(new[]
        {
            ("technical", 1, CaseTaskStatus.Offered), ("technical", 2, CaseTaskStatus.Offered), ("technical", 3, CaseTaskStatus.Offered),
        }));
        Assert.That(moved.Review.Tasks.Select(task => task.Id).Intersect(before.Review.Tasks.Select(task => task.Id)), Is.Empty);
        Assert.That(moved.Review.Round, Is.EqualTo(before.Review.Round + 1));
        var entry = moved.Entries.Select(row => row.Event).OfType<CaseEvent.MovedToVersion>().Single();
        Assert.That((entry.Dropped!.Value.Length, entry.Offered!.Value.Length), Is.EqualTo((2, 3)));
        Assert.That(moved.Clock(Clock.StepId("review", "technical")).IsRunning, Is.True);
    }

    [Test]
    public void A_step_that_is_gone_is_dropped_and_the_stage_goes_on_without_it()
    {
        // Planning has been signed and engineering is gone from the new version: nobody is left to ask, and the stage closes.
        var before = Phases.InJointReview();
        var half = before.And(Reviewer, "2026-03-03 14:00", given => new CaseCommand.EndorseTask(given.Task("planning").Id, "同意"));
        var moved = Moved(half, target => target with
        {
            Chain = new Chain([.. target.Chain.Stages.Select(stage => stage.Id == "joint" ? stage with { Steps = [.. stage.Steps.Where(step => step.Id != "engineering")] } : stage)]),
        });

        Assert.That(moved.Review.Stage, Is.EqualTo("approval"));
        var stopped = moved.Entries.Select(row => row.Event).OfType<CaseEvent.ClocksRecorded>().Single(recorded => recorded.Cause == "movedToVersion").Clocks.Single(clock => clock.Id == Clock.StepId("joint", "engineering"));
        Assert.That(stopped.StoppedOn, Is.EqualTo(Day("2026-03-03")));
        Assert.That(moved.Reviewed("2026-03-03 16:00").Review.Complete, Is.True);
    }

    [Test]
    public void A_new_stage_ahead_is_gone_through()
    {
        var extra = Matters.Licence.Chain.Stages[^1] with { Id = "publication", Steps = [Matters.Licence.Chain.Stages[^1].Steps[0] with { Id = "publish" }] };
        var moved = Moved(Phases.InReview(), target => target with { Chain = new Chain([.. target.Chain.Stages, extra]) }).Reviewed("2026-03-03 16:00");

        Assert.That(moved.Entries.Select(row => row.Event).OfType<CaseEvent.StageOpened>().Select(opened => opened.Stage), Does.Contain("publication"));
        Assert.That(moved.Review.Complete, Is.True);
    }

    [Test]
    public void What_time_was_suspended_stays_left_out()
    {
        // Suspended on 3 March and resumed on 6 March: three days do not count, before and after the move.
        var before = Phases.InReview().And(Clerk, "2026-03-03 11:00", Sample.Suspend).And(Clerk, "2026-03-06 11:00", Sample.Resume);
        var moved = Moved(before, Promise(5), at: "2026-03-06 12:00");

        Assert.That((Due(before, Clock.PromisedId), Due(moved, Clock.PromisedId)), Is.EqualTo((Day("2026-03-16"), Day("2026-03-12"))));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("no such version", Phases.InReview, target => target with { Version = 7 }, "move.version_unknown");
        yield return Case("no reason", Phases.InReview, target => target, "move.reason_missing", " ");
        yield return Case("the open stage is gone", Phases.InReview, target => target with { Chain = new Chain([.. target.Chain.Stages.Skip(1).Select(stage => stage with { ReturnsTo = [] })]) }, "move.stage_missing");
        yield return Case("the stage behind is gone", Phases.InJointReview, target => target with { Chain = new Chain([.. target.Chain.Stages.Where(stage => stage.Id != "joint")]) }, "move.stage_missing");
        yield return Case("the open stage does not apply", Phases.InReview, target => When(target, "review", new Condition.Is(FactNames.ProjectClass, ["key"])), "move.stage_missing");
        yield return Case("a fact that was not kept", Phases.InReview, target => When(target, "approval", new Condition.Between("form.floors", 3, null)), "move.facts_missing");
        yield return Case("another level", Phases.InReview, target => target with { Levels = [OfficeLevel.Province] }, "move.not_comparable");
        yield return Case("limits from receipt", Phases.InReview, target => target with { ClocksFrom = ClocksFrom.Receipt }, "move.not_comparable");
        yield return Case("a promise that would be over", Phases.InReview, target => Promise(0)(target), "move.deadline_passed");
        yield return Case("a hearing that the version does not know", () => Phases.InReview().And(Clerk, "2026-03-03 11:00", Sample.Suspend), target => target with { Suspensions = [] }, "move.suspension_missing");
        yield return Case("decided", () => Phases.All["decided"](), target => target, "case.invalid_state");
        yield return Case("withdrawn", () => Phases.All["withdrawn"](), target => target, "case.invalid_state");
    }

    [TestCaseSource(nameof(Refused))]
    public void What_does_not_fit_stays_where_it_is(Func<Given> given, Func<Procedure, Procedure> change, string code, string reason)
    {
        var before = given();
        var target = change(before.Procedure with { Version = 2 });

        var tried = (before with { Target = target }).When(Head, "2026-03-04 10:00", new CaseCommand.MoveToVersion(2, reason));

        Assert.That(tried.Decision.Rejection?.Code, Is.EqualTo(code));
    }

    [Test]
    public void A_fact_of_the_case_itself_is_known()
    {
        var moved = Moved(Phases.InReview(), target => When(target, "joint", new Condition.Is(FactNames.ProjectClass, ["key"])));

        Assert.That(moved.Reviewed("2026-03-03 16:00").Entries.Select(row => row.Event).OfType<CaseEvent.StageOpened>().Select(opened => opened.Stage), Does.Not.Contain("joint"));
    }

    [Test]
    public void A_breach_on_record_stays()
    {
        // The promise of 7 was over on 11 March: a longer one that comes afterwards takes nothing back.
        var late = Phases.InReview().Until("2026-03-12 09:00");
        var moved = Moved(late, Promise(9), at: "2026-03-12 10:00");

        Assert.That((moved.Clock(Clock.PromisedId).Status, Due(moved, Clock.PromisedId)), Is.EqualTo((ClockStatus.Breached, Day("2026-03-11"))));
    }

    [Test]
    public void The_same_version_again_changes_nothing()
    {
        var moved = Moved(Phases.InReview(), Promise(6));

        Assert.That(moved.When(Head, "2026-03-04 10:00", new CaseCommand.MoveToVersion(2, "再次")).Decision.Entries, Is.Empty);
    }

    private static Given Moved(Given before, Func<Procedure, Procedure> change, string at = Later) =>
        (before with { Target = change(before.Procedure with { Version = 2 }) }).And(Head, at, new CaseCommand.MoveToVersion(2, "承诺时限缩短"));

    private static Func<Procedure, Procedure> Promise(int days) => target =>
        target with { Limits = target.Limits with { Promised = target.Limits.Promised with { Amount = days } }, LocalLimits = [] };

    private static Procedure WithStep(Procedure target, string id, Func<Step, Step> change) => target with
    {
        Chain = new Chain([.. target.Chain.Stages.Select(stage => stage with { Steps = [.. stage.Steps.Select(step => step.Id == id ? change(step) : step)] })]),
    };

    private static Procedure When(Procedure target, string id, Condition when) => target with
    {
        Chain = new Chain([.. target.Chain.Stages.Select(stage => stage.Id == id ? stage with { When = when } : stage)]),
    };

    private static DateOnly Due(Given given, string clock) => given.Clock(clock).Deadline!.Due;

    private static TestCaseData Case(string name, Func<Given> given, Func<Procedure, Procedure> change, string code, string reason = "承诺时限缩短") =>
        new TestCaseData(given, change, code, reason).SetArgDisplayNames(name);
}
