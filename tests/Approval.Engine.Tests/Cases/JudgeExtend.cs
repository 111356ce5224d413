using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>延长 (art 42): once, by the head, before expiry, at most ten working days, with a reason.</summary>
public class JudgeExtend
{
    [TestCase(10, "2026-04-14")]
    [TestCase(1, "2026-03-31")]
    public void Only_the_statutory_limit_moves(int days, string statutory) =>
        InReview().When(Head, "2026-03-05 10:00", Sample.Extend with { Days = days })
            .Then("case.extended.v1", "clocks.recorded.v1")
            .ThenBy(Head, new CaseEvent.Extended(
                days, "需要补充核实", new LedgerEntry(LedgerOperation.Extend, Day("2026-03-05"), days, null, "行政许可法第四十二条", Head.Id, At("2026-03-05 10:00"))))
            .ThenClock(Clock.StatutoryId, ClockStatus.Running, statutory)
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-11")
            .ThenPhase("inReview");

    [Test]
    public void A_warning_ahead_again_is_taken_back()
    {
        var warned = InReview().Until("2026-03-24 08:00");
        Assert.That(warned.Clock(Clock.StatutoryId).Warned, Is.True);

        var extended = warned.And(Head, "2026-03-25 10:00", Sample.Extend);

        Assert.That(extended.Clock(Clock.StatutoryId).Warned, Is.False);
        Assert.That(extended.Clock(Clock.StatutoryId).WarnsAt, Is.EqualTo(At("2026-04-03 00:00")), "six working days, a fifth of thirty, before 14 April");
    }

    [TestCase(0), TestCase(-5), TestCase(11)]
    public void At_most_ten_days(int days) =>
        InReview().When(Head, "2026-03-05 10:00", Sample.Extend with { Days = days }).ThenRejected(RejectionKind.InvalidArgument, "extension.days_out_of_range");

    [Test]
    public void The_applicant_is_told_why() =>
        InReview().When(Head, "2026-03-05 10:00", Sample.Extend with { Reason = "" }).ThenRejected(RejectionKind.InvalidArgument, "extension.reason_missing");

    [Test]
    public void Once() =>
        InReview().And(Head, "2026-03-05 10:00", Sample.Extend with { Days = 3 }).When(Head, "2026-03-06 10:00", Sample.Extend with { Days = 3 })
            .ThenRejected(RejectionKind.InvalidState, "extension.already_used");

    [Test]
    public void On_the_last_day_it_is_not_too_late() =>
        InReview().Until("2026-03-30 22:00").When(Head, "2026-03-30 23:00", Sample.Extend).ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-04-14");

    [Test]
    public void After_expiry_it_is() =>
        InReview().When(Head, "2026-03-31 00:00", Sample.Extend).ThenRejected(RejectionKind.InvalidState, "extension.after_expiry");

    [TestCase("clerk"), TestCase("reviewer")]
    public void By_the_head_alone(string role) =>
        InReview().When(role == "clerk" ? Clerk : Reviewer, "2026-03-05 10:00", Sample.Extend).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");

    [Test]
    public void What_is_no_licence_has_none() =>
        Given.Received("2026-03-02 10:00", Matters.Filing).And(Clerk, "2026-03-02 11:00", Sample.Accept).When(Head, "2026-03-04 10:00", Sample.Extend)
            .ThenRejected(RejectionKind.InvalidArgument, "extension.not_allowed");

    private static Given InReview() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept);
}
