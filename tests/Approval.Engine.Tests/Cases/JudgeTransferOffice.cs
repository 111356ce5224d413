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
            .Then("case.officeTransferred.v1")
            .ThenBy(Clerk, new CaseEvent.OfficeTransferred("430100", "430300", "项目位于湘潭", Matters.Licence.Limits with { Promised = Matters.Working(3, "湘潭市承诺时限") }));

        tried.After.When(Clerk, "2026-03-02 12:00", Sample.Accept).ThenRejected(RejectionKind.Forbidden, "case.wrong_office");
        tried.After.When(XiangtanClerk, "2026-03-02 12:00", Sample.Accept).ThenPhase("inReview");
    }

    // 优化营商环境条例 art 36: who handles the case is held to what it has published. Changsha promises 7 days, Xiangtan 3.
    [TestCase("430100", "430300", "2026-03-06")]
    [TestCase("430300", "430100", "2026-03-12")]
    public void The_promise_of_the_receiving_office_applies(string from, string to, string promised)
    {
        var (first, clerk) = from == "430100" ? (Changsha, XiangtanClerk) : (Xiangtan, Clerk);
        var received = Given.Nothing(office: first).And(Applicant, "2026-03-02 10:00", Sample.Receive() with { Window = $"{from}-01" });

        received.And(from == "430100" ? Clerk : XiangtanClerk, "2026-03-02 11:00", new CaseCommand.TransferOffice(to, "移送"))
            .When(clerk, "2026-03-03 10:00", Sample.Accept).ThenClock(Approval.Engine.Clocks.Clock.PromisedId, Approval.Engine.Clocks.ClockStatus.Running, promised);
    }

    [Test]
    public void A_key_project_stays_one() =>
        Given.Received("2026-03-02 10:00", key: true).When(Clerk, "2026-03-02 11:00", Sample.TransferOffice)
            .ThenBy(Clerk, new CaseEvent.OfficeTransferred("430100", "430300", "项目位于湘潭"));

    // Where the limits count from receipt they go on from it: three days from 2 March, not from the transfer.
    [Test]
    public void Limits_that_run_from_receipt_go_on_from_it_at_the_new_length()
    {
        var disclosure = Matters.Licence with { Kind = Approval.Engine.Procedures.ProcedureKind.Disclosure, ClocksFrom = Approval.Engine.Procedures.ClocksFrom.Receipt };

        Given.Received("2026-03-02 10:00", disclosure).When(Clerk, "2026-03-03 11:00", Sample.TransferOffice)
            .Then("case.officeTransferred.v1", "clocks.recorded.v1")
            .ThenClock(Approval.Engine.Clocks.Clock.PromisedId, Approval.Engine.Clocks.ClockStatus.Running, "2026-03-05")
            .ThenClock(Approval.Engine.Clocks.Clock.StatutoryId, Approval.Engine.Clocks.ClockStatus.Running, "2026-03-30");
    }

    [TestCase("430100", "office.unknown", TestName = "To itself")]
    [TestCase("999999", "office.unknown", TestName = "To nobody")]
    [TestCase("430302", "office.level_not_competent", TestName = "To a district, which does not handle it")]
    public void Only_to_a_competent_office(string office, string code) =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-02 11:00", new CaseCommand.TransferOffice(office, "移送")).ThenRejected(RejectionKind.InvalidArgument, code);
}
