using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>特别程序 as a course of its own: applied for, approved, told, run, reported (art 45); two staff for an inspection (art 55).</summary>
public class JudgeSpecialCourse
{
    private const string Promised = Clock.PromisedId;

    /// <summary>
    /// Accepted 10 February 2026; promise 7, law 20 working days. The time still counts while the approval is waited for, and stands still only
    /// from the written notice on: notice on the 12th, report on the 27th, over the Spring Festival (off 15-23, worked 14 and 28).
    /// </summary>
    [Test]
    public void The_clock_stands_still_only_from_the_notice_on()
    {
        var given = Accepted("2026-02-10 09:00");
        given = given.When(Reviewer, "2026-02-10 10:00", Sample.ApplySpecial with { ExpectedDays = 8 })
            .Then("special.applied.v1").ThenPhase("inReview").ThenClock(Promised, ClockStatus.Running, "2026-02-26").After;
        given = given.When(Head, "2026-02-11 10:00", Sample.ApproveSpecial)
            .Then("special.approved.v1").ThenClock(Promised, ClockStatus.Running, "2026-02-26").After;
        given = given.When(Clerk, "2026-02-12 10:00", Sample.NotifySpecial)
            .Then("case.suspended.v1", "clocks.recorded.v1", "lamp.changed.v1").ThenPhase("suspended").ThenLamp(Lamp.Blue)
            .ThenClock(Promised, ClockStatus.Suspended, null)
            .ThenClock(Clock.StatutoryId, ClockStatus.Suspended, null)
            .ThenClock(Clock.SuspensionId, ClockStatus.Running, "2026-03-02").After;
        Assert.That(((CaseState.Suspended)given.State).Suspension, Is.EqualTo(new Suspension("expertReview", Day("2026-02-12"), 8, "长防特告〔2026〕1号")));

        // 11 and 12 February had counted: 5 and 18 are left after the 27th.
        var reported = given.When(Reviewer, "2026-02-27 16:00", Sample.ReportSpecial)
            .Then("special.reported.v1", "case.resumed.v1", "clocks.recorded.v1", "lamp.changed.v1").ThenPhase("inReview").ThenLamp(Lamp.Green)
            .ThenClock(Promised, ClockStatus.Running, "2026-03-05")
            .ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-03-24")
            .ThenClock(Clock.SuspensionId, ClockStatus.Stopped, "2026-03-02").After;
        Assert.That((reported.File.Special, reported.File.Specials), Is.EqualTo(((SpecialProcedure?)null, 1)));
        Assert.That(reported.File.Ledger.Exclusions(), Is.EqualTo(new[] { new Exclusion(Day("2026-02-12"), Day("2026-02-27")) }));
    }

    [Test]
    public void Past_the_days_declared_it_is_yellow_then_red()
    {
        var running = Running();
        Assert.That(running.Until("2026-03-11 10:00").File.Lamp, Is.EqualTo(Lamp.Yellow));
        var late = running.Until("2026-03-12 10:00");
        Assert.That(late.File.Lamp, Is.EqualTo(Lamp.Red));
        Assert.That(late.File.Cards.Select(card => card.Rule), Does.Contain("suspension.warned").And.Contain("suspension.breached"));
        late.When(Reviewer, "2026-03-12 11:00", Sample.ReportSpecial).ThenLamp(Lamp.Green);
    }

    [Test]
    public void Suspending_at_one_stroke_is_refused_where_approval_is_asked() =>
        Accepted().When(Clerk, "2026-03-04 10:00", Sample.Suspend).ThenRejected(RejectionKind.InvalidState, "suspension.approval_required");

    [TestCase("appraisal"), TestCase("inspection"), TestCase("testing")]
    public void So_is_every_kind_with_a_course(string kind) =>
        Accepted().When(Clerk, "2026-03-04 10:00", Sample.Suspend with { Kind = kind }).ThenRejected(RejectionKind.InvalidState, "suspension.approval_required");

    [TestCase("tender"), TestCase("auction"), TestCase("quarantine")]
    public void Where_the_data_asks_nothing_it_works_as_before(string kind) =>
        Accepted().And(Clerk, "2026-03-04 10:00", Sample.Suspend with { Kind = kind }).When(Clerk, "2026-03-05 10:00", Sample.Resume).ThenPhase("inReview");

