using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.HearingCourse;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>听证: who may call for one, who chairs it, and what its record means for the case (行政许可法 art 46, 48).</summary>
public class HearingsHeld
{
    /// <summary>art 46: announced to the public, then held; nobody need ask, and no twenty days run.</summary>
    [TestCase(HearingGround.Statutory), TestCase(HearingGround.PublicInterest)]
    public void The_office_may_hold_one_of_its_own_accord(HearingGround ground)
    {
        var announced = Accepted("2026-03-02").When(Head, "2026-03-03 10:00", Sample.AnnounceHearing with { Ground = ground }).Then("hearing.announced.v1").After;
        Assert.That(announced.File.Clock(Clock.HearingHoldId), Is.Null);
        announced.And(Clerk, "2026-03-03 11:00", Schedule("2026-03-12", 10)).And(Clerk, "2026-03-12 17:00", Sample.RecordHearing)
            .Reviewed("2026-03-13 10:00").When(Head, "2026-03-13 15:00", Sample.Grant with { HearingRecord = "长防听笔〔2026〕1号" }).ThenPhase("decided");
    }

    [Test]
    public void Where_the_law_asks_for_one_there_is_no_determination_without_it()
    {
        var required = Matters.Proceeding with { Hearing = Matters.Proceeding.Hearing! with { Required = true } };
        Given.Received("2026-03-02 10:00", required).And(Clerk, "2026-03-02 11:00", Sample.Accept).Reviewed("2026-03-03 10:00")
            .When(Head, "2026-03-03 15:00", Sample.Grant).ThenRejected(RejectionKind.InvalidState, "hearing.required");
    }

    [Test]
    public void A_record_of_no_hearing_is_not_named() =>
        Accepted("2026-03-02").Reviewed("2026-03-03 10:00").When(Head, "2026-03-03 15:00", Sample.Grant with { HearingRecord = "x" })
            .ThenRejected(RejectionKind.InvalidArgument, "hearing.record_unknown");

    /// <summary>art 48(3): whoever reviewed this application, or is about to, does not chair its hearing; and the chair reviews no more.</summary>
    [Test]
    public void The_chair_is_no_reviewer_of_the_case()
    {
        var requested = Requested("2026-03-02");
        var signed = requested.And(Reviewer, "2026-03-02 16:00", Sample.Endorse);
        var returned = Requested("2026-03-02").Reviewed("2026-03-02 16:00");
        Assert.That(returned.Review.Stage, Is.Null, "the tasks are gone, the signatures are not");

        signed.When(Clerk, "2026-03-03 10:00", Chaired(Reviewer)).ThenRejected(RejectionKind.InvalidArgument, "hearing.chair_reviewed");
        returned.When(Clerk, "2026-03-03 10:00", Chaired(Reviewer)).ThenRejected(RejectionKind.InvalidArgument, "hearing.chair_reviewed");
        returned.When(Clerk, "2026-03-03 10:00", Chaired(Head)).ThenRejected(RejectionKind.InvalidArgument, "hearing.chair_reviewed");
        requested.Reviewed("2026-03-02 16:00", "approval").And(Head, "2026-03-02 16:30", given => new CaseCommand.ReturnTask(given.Task("sign").Id, "review", "请复核"))
            .When(Clerk, "2026-03-03 10:00", Chaired(Head)).ThenRejected(RejectionKind.InvalidArgument, "hearing.chair_reviewed");
        requested.And(Reviewer, "2026-03-02 16:00", Sample.Claim).When(Clerk, "2026-03-03 10:00", Chaired(Reviewer)).ThenRejected(RejectionKind.InvalidArgument, "hearing.chair_reviewed");

        var chairing = requested.And(Clerk, "2026-03-03 10:00", Chaired(OtherReviewer)).And(Clerk, "2026-03-12 17:00", Sample.RecordHearing);
        foreach (var sign in new Func<Given, CaseCommand>[] { Sample.Claim, Sample.Endorse, Sample.Object })
        {
            chairing.When(OtherReviewer, "2026-03-13 10:00", sign).ThenRejected(RejectionKind.Forbidden, "duties.chair_reviews");
        }

        chairing.When(Reviewer, "2026-03-13 10:00", Sample.Endorse).Then("task.claimed.v1", "task.endorsed.v1");
    }

