using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>移送: before acceptance, to an office that exists and is of a competent level (art 32(2)).</summary>
public class JudgeTransferOffice
{
    [Test]
    public void The_other_office_acts_from_now_on()
    {
        var tried = Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-02 11:00", Sample.TransferOffice)
            .Then("case.officeTransferred.v1").ThenBy(Clerk, new CaseEvent.OfficeTransferred("430100", "430300", "项目位于湘潭"));

        tried.After.When(Clerk, "2026-03-02 12:00", Sample.Accept).ThenRejected(RejectionKind.Forbidden, "case.wrong_office");
        tried.After.When(XiangtanClerk, "2026-03-02 12:00", Sample.Accept).ThenPhase("inReview");
    }

    [TestCase("430100", "office.unknown", TestName = "To itself")]
    [TestCase("999999", "office.unknown", TestName = "To nobody")]
    [TestCase("430302", "office.level_not_competent", TestName = "To a district, which does not handle it")]
    public void Only_to_a_competent_office(string office, string code) =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-02 11:00", new CaseCommand.TransferOffice(office, "移送")).ThenRejected(RejectionKind.InvalidArgument, code);
}
