using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>特别程序 (art 45): a kind of the closed list, a declared time, a written notice.</summary>
public class JudgeSuspend
{
    [Test]
    public void Both_limits_stand_still_and_the_declared_time_runs() =>
        InReview().When(Clerk, "2026-03-04 10:00", Sample.Suspend)
            .Then("case.suspended.v1", "clocks.recorded.v1", "lamp.changed.v1")
            .ThenBy(Clerk, new CaseEvent.Suspended(
                "expertReview", Day("2026-03-04"), 5, "长防特告〔2026〕1号", "组织专家评审",
                new LedgerEntry(LedgerOperation.Suspend, Day("2026-03-04"), 5, "expertReview", "行政许可法第四十五条", Clerk.Id, At("2026-03-04 10:00"))))
            .ThenPhase("suspended")
            .ThenClock(Clock.PromisedId, ClockStatus.Suspended, null)
            .ThenClock(Clock.StatutoryId, ClockStatus.Suspended, null)
            .ThenClock(Clock.StepId("review", "technical"), ClockStatus.Suspended, null)
            .ThenClock(Clock.SuspensionId, ClockStatus.Running, "2026-03-11")
            .ThenLamp(Lamp.Blue);

    [TestCase("hearing"), TestCase("tender"), TestCase("auction"), TestCase("inspection"), TestCase("testing"), TestCase("quarantine"), TestCase("appraisal"), TestCase("expertReview")]
    public void The_eight_kinds_of_art_45(string kind) => InReview().When(Clerk, "2026-03-04 10:00", Sample.Suspend with { Kind = kind }).ThenPhase("suspended");

    [TestCase("siteVisit"), TestCase("leaderAbsent"), TestCase("")]
    public void No_other_kind(string kind) =>
        InReview().When(Clerk, "2026-03-04 10:00", Sample.Suspend with { Kind = kind }).ThenRejected(RejectionKind.InvalidArgument, "suspension.kind_not_allowed");

    [TestCase(0), TestCase(-1), TestCase(31)]
    public void The_declared_time_is_in_bounds(int days) =>
        InReview().When(Clerk, "2026-03-04 10:00", Sample.Suspend with { ExpectedDays = days }).ThenRejected(RejectionKind.InvalidArgument, "suspension.days_out_of_range");

    [Test]
    public void The_applicant_is_told_in_writing() =>
        InReview().When(Clerk, "2026-03-04 10:00", Sample.Suspend with { NoticeNumber = " " }).ThenRejected(RejectionKind.InvalidArgument, "suspension.notice_missing");

    [Test]
    public void Two_never_overlap() =>
        InReview().And(Clerk, "2026-03-04 10:00", Sample.Suspend).When(Clerk, "2026-03-05 10:00", Sample.Suspend with { Kind = "hearing" })
            .ThenRejected(RejectionKind.InvalidState, "case.invalid_state");

    [Test]
    public void What_is_no_licence_has_none() =>
        Given.Received("2026-03-02 10:00", Matters.Filing).And(Clerk, "2026-03-02 11:00", Sample.Accept).When(Clerk, "2026-03-04 10:00", Sample.Suspend)
            .ThenRejected(RejectionKind.InvalidArgument, "suspension.kind_not_allowed");

    private static Given InReview() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept);
}
