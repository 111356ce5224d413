using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>补正通知: once, in time, about all that is missing, and only about the published list (art 31, 32(4), 72(4)).</summary>
public class JudgeRequestCorrection
{
    [Test]
    public void The_notice_stops_the_notice_clock()
    {
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-09 16:00", Sample.RequestCorrection)
            .Then("correction.requested.v1", "clocks.recorded.v1", "lamp.changed.v1")
            .ThenBy(Clerk, new CaseEvent.CorrectionRequested(Sample.RequestCorrection.Items, null, Day("2026-03-09")))
            .ThenPhase("correctionRequested")
            .ThenClock(Clock.NoticeId, ClockStatus.Stopped, "2026-03-09")
            .ThenLamp(Lamp.Green);
    }

    [Test]
    public void After_the_fifth_day_the_case_is_accepted_already() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-10 00:00", Sample.RequestCorrection).ThenRejected(RejectionKind.InvalidState, "case.invalid_state");

    [Test]
    public void It_names_something() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-03 10:00", new CaseCommand.RequestCorrection([], null))
            .ThenRejected(RejectionKind.InvalidArgument, "correction.items_missing");

    [Test]
    public void It_names_something_even_when_the_list_is_left_out() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-03 10:00", new CaseCommand.RequestCorrection(default, null))
            .ThenRejected(RejectionKind.InvalidArgument, "correction.items_missing");

    [Test]
    public void It_says_what_is_wrong() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-03 10:00", new CaseCommand.RequestCorrection([new("scheme", " ")], null))
            .ThenRejected(RejectionKind.InvalidArgument, "correction.problem_missing");

    // Art 31: nothing outside the published list.
    [Test]
    public void It_asks_only_for_published_materials() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-03 10:00", new CaseCommand.RequestCorrection([new("scheme", "缺页"), new("bankStatement", "未提交")], null))
            .ThenRejected(RejectionKind.InvalidArgument, "material.unknown");

    // Art 72(4): what could have been told the first time.
    [TestCase("scheme", TestName = "The same document again")]
    [TestCase("form", TestName = "A document that was on file at the first notice")]
    [TestCase("survey", TestName = "A document that is still not on file")]
    public void A_second_notice_is_refused(string material) =>
        Corrected("scheme").When(Clerk, "2026-03-06 10:00", new CaseCommand.RequestCorrection([new(material, "有误")], null))
            .ThenRejected(RejectionKind.InvalidState, "correction.second_notice");

    [Test]
    public void A_second_notice_may_concern_a_document_first_handed_in_with_the_correction() =>
        Corrected("proof").When(Clerk, "2026-03-06 10:00", new CaseCommand.RequestCorrection([new("proof", "证明未盖章")], null))
            .Then("correction.requested.v1", "clocks.recorded.v1").ThenPhase("correctionRequested");

    [Test]
    public void But_not_together_with_an_older_one() =>
        Corrected("proof").When(Clerk, "2026-03-06 10:00", new CaseCommand.RequestCorrection([new("proof", "证明未盖章"), new("form", "漏填")], null))
            .ThenRejected(RejectionKind.InvalidState, "correction.second_notice");

    [Test]
    public void Nor_a_third_time_about_the_same_document() =>
        Corrected("proof")
            .And(Clerk, "2026-03-06 10:00", new CaseCommand.RequestCorrection([new("proof", "证明未盖章")], null))
            .And(Applicant, "2026-03-09 10:00", new CaseCommand.SubmitCorrection([Paper("proof")], null))
            .When(Clerk, "2026-03-10 10:00", new CaseCommand.RequestCorrection([new("proof", "日期有误")], null))
            .ThenRejected(RejectionKind.InvalidState, "correction.second_notice");

    private static Given Corrected(string material) =>
        Given.Received("2026-03-02 10:00")
            .And(Clerk, "2026-03-04 10:00", new CaseCommand.RequestCorrection([new(material, "未提交")], null))
            .And(Applicant, "2026-03-05 10:00", new CaseCommand.SubmitCorrection([Paper(material)], null));
}