    // art 48(3): the parties could ask for another; better that nobody who has an interest is named at all.
    [TestCase("91430100MA4L0000XX", "hearing.chair_interested"), TestCase("91430100MA4L0000XY", null)]
    public void The_chair_has_no_interest_in_the_case(string interest, string? code)
    {
        var (requested, later) = (Requested("2026-03-02"), At("2026-03-03 10:00"));
        var scheduled = requested.And(Clerk, "2026-03-03 10:00", Schedule("2026-03-12", 10));

        Assert.That(CaseDecider.Decide(requested.State, Schedule("2026-03-12", 10), requested.FactsFor(Clerk, later) with { ChairInterests = [interest] }).Rejection?.Code, Is.EqualTo(code));
        Assert.That(CaseDecider.Decide(scheduled.State, Sample.ReplaceChair, scheduled.FactsFor(Clerk, later) with { ChairInterests = [interest] }).Rejection?.Code, Is.EqualTo(code));
    }

    [Test]
    public void The_chair_may_be_recused()
    {
        var scheduled = Scheduled();
        scheduled.When(Clerk, "2026-03-04 10:00", Sample.ReplaceChair with { Reason = " " }).ThenRejected(RejectionKind.InvalidArgument, "hearing.chair_missing");
        scheduled.When(Clerk, "2026-03-04 10:00", Sample.ReplaceChair with { Chair = Sample.Chair }).Then();
        var replaced = scheduled.When(Clerk, "2026-03-04 10:00", Sample.ReplaceChair).Then("hearing.chairReplaced.v1").After;
        Assert.That(replaced.File.Hearing!.Chair, Is.EqualTo(new Officer("deng", "邓")));
        Requested("2026-03-02").And(Reviewer, "2026-03-02 16:00", Sample.Endorse).And(Clerk, "2026-03-03 10:00", Schedule("2026-03-12", 10))
            .When(Clerk, "2026-03-04 10:00", Sample.ReplaceChair with { Chair = new Officer(Reviewer.Id, "陈") })
            .ThenRejected(RejectionKind.InvalidArgument, "hearing.chair_reviewed");
    }

    [Test]
    public void It_may_be_postponed_with_a_new_notice()
    {
        var postponed = Scheduled().When(Clerk, "2026-03-05 10:00", Schedule("2026-03-16", 10)).Then("hearing.scheduled.v1").ThenPhase("suspended").After;
        Assert.That(postponed.File.Hearing!.At, Is.EqualTo(At("2026-03-16 09:00")));
        Scheduled().When(Clerk, "2026-03-05 10:00", Schedule("2026-03-13", 10)).ThenRejected(RejectionKind.InvalidArgument, "hearing.notice_too_short");
        Scheduled().When(Clerk, "2026-03-05 10:00", Schedule("2026-03-12", 10)).Then();
    }

    [Test]
    public void Its_time_is_not_entered_as_a_suspension()
    {
        Accepted("2026-03-02").When(Clerk, "2026-03-03 10:00", Sample.Suspend with { Kind = "hearing" }).ThenRejected(RejectionKind.InvalidState, "suspension.hearing_has_its_course");
        Accepted("2026-03-02").When(Clerk, "2026-03-04 10:00", Sample.Exclude with { Kind = "hearing" }).ThenRejected(RejectionKind.InvalidState, "suspension.hearing_has_its_course");
        Accepted("2026-03-02").When(Clerk, "2026-03-03 10:00", Sample.ApplySpecial with { Kind = "hearing" }).ThenRejected(RejectionKind.InvalidState, "suspension.hearing_has_its_course");
        Scheduled().When(Clerk, "2026-03-13 10:00", Sample.Resume).ThenRejected(RejectionKind.InvalidState, "hearing.record_required");
    }
}