    [Test]
    public void What_was_approved_may_be_carried_out_by_suspend()
    {
        var suspended = Approved().When(Clerk, "2026-03-04 10:00", Sample.Suspend).ThenPhase("suspended").After;
        Assert.That(suspended.File.Special, Has.Property("Status").EqualTo(SpecialStatus.Running));
    }

    [TestCase("expertReview", 6), TestCase("appraisal", 5)]
    public void But_only_as_it_was_approved(string kind, int days) =>
        Approved().When(Clerk, "2026-03-04 10:00", Sample.Suspend with { Kind = kind, ExpectedDays = days }).ThenRejected(RejectionKind.InvalidState, "suspension.approval_required");

    [Test]
    public void Entering_it_afterwards_does_not_go_round_the_approval() =>
        Accepted().When(Clerk, "2026-03-04 10:00", Sample.Exclude with { Kind = "expertReview" }).ThenRejected(RejectionKind.InvalidState, "suspension.approval_required");

    [Test]
    public void It_ends_with_its_written_result() =>
        Running().When(Clerk, "2026-03-05 10:00", Sample.Resume).ThenRejected(RejectionKind.InvalidState, "special.result_required");

    [TestCase("", "评审通过"), TestCase("长防评〔2026〕1号", " ")]
    public void Number_and_result_are_written(string number, string result) =>
        Running().When(Reviewer, "2026-03-05 10:00", new CaseCommand.ReportSpecial(1, number, result)).ThenRejected(RejectionKind.InvalidArgument, "special.result_missing");

    [Test]
    public void The_applicant_is_told_in_writing() =>
        Approved().When(Clerk, "2026-03-04 10:00", new CaseCommand.NotifySpecial(1, " ")).ThenRejected(RejectionKind.InvalidArgument, "suspension.notice_missing");

    [Test]
    public void Nobody_is_told_before_it_is_approved() =>
        Applied().When(Clerk, "2026-03-04 10:00", Sample.NotifySpecial).ThenRejected(RejectionKind.InvalidState, "special.wrong_status");

    [TestCase("clerk"), TestCase("reviewer")]
    public void The_role_of_the_data_approves(string who)
    {
        Applied().When(Acts.People[who], "2026-03-04 10:00", Sample.ApproveSpecial).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");
        Applied().When(Acts.People[who], "2026-03-04 10:00", Sample.RefuseSpecial).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");
    }

    [Test]
    public void Whoever_applied_does_not_approve()
    {
        var applied = Accepted().And(Head, "2026-03-03 10:00", Sample.ApplySpecial);
        applied.When(Head, "2026-03-04 10:00", Sample.ApproveSpecial).ThenRejected(RejectionKind.Forbidden, "duties.own_request");
        applied.When(Head with { Id = "deputy" }, "2026-03-04 10:00", Sample.ApproveSpecial).Then("special.approved.v1");
    }

    [Test]
    public void Refused_with_a_reason_it_is_over_and_the_next_has_the_next_number()
    {
        Applied().When(Head, "2026-03-04 10:00", new CaseCommand.RefuseSpecial(1, " ")).ThenRejected(RejectionKind.InvalidArgument, "special.reason_missing");
        var refused = Applied().When(Head, "2026-03-04 10:00", Sample.RefuseSpecial).Then("special.refused.v1").ThenPhase("inReview").After;
        var again = refused.And(Reviewer, "2026-03-04 11:00", Sample.ApplySpecial);
        Assert.That(again.File.Special, Is.EqualTo(new SpecialProcedure(2, "expertReview", 5, "组织专家评审", SpecialStatus.Applied, Reviewer.Id)));
        again.When(Head, "2026-03-04 12:00", new CaseCommand.ApproveSpecial(1, null)).ThenRejected(RejectionKind.NotFound, "special.not_found");
    }

    [Test]
    public void An_approval_may_be_taken_back_before_the_notice() =>
        Approved().When(Head, "2026-03-04 10:00", Sample.RefuseSpecial).Then("special.refused.v1");

