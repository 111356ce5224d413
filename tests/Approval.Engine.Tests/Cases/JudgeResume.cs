using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>The special procedure ends: the rest of the time runs on (art 45).</summary>
public class JudgeResume
{
    [Test]
    public void The_deadlines_move_by_the_days_that_did_not_count() =>
        Suspended().When(Reviewer, "2026-03-09 15:00", Sample.Resume)
            .Then("case.resumed.v1", "clocks.recorded.v1", "lamp.changed.v1")
            .ThenBy(Reviewer, new CaseEvent.Resumed(
                Day("2026-03-09"), "评审会已召开",
                new LedgerEntry(LedgerOperation.Resume, Day("2026-03-09"), 0, "expertReview", "行政许可法第四十五条", Reviewer.Id, At("2026-03-09 15:00"))))
            .ThenPhase("inReview")
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-17")
            .ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-04-03")
            .ThenClock(Clock.SuspensionId, ClockStatus.Stopped, "2026-03-10")
            .ThenLamp(Lamp.Green);

    [Test]
    public void The_review_goes_on_where_it_stood()
    {
        var before = Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).And(Reviewer, "2026-03-03 10:00", Sample.Endorse);

        var after = before.And(Clerk, "2026-03-04 10:00", Sample.Suspend).And(Clerk, "2026-03-09 15:00", Sample.Resume);

        Assert.That(after.Review.Tasks, Is.EqualTo(before.Review.Tasks));
        Assert.That((after.Review.Stage, after.Review.Round), Is.EqualTo(("review", 1)));
    }

    [Test]
    public void Without_a_chain_it_goes_back_to_accepted() =>
        Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = Approval.Engine.Procedures.Chain.None })
            .And(Clerk, "2026-03-02 11:00", Sample.Accept).And(Clerk, "2026-03-04 10:00", Sample.Suspend)
            .When(Clerk, "2026-03-09 15:00", Sample.Resume).ThenPhase("accepted");

    private static Given Suspended() =>
        Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).And(Clerk, "2026-03-03 10:00", Sample.Suspend);
}
