using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>制证 (art 39, 44).</summary>
public class JudgeIssue
{
    [Test]
    public void The_document_has_its_number_and_day() =>
        Decided().When(Clerk, "2026-03-11 10:00", Sample.Issue)
            .Then("case.issued.v1").ThenBy(Clerk, new CaseEvent.Issued("长防许〔2026〕1号", Day("2026-03-11"))).ThenPhase("issued")
            .ThenClock(Clock.DeliveryId, ClockStatus.Running, "2026-03-24");

    [TestCase(null), TestCase(" ")]
    public void Without_a_number_it_takes_that_of_the_case(string? number) =>
        Decided().When(Clerk, "2026-03-11 10:00", new CaseCommand.Issue(number)).ThenBy(Clerk, new CaseEvent.Issued("430100012026030200017-01", Day("2026-03-11")));

    [Test]
    public void A_refusal_is_issued_too() =>
        Reviewed().And(Head, "2026-03-10 15:00", Sample.Refuse).When(Clerk, "2026-03-11 10:00", Sample.Issue).ThenPhase("issued");

    private static Given Decided() => Reviewed().And(Head, "2026-03-10 15:00", Sample.Grant);

    private static Given Reviewed() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).Reviewed("2026-03-05 10:00");
}
