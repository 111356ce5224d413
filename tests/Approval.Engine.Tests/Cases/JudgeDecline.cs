using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>不受理: no permit is needed (art 32(1)), or the matter is another office's (art 32(2)).</summary>
public class JudgeDecline
{
    [Test]
    public void The_competent_office_is_named() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-02 10:05", Sample.Decline)
            .Then("case.declined.v1", "clocks.recorded.v1")
            .ThenBy(Clerk, new CaseEvent.Declined(DeclineKind.NotCompetent, "湘潭市人民防空办公室", null))
            .ThenPhase("declined").ThenClock(Clock.NoticeId, ClockStatus.Stopped, "2026-03-09");

    [Test]
    public void No_permit_needed_names_no_office() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-02 10:05", new CaseCommand.Decline(DeclineKind.NotRequired, null, "工业厂房不需办理")).ThenPhase("declined");

    [TestCase(null)]
    [TestCase(" ")]
    public void Not_ours_without_naming_whose_is_refused(string? office) =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-02 10:05", new CaseCommand.Decline(DeclineKind.NotCompetent, office, "不归我办"))
            .ThenRejected(RejectionKind.InvalidArgument, "decline.competent_office_missing");
}
