using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>补正: the corrected materials are received anew and the notice clock starts again (art 32(4), (5)).</summary>
public class JudgeSubmitCorrection
{
    [Test]
    public void The_notice_clock_starts_again_on_the_new_receipt_day()
    {
        var tried = Requested().When(Applicant, "2026-03-12 20:00", Sample.SubmitCorrection)
            .Then("correction.submitted.v1", "clocks.recorded.v1")
            .ThenBy(Applicant, new CaseEvent.CorrectionSubmitted([Paper("scheme")], null, Day("2026-03-12")))
            .ThenPhase("received")
            .ThenClock(Clock.NoticeId, ClockStatus.Running, "2026-03-19");
        Assert.That(tried.After.File.ReceivedAt, Is.EqualTo(At("2026-03-02 10:00")), "the case was received once");
        Assert.That(tried.After.File.ReceiptDay, Is.EqualTo(Day("2026-03-12")));
    }

    [Test]
    public void Paper_after_closing_counts_for_the_next_working_day() =>
        Requested().When(Clerk, "2026-03-13 17:30", Sample.SubmitCorrection).ThenClock(Clock.NoticeId, ClockStatus.Running, "2026-03-23");

    [Test]
    public void New_materials_come_on_file() =>
        Assert.That(
            Requested().And(Applicant, "2026-03-12 10:00", new CaseCommand.SubmitCorrection([Paper("scheme"), Paper("proof")], null)).File.Materials,
            Is.EqualTo(new[] { "form", "scheme", "proof" }));

    [Test]
    public void All_that_was_named_is_handed_in() =>
        Requested().When(Applicant, "2026-03-12 10:00", new CaseCommand.SubmitCorrection([Paper("proof")], null)).ThenRejected(RejectionKind.InvalidArgument, "correction.incomplete");

    [Test]
    public void A_list_left_out_hands_in_nothing() =>
        Requested().When(Applicant, "2026-03-12 10:00", new CaseCommand.SubmitCorrection(default, null)).ThenRejected(RejectionKind.InvalidArgument, "correction.incomplete");

    [Test]
    public void Only_published_materials() =>
        Requested().When(Applicant, "2026-03-12 10:00", new CaseCommand.SubmitCorrection([Paper("scheme"), Paper("gift")], null)).ThenRejected(RejectionKind.InvalidArgument, "material.unknown");

    private static Given Requested() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-04 10:00", Sample.RequestCorrection);
}
