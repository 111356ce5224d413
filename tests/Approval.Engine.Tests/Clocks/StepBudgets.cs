using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>环节时限: a step never outlasts the promise of its case.</summary>
public class StepBudgets
{
    private static readonly string Technical = Clock.StepId("review", "technical");

    [TestCase(7, "2026-03-05", TestName = "Three days fit into seven")]
    [TestCase(3, "2026-03-05", TestName = "Three days fit into three")]
    [TestCase(2, "2026-03-04", TestName = "Cut to a promise of two")]
    [TestCase(1, "2026-03-03", TestName = "Cut to a promise of one")]
    [TestCase(0, "2026-03-02", TestName = "Cut to the same day")]
    public void The_deadline_is_the_earlier_one(int promise, string due) =>
        Given.Received("2026-03-02 10:00", Matters.Promising(promise)).When(Clerk, "2026-03-02 11:00", Sample.Accept).ThenClock(Technical, ClockStatus.Running, due);

    [Test]
    public void It_stays_cut_after_a_special_procedure() =>
        Given.Received("2026-03-02 10:00", Matters.Promising(2)).And(Clerk, "2026-03-02 11:00", Sample.Accept).And(Clerk, "2026-03-03 10:00", Sample.Suspend)
            .When(Clerk, "2026-03-05 10:00", Sample.Resume)
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-06").ThenClock(Technical, ClockStatus.Running, "2026-03-06");

    [Test]
    public void A_step_opened_after_the_promise_was_broken_has_its_own_budget() =>
        Phases.InReview().Until("2026-03-12 09:00").And(Reviewer, "2026-03-12 10:00", Sample.Endorse)
            .When(OtherReviewer, "2026-03-12 10:10", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null))
            .ThenClock(Clock.StepId("joint", "planning"), ClockStatus.Running, "2026-03-16");

    [Test]
    public void A_step_broken_with_the_promise_is_not_mended_by_a_later_special_procedure() =>
        Given.Received("2026-03-02 10:00", Matters.Promising(2)).And(Clerk, "2026-03-02 11:00", Sample.Accept)
            .When(Clerk, "2026-03-05 10:00", Sample.Suspend).ThenClock(Clock.PromisedId, ClockStatus.Breached, "2026-03-04").ThenClock(Technical, ClockStatus.Breached, "2026-03-04");
}
