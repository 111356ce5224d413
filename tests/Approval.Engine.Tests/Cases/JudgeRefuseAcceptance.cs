using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>不予受理: reasons and basis, before or after a correction was asked for (art 32).</summary>
public class JudgeRefuseAcceptance
{
    [Test]
    public void It_ends_the_case_and_its_clock() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-03 10:00", Sample.RefuseAcceptance)
            .Then("case.notAccepted.v1", "clocks.recorded.v1")
            .ThenBy(Clerk, new CaseEvent.NotAccepted(Sample.RefuseAcceptance.Reason, Sample.RefuseAcceptance.LegalBasis, Sample.Remedies))
            .ThenPhase("notAccepted")
            .ThenClock(Clock.NoticeId, ClockStatus.Stopped, "2026-03-09");

    [Test]
    public void Also_when_the_correction_never_came() =>
        Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-03 10:00", Sample.RequestCorrection)
            .When(Head, "2026-05-06 10:00", Sample.RefuseAcceptance with { Remedies = default })
            .Then("case.notAccepted.v1").ThenPhase("notAccepted");

    [TestCase(" ", "行政许可法第三十二条")]
    [TestCase("申请人不具备主体资格", "")]
    public void It_states_reason_and_basis(string reason, string basis) =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-03 10:00", new CaseCommand.RefuseAcceptance(reason, basis, []))
            .ThenRejected(RejectionKind.InvalidArgument, "acceptance.reason_missing");
}