    [Test]
    public void One_at_a_time() =>
        Applied().When(Clerk, "2026-03-04 10:00", Sample.ApplySpecial with { Kind = "testing" }).ThenRejected(RejectionKind.InvalidState, "special.already_open");

    [Test]
    public void No_determination_while_one_is_open() =>
        Applied().Reviewed("2026-03-04 10:00").When(Head, "2026-03-04 15:00", Sample.Grant).ThenRejected(RejectionKind.InvalidState, "special.open");

    [TestCase("siteVisit", 5, "x", "suspension.kind_not_allowed"), TestCase("expertReview", 31, "x", "suspension.days_out_of_range"), TestCase("expertReview", 5, " ", "special.reason_missing")]
    public void The_application_says_kind_days_and_reason(string kind, int days, string reason, string code) =>
        Accepted().When(Reviewer, "2026-03-03 10:00", new CaseCommand.ApplySpecial(kind, days, reason, [])).ThenRejected(RejectionKind.InvalidArgument, code);

    /// <summary>art 55 para 2: two or more staff, within five days of acceptance (2 March 2026: until the 9th).</summary>
    [TestCase("2026-03-09 10:00", false), TestCase("2026-03-10 10:00", true)]
    public void An_inspection_has_two_staff_in_five_days_or_a_yellow_card(string at, bool card)
    {
        var applied = Accepted().And(Reviewer, at, Inspection("chen", "tan"));
        Assert.That(applied.File.Special!.Status, Is.EqualTo(SpecialStatus.Approved), "no approval is asked");
        Assert.That(applied.File.Cards.Any(issued => issued == new Card("special.inspection.staffLate", CardLevel.Yellow, null, Day("2026-03-10"))), Is.EqualTo(card));
    }

    [TestCase("chen", "special.staff_too_few"), TestCase("chen chen", "special.staff"), TestCase("", "special.staff_too_few")]
    public void Two_different_people(string staff, string code) =>
        Accepted().When(Reviewer, "2026-03-03 10:00", Inspection(staff.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ThenRejected(RejectionKind.InvalidArgument, code);

    /// <summary>art 42: the extension is the head's decision, and not of the one who asked for it.</summary>
    [Test]
    public void An_extension_is_applied_for_by_somebody_else()
    {
        Accepted().When(Head, "2026-03-04 10:00", Sample.Extend).ThenRejected(RejectionKind.InvalidState, "extension.not_applied");
        var applied = Accepted().And(Reviewer, "2026-03-03 10:00", Sample.ApplyExtension with { Days = 5 });
        applied.When(Head, "2026-03-04 10:00", Sample.Extend).ThenRejected(RejectionKind.InvalidState, "extension.not_applied");
        applied.When(Reviewer, "2026-03-04 10:00", Sample.ApplyExtension).ThenRejected(RejectionKind.InvalidState, "extension.already_applied");
        var extended = applied.And(Head, "2026-03-04 10:00", Sample.Extend with { Days = 5 });
        Assert.That((extended.Clock(Clock.StatutoryId).Deadline!.Due, extended.File.ExtensionRequest), Is.EqualTo((Day("2026-04-07"), (ExtensionRequest?)null)));
        Accepted().And(Head, "2026-03-03 10:00", Sample.ApplyExtension).When(Head, "2026-03-04 10:00", Sample.Extend).ThenRejected(RejectionKind.Forbidden, "duties.own_request");
    }

    private static CaseCommand.ApplySpecial Inspection(params string[] staff) => new("inspection", 5, "现场检验", [.. staff.Select(id => new Officer(id, id))]);

    private static Given Accepted(string at = "2026-03-02 10:00") =>
        Given.Received(at, Matters.Proceeding).And(Clerk, at.Replace(":00", ":30", StringComparison.Ordinal), Sample.Accept);

    private static Given Applied() => Accepted().And(Reviewer, "2026-03-03 10:00", Sample.ApplySpecial);

    private static Given Approved() => Applied().And(Head, "2026-03-03 11:00", Sample.ApproveSpecial);

    private static Given Running() => Approved().And(Clerk, "2026-03-04 10:00", Sample.NotifySpecial);
}
