using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>决定 (art 38): after the whole review; a refusal states reasons and remedies; delivery runs only for a grant (art 44).</summary>
public class JudgeDecide
{
    [Test]
    public void A_grant_stops_the_limits_and_starts_delivery() =>
        Reviewed().When(Head, "2026-03-10 15:00", Sample.Grant)
            .Then("case.decided.v1", "clocks.recorded.v1")
            .ThenBy(Head, new CaseEvent.Decided(Outcome.Granted, Day("2026-03-10"), [], "人民防空法第二十二条", [], []))
            .ThenPhase("decided")
            .ThenClock(Clock.PromisedId, ClockStatus.Stopped, "2026-03-11")
            .ThenClock(Clock.StatutoryId, ClockStatus.Stopped, "2026-03-30")
            .ThenClock(Clock.DeliveryId, ClockStatus.Running, "2026-03-24");

    [Test]
    public void Delivery_across_a_holiday() =>
        Given.Received("2026-09-18 10:00").And(Clerk, "2026-09-18 11:00", Sample.Accept).Reviewed("2026-09-20 10:00")
            .When(Head, "2026-09-22 10:00", Sample.Grant).ThenClock(Clock.DeliveryId, ClockStatus.Running, "2026-10-13");

    [Test]
    public void A_refusal_starts_no_delivery()
    {
        var tried = Reviewed().When(Head, "2026-03-10 15:00", Sample.Refuse).ThenPhase("decided").ThenClock(Clock.StatutoryId, ClockStatus.Stopped, "2026-03-30");
        Assert.That(tried.After.File.Clock(Clock.DeliveryId), Is.Null);
    }

    [Test]
    public void A_grant_with_conditions_runs_like_a_grant() =>
        Reviewed().When(Head, "2026-03-10 15:00", Sample.Grant with { Outcome = Outcome.GrantedWithConditions, Conditions = ["竣工前补交防护设备合格证"] })
            .ThenClock(Clock.DeliveryId, ClockStatus.Running, "2026-03-24");

    // Art 38(2): invalid without both.
    [Test]
    public void A_refusal_without_reasons_is_refused() =>
        Reviewed().When(Head, "2026-03-10 15:00", Sample.Refuse with { Reasons = [" "] }).ThenRejected(RejectionKind.InvalidArgument, "decision.reasons_missing");

    [Test]
    public void A_refusal_without_remedies_is_refused() =>
        Reviewed().When(Head, "2026-03-10 15:00", Sample.Refuse with { Remedies = default }).ThenRejected(RejectionKind.InvalidArgument, "decision.remedies_missing");

    [Test]
    public void Conditions_are_stated() =>
        Reviewed().When(Head, "2026-03-10 15:00", Sample.Grant with { Outcome = Outcome.GrantedWithConditions, Conditions = [] })
            .ThenRejected(RejectionKind.InvalidArgument, "decision.conditions_missing");

    [Test]
    public void Lists_left_out_are_empty() =>
        Reviewed().When(Head, "2026-03-10 15:00", new CaseCommand.Decide(Outcome.Granted, default, null, default, default))
            .ThenBy(Head, new CaseEvent.Decided(Outcome.Granted, Day("2026-03-10"), [], null, [], []));

    [Test]
    public void Not_before_the_review_is_complete() =>
        Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).When(Head, "2026-03-03 10:00", Sample.Refuse)
            .ThenRejected(RejectionKind.InvalidState, "review.incomplete");

    [Test]
    public void Against_an_objection_only_with_reasons()
    {
        var objected = Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).And(Reviewer, "2026-03-03 10:00", Sample.Object);

        objected.When(Head, "2026-03-04 10:00", Sample.Grant).ThenRejected(RejectionKind.InvalidArgument, "decision.against_objection");
        objected.When(Head, "2026-03-04 10:00", Sample.Grant with { Reasons = ["异议事项经复核不成立"] }).ThenPhase("decided");
        objected.When(Head, "2026-03-04 10:00", Sample.Refuse).ThenPhase("decided");
    }

    [Test]
    public void On_the_spot_there_is_nothing_to_wait_for() =>
        Given.Received("2026-03-02 10:00", Matters.OnTheSpot).And(Clerk, "2026-03-02 11:00", Sample.Accept).When(Clerk, "2026-03-02 11:10", Sample.Grant)
            .ThenPhase("decided").ThenClock(Clock.PromisedId, ClockStatus.Stopped, "2026-03-02");

    [TestCase("clerk"), TestCase("reviewer")]
    public void By_those_whom_the_procedure_names(string role) =>
        Reviewed().When(role == "clerk" ? Clerk : Reviewer, "2026-03-10 15:00", Sample.Grant).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");

    private static Given Reviewed() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).Reviewed("2026-03-05 10:00");
}
