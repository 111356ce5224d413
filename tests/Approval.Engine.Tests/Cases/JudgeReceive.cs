using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>收件 (art 29, 32): the receipt day starts the notice clock; place and class of project choose the limits.</summary>
public class JudgeReceive
{
    // Art 32(4): five working days, the day of receipt not counted.
    [TestCase("2026-03-02 10:00", "2026-03-02", "2026-03-09", TestName = "A plain Monday")]
    [TestCase("2026-02-12 15:00", "2026-02-12", "2026-02-26", TestName = "Spring Festival lies between; 14 February is worked")]
    [TestCase("2026-04-29 09:30", "2026-04-29", "2026-05-09", TestName = "Labour Day lies between; the fifth day is a worked Saturday")]
    [TestCase("2026-09-28 16:00", "2026-09-28", "2026-10-10", TestName = "National Day lies between; the fifth day is a worked Saturday")]
    [TestCase("2026-02-18 22:00", "2026-02-18", "2026-02-28", TestName = "A data message counts when it enters the system, at night and in the holiday")]
    public void Online_filing_starts_the_notice_clock(string at, string receiptDay, string noticeDue)
    {
        var tried = Given.Nothing().When(Applicant, at, Sample.Receive());

        tried.Then("case.received.v1", "clocks.recorded.v1").ThenPhase("received").ThenClock(Clock.NoticeId, ClockStatus.Running, noticeDue).ThenLamp(Lamp.Green);
        Assert.That(tried.After.File.ReceiptDay, Is.EqualTo(Day(receiptDay)));
        Assert.That(tried.After.File.ReceivedAt, Is.EqualTo(At(at)));
    }

    // 民法典 203: business stops at closing time; what is handed in later counts for the next working day.
    [TestCase("2026-03-02 17:00", "2026-03-02", "2026-03-09")]
    [TestCase("2026-03-02 17:01", "2026-03-03", "2026-03-10")]
    [TestCase("2026-02-14 16:59", "2026-02-14", "2026-02-28", TestName = "A worked Saturday is a day of receipt")]
    [TestCase("2026-02-21 10:00", "2026-02-24", "2026-03-02", TestName = "Paper handed in during Spring Festival")]
    public void Paper_at_the_window_counts_in_opening_hours(string at, string receiptDay, string noticeDue)
    {
        var tried = Given.Nothing().When(Clerk, at, Sample.Receive(Channel.Window));

        tried.ThenClock(Clock.NoticeId, ClockStatus.Running, noticeDue);
        Assert.That(tried.After.File.ReceiptDay, Is.EqualTo(Day(receiptDay)));
    }

    [TestCase("430100", false, 7, TestName = "Changsha promises 7 working days")]
    [TestCase("430300", false, 3, TestName = "Xiangtan promises 3")]
    [TestCase("430100", true, 0, TestName = "A key project is decided on the day it is accepted")]
    [TestCase("430300", true, 0, TestName = "The strictest promise binds")]
    public void Place_and_class_choose_the_promise(string office, bool key, int promised)
    {
        var file = Given.Received("2026-03-02 10:00", office: OfficesByCode[office], key: key).File;

        Assert.That((file.Limits.Promised.Amount, file.Limits.Statutory.Amount), Is.EqualTo((promised, 20)));
        Assert.That(file.ProjectClass, Is.EqualTo(key ? ProjectClass.Key : ProjectClass.Ordinary));
    }

    [Test]
    public void The_receipt_says_everything_that_was_handed_in()
    {
        var tried = Given.Nothing().When(Applicant, "2026-03-02 10:00", Sample.Receive());

        var received = (CaseEvent.Received)tried.Decision.Entries[0].Event;
        Assert.That((received.CaseId, received.Number, received.TrackingCode), Is.EqualTo((CaseId, "430100012026030200017", "K7M2QX")));
        Assert.That((received.Procedure, received.ProcedureVersion, received.Office, received.Window), Is.EqualTo(("RF-01", 1, "430100", "430100-01")));
        Assert.That(received.Application.Form.GetProperty("floors").GetInt32(), Is.EqualTo(18));
        Assert.That(tried.After.File.Materials, Is.EqualTo(new[] { "form", "scheme" }));
    }

    [Test]
    public void A_list_of_materials_left_out_is_an_empty_one()
    {
        var tried = Given.Nothing().When(Applicant, "2026-03-02 10:00", Sample.Receive() with { Application = Filed() with { Materials = default } });

        tried.ThenPhase("received");
        Assert.That(tried.After.File.Materials, Is.Empty);
    }

    [Test]
    public void An_office_of_another_level_does_not_take_it_in() =>
        Given.Nothing(office: YuhuDistrict).When(Applicant, "2026-03-02 10:00", Sample.Receive()).ThenRejected(RejectionKind.InvalidArgument, "office.level_not_competent");

    [Test]
    public void Nobody_files_for_another_organisation() =>
        Given.Nothing().When(OtherApplicant, "2026-03-02 10:00", Sample.Receive()).ThenRejected(RejectionKind.Forbidden, "case.other_organisation");

    [Test]
    public void A_case_is_received_once() =>
        Given.Received("2026-03-02 10:00").When(Applicant, "2026-03-02 10:00", Sample.Receive()).ThenRejected(RejectionKind.InvalidState, "case.invalid_state");
}
